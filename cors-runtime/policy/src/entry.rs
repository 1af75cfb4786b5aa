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

/// What only a waiver permits with credentials.
#[cfg(feature = "policies")]
pub(crate) fn risks(origin: &Pattern) -> impl Iterator<Item = (Waiver, Violation)> {
    let suffix = suffixes::touches_public_suffix(origin).map(|violation| (Waiver::PublicSuffixes, violation));
    let any_host = any_host(origin).map(|violation| (Waiver::AnyHost, violation));
    insecure(origin)
        .map(|violation| (Waiver::InsecureOrigins, violation))
        .into_iter()
        .chain(suffix)
        .chain(any_host)
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
        let origin = Pattern::parse_exact(text)?;
        let violation = insecure(&origin).filter(|_| self.credentials && !self.waivers.insecure_origins);
        violation.map_or(Ok(origin), Err)
    }

    /// An exact origin or a pattern.
    ///
    /// # Errors
    ///
    /// If the list may not hold it.
    #[cfg(feature = "policies")]
    pub fn entry(self, text: &str) -> Result<Pattern, Violation> {
        let origin = entry(text)?;
        let waived = |waiver: Waiver| match waiver {
            Waiver::InsecureOrigins => self.waivers.insecure_origins,
            Waiver::PublicSuffixes => self.waivers.public_suffixes,
            Waiver::AnyHost => self.waivers.any_host,
            Waiver::Predicates => self.waivers.predicates,
        };
        let violation = risks(&origin).find(|(waiver, _)| self.credentials && !waived(*waiver));
        violation.map_or(Ok(origin), |(_, violation)| Err(violation))
    }
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
        Help::words("list the exact origins, if the hosts are the same everywhere"),
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
mod tests {
    use super::*;

    #[test]
    fn an_insecure_origin_gets_its_https_spelling_and_the_waiver() {
        for (text, https) in [
            ("http://app.example.com", "https://app.example.com"),
            ("http://*.example.com:8080", "https://*.example.com:8080"),
            ("http://app.example.com:443", "https://app.example.com"),
            ("http://192.168.0.1:*", "https://192.168.0.1:*"),
        ] {
            let violation = insecure(&Pattern::parse(text).unwrap()).unwrap();
            let want = [Help::Replace(https.to_owned()), Help::Waive(Waiver::InsecureOrigins)];
            assert_eq!(violation.helps, want, "{text}");
        }
        for text in
            ["https://app.example.com", "http://localhost:*", "http://*.localhost", "http://127.0.0.9"]
        {
            assert_eq!(insecure(&Pattern::parse(text).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn a_list_at_run_time_is_held_to_the_rules_of_its_policy() {
        let rules = |credentials, insecure_origins| RunTimeRules {
            credentials,
            waivers: RunTimeWaivers { insecure_origins, ..RunTimeWaivers::default() },
        };
        for (text, credentials, waived, accepted) in [
            ("https://a.example", true, false, true),
            ("https://a.example/", false, false, false),
            ("http://a.example", false, false, true),
            ("http://a.example", true, false, false),
            ("http://a.example", true, true, true),
            ("http://localhost:3000", true, false, true),
            ("https://*.example.com", false, false, false),
            ("null", false, true, false),
        ] {
            assert_eq!(rules(credentials, waived).exact(text).is_ok(), accepted, "{text}");
        }
    }

    #[cfg(feature = "policies")]
    #[test]
    fn a_pattern_at_run_time_is_held_to_the_rules_on_suffixes() {
        let rules = |credentials, public_suffixes| RunTimeRules {
            credentials,
            waivers: RunTimeWaivers { public_suffixes, ..RunTimeWaivers::default() },
        };
        for (text, credentials, waived, accepted) in [
            ("https://*.example.com", true, false, true),
            ("https://*.github.io", false, false, true),
            ("https://*.github.io", true, false, false),
            ("https://*.github.io", true, true, true),
            ("http://*.github.io", true, true, false),
            ("https://*example.com", false, true, false),
        ] {
            assert_eq!(rules(credentials, waived).entry(text).is_ok(), accepted, "{text}");
        }
    }

    #[cfg(feature = "policies")]
    #[test]
    fn any_host_of_a_scheme_needs_its_waiver_beside_credentials() {
        let rules = |credentials, any_host| RunTimeRules {
            credentials,
            waivers: RunTimeWaivers { any_host, ..RunTimeWaivers::default() },
        };
        for (text, credentials, waived, accepted) in [
            ("moz-extension://*", false, false, true),
            ("moz-extension://*", true, false, false),
            ("moz-extension://*", true, true, true),
            ("vscode-webview://*:*", true, false, false),
            ("moz-extension://a", true, false, true),
            ("https://*", false, true, false),
        ] {
            assert_eq!(rules(credentials, waived).entry(text).is_ok(), accepted, "{text}");
        }
    }
}
