//! Wildcards and public suffixes: names below which strangers register names of their own.

mod list;

use self::list::{PublicSuffix, below, suffix};
use crate::origin::{Hosts, Pattern};
use crate::violation::{Help, Section, Violation, quote};
use crate::words::Waiver;

/// Names that cannot be registered, because they are reserved (RFC 6761, RFC 8375), are kept out of the root zone
/// (`internal`, `corp`, `home`), or live in a local network only (`lan`).
const SPECIAL_USE: [&str; 10] =
    ["localhost", "test", "internal", "local", "home.arpa", "example", "invalid", "corp", "home", "lan"];

fn is_special_use(base: &str) -> bool {
    SPECIAL_USE
        .iter()
        .any(|name| base.strip_suffix(name).is_some_and(|front| front.is_empty() || front.ends_with('.')))
}

/// With credentials: a wildcard whose reach touches a public suffix. Whoever registers a name in that reach can
/// read the responses to a logged-in user.
pub fn touches_public_suffix(origin: &Pattern) -> Option<Violation> {
    let base = origin.hosts().base();
    let touched = match origin.hosts() {
        _ if is_special_use(base) => return None,
        Hosts::Exact(_) | Hosts::AnyHost => return None,
        Hosts::AnyLabel { .. } => any_label(base)?,
        Hosts::InLabel { .. } => in_label(base)?,
    };
    let who = match touched.kind {
        PublicSuffix::Private => "where anyone can sign up for a subdomain",
        PublicSuffix::Icann | PublicSuffix::Unlisted => "where anyone can register a name",
    };
    let includes = if touched.name.is_some() && touched.kind != PublicSuffix::Unlisted {
        "includes"
    } else {
        "may include"
    };
    let what = match touched.name {
        Some(name) if touched.kind == PublicSuffix::Unlisted => {
            format!("`{name}` is not on the Public Suffix List, and counts as a suffix {who}")
        }
        Some(name) => format!("`{name}` is a public suffix, {who}"),
        None => format!("there are public suffixes below `{base}`, {who}"),
    };
    Some(
        Violation::with(
            format!("{} {includes} sites of other people", quote(origin.text())),
            vec![
                Help::list("list the exact origins", &[]),
                Help::words("put the wildcard under a domain of your own"),
                Help::Waive(Waiver::PublicSuffixes),
            ],
        )
        .because(format!("{what}: with credentials, their pages could read your users' data"))
        .see(Section::PublicSuffixes),
    )
}

/// A suffix that a wildcard touches; without a name if it is only known that there is one.
struct Touched {
    name: Option<String>,
    kind: PublicSuffix,
}

/// `*.base` stands for everything below the base.
fn any_label(base: &str) -> Option<Touched> {
    if let Some(kind) = suffix(base) {
        return Some(Touched { name: Some(base.to_owned()), kind });
    }
    let labels = below(base)?;
    Some(if let Some(kind) = labels.every() {
        Touched { name: Some(format!("*.{base}")), kind }
    } else if let Some((label, kind)) = labels.shortest() {
        Touched { name: Some(format!("{label}.{base}")), kind }
    } else {
        Touched { name: None, kind: PublicSuffix::Private }
    })
}

/// `before*after.base` stands for one label only. The base is a suffix, or every name directly below it is one, or
/// some are (`s3-us-west-2.amazonaws.com`): new ones are added, so the fixed part of the label does not help.
fn in_label(base: &str) -> Option<Touched> {
    if let Some(kind) = suffix(base) {
        return Some(Touched { name: Some(base.to_owned()), kind });
    }
    Some(match below(base)?.every() {
        Some(kind) => Touched { name: Some(format!("*.{base}")), kind },
        None => Touched { name: None, kind: PublicSuffix::Private },
    })
}

/// `https://*example.com`: a wildcard inside the label that anyone can register below a listed suffix of a registry. It
/// matches `evilexample.com`, which is never intended, so there is no waiver, with or without credentials. Call it
/// before [`touches_public_suffix`], which holds for such an entry as well, and which alone applies below a last label that
/// is not listed: nobody can register `app-evil.consul`.
pub fn registrable_label(origin: &Pattern) -> Option<Violation> {
    let Hosts::InLabel { before, after, base } = origin.hosts() else { return None };
    if is_special_use(base) || suffix(base) != Some(PublicSuffix::Icann) {
        return None;
    }
    let message = format!("{} also matches `{before}evil{after}.{base}`", quote(origin.text()));
    let pattern = origin.text().replacen('*', "*.", 1);
    // What follows a hyphen may be the name of somebody else.
    let helps = if before.is_empty() && !after.starts_with(['-', '_']) && Pattern::parse(&pattern).is_ok() {
        vec![Help::Replace(pattern)]
    } else {
        vec![
            Help::list("list the exact origins", &[]),
            Help::example("put the wildcard under a domain of your own", "https://pr-*.example.com"),
        ]
    };
    Some(Violation::with(message, helps).because("anyone can register that name"))
}

#[cfg(test)]
mod tests;
