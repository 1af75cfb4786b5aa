//! The rules on one entry of a list of origins.

use crate::origin::Pattern;
#[cfg(feature = "policies")]
use crate::suffixes;
use crate::violation::{Help, Section, Violation, quote};
use crate::words::{RunTimeWaivers, Waiver};

/// An entry of a policy.
///
/// # Errors
///
/// If no policy may have it.
#[cfg(feature = "policies")]
pub fn entry(text: &str) -> Result<Pattern, Violation> {
    let origin = Pattern::parse(text)?;
    suffixes::registrable_label(&origin).map_or(Ok(origin), Err)
}

/// What only a waiver permits with credentials. A list, so that there is one copy of the rules in a program.
#[cfg(feature = "policies")]
#[inline(never)]
pub(crate) fn risks(origin: &Pattern) -> Vec<(Waiver, Violation)> {
    let mut found = Vec::new();
    found.extend(insecure(origin).map(|violation| (Waiver::InsecureOrigins, violation)));
    let suffix = suffixes::touches_public_suffix(origin);
    found.extend(suffix.map(|violation| (Waiver::PublicSuffixes, violation)));
    found.extend(any_host(origin).map(|violation| (Waiver::AnyHost, violation)));
    found
}

/// The first of them that nobody has taken.
#[cfg(feature = "policies")]
pub(crate) fn first_risk(origin: &Pattern, is_taken: &dyn Fn(Waiver) -> bool) -> Option<Violation> {
    risks(origin).into_iter().find(|(waiver, _)| !is_taken(*waiver)).map(|(_, violation)| violation)
}

/// What a list that is given at run time may hold.
#[derive(Debug, Clone, Copy)]
pub struct RunTimeRules {
    /// The policy allows credentials.
    pub credentials: bool,
    /// The risks that the policy takes.
    pub waivers: RunTimeWaivers,
}

impl RunTimeRules {
    /// An exact origin.
    ///
    /// # Errors
    ///
    /// If the list may not hold it.
    pub fn exact(self, text: &str) -> Result<Pattern, Violation> {
        let risk = |origin: &Pattern| {
            insecure(origin).filter(|_| self.credentials && !self.waivers.insecure_origins)
        };
        let origin = Pattern::parse_exact(text).map_err(|violation| with_safe_spellings(violation, &risk))?;
        risk(&origin).map_or(Ok(origin), Err)
    }

    /// An exact origin or a pattern.
    ///
    /// # Errors
    ///
    /// If the list may not hold it.
    #[cfg(feature = "policies")]
    pub fn entry(self, text: &str) -> Result<Pattern, Violation> {
        let is_taken = |waiver| !self.credentials || self.waivers.contain(waiver);
        let risk = |origin: &Pattern| first_risk(origin, &is_taken);
        let origin = entry(text).map_err(|violation| with_safe_spellings(violation, &risk))?;
        risk(&origin).map_or(Ok(origin), Err)
    }
}

/// A violation without the spellings that would be the next one, which `risk` finds. If there is no other, the risk is named
/// at once, with its own way out.
#[cold]
#[inline(never)]
pub(crate) fn with_safe_spellings(
    mut violation: Violation,
    risk: &dyn Fn(&Pattern) -> Option<Violation>,
) -> Violation {
    let found = |text: &String| risk_of(text, risk);
    // The way out of one risk may be another one.
    for _ in Waiver::ALL {
        let risk = violation.helps.iter().find_map(|help| match help {
            Help::Replace(text) => found(text),
            _ => None,
        });
        let Some(risk) = risk else { break };
        violation.helps.retain(|help| !matches!(help, Help::Replace(text) if found(text).is_some()));
        if violation.helps.is_empty() {
            let message = format!("{}; {}", violation.message, risk.message);
            violation = Violation { message, ..risk };
            // It would not make the spelling right.
            violation.helps.retain(|help| !matches!(help, Help::Waive(_)));
        }
    }
    for help in &mut violation.helps {
        if matches!(help, Help::Separate(texts, _) if texts.iter().any(|text| found(text).is_some())) {
            *help = Help::Separate(Vec::new(), 0);
        }
    }
    violation
}

/// The risk of a spelling.
#[inline(never)]
fn risk_of(text: &str, risk: &dyn Fn(&Pattern) -> Option<Violation>) -> Option<Violation> {
    risk(&Pattern::parse(text).ok()?)
}

/// With credentials: `http` with a host that is not loopback.
fn insecure(origin: &Pattern) -> Option<Violation> {
    if !origin.is_insecure() {
        return None;
    }
    let rest = origin.text().strip_prefix("http").unwrap_or_default();
    // `http://a.example:443` is an origin of its own; with https the port is the default and is not written.
    let secure = [rest, rest.strip_suffix(":443").unwrap_or(rest)]
        .map(|rest| format!("https{rest}"))
        .into_iter()
        .find(|text| Pattern::parse(text).is_ok());
    let helps =
        vec![secure.map_or(Help::words("use `https`"), Help::Replace), Help::Waive(Waiver::InsecureOrigins)];
    let message = format!("{} is not encrypted, and must not get credentials", quote(origin.text()));
    let why = "anyone on the network path could pose as that origin and read a logged-in user's data";
    Some(Violation::with(message, helps).because(why).see(Section::Http))
}

/// With credentials: whatever host there is. Where hosts are made up on each installation, nothing tells one author's
/// code from another's.
#[cfg(feature = "policies")]
fn any_host(origin: &Pattern) -> Option<Violation> {
    if *origin.hosts() != crate::origin::Hosts::AnyHost {
        return None;
    }
    let what =
        if origin.scheme().ends_with("-extension") { "add-on that a user has" } else { "program or page" };
    let helps = vec![
        Help::list("list the exact origins, if the hosts are the same everywhere", &[]),
        Help::Waive(Waiver::AnyHost),
    ];
    let message = format!("{} includes the code of other authors", quote(origin.text()));
    let why = format!(
        "every {what} with the scheme `{}` matches: with credentials, each could read a logged-in user's data",
        origin.scheme()
    );
    Some(Violation::with(message, helps).because(why).see(Section::AnyHost))
}

#[cfg(test)]
mod tests;
