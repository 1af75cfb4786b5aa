//! Wildcards and public suffixes: names below which strangers register names of their own.

mod list;

use self::list::{Suffix, below, suffix};
use crate::fault::{Fault, Remedy, quote};
use crate::origin::{Hosts, Pattern};
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
pub fn touches_public_suffix(origin: &Pattern) -> Option<Fault> {
    let base = origin.hosts().base();
    let touched = match origin.hosts() {
        _ if is_special_use(base) => return None,
        Hosts::Exact(_) => return None,
        Hosts::AnyLabel { .. } => any_label(base)?,
        Hosts::InLabel { .. } => in_label(base)?,
    };
    let kind = match touched.kind {
        Suffix::Icann | Suffix::Unlisted => "where anyone can register a name",
        Suffix::Private => "where a hosting service gives names to its customers",
    };
    let shown = quote(origin.text());
    let what = match touched.name {
        Some(name) if name == base => {
            format!("{shown} matches names directly under the public suffix `{name}`, {kind}")
        }
        Some(name) => format!("{shown} matches names under the public suffix `{name}`, {kind}"),
        None => format!("{shown} can match public suffixes under `{base}`, {kind}"),
    };
    Some(Fault {
        message: format!(
            "{what}: with credentials, a stranger's page there could read a logged-in user's data"
        ),
        remedies: vec![
            Remedy::words("list the exact origins"),
            Remedy::words("put the wildcard under a domain of your own"),
            Remedy::Waive(Waiver::PublicSuffixes),
        ],
    })
}

/// A suffix that a wildcard touches; without a name if it is only known that there is one.
struct Touched {
    name: Option<String>,
    kind: Suffix,
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
        Touched { name: None, kind: Suffix::Private }
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
        None => Touched { name: None, kind: Suffix::Private },
    })
}

/// `https://*example.com`: a wildcard inside the label that anyone can register below a registry's suffix. It
/// matches `evilexample.com`, which is never intended, so there is no waiver, with or without credentials. Call it
/// before [`touches_public_suffix`], which holds for such an entry as well.
pub fn registrable_label(origin: &Pattern) -> Option<Fault> {
    let Hosts::InLabel { before, after, base } = origin.hosts() else { return None };
    if is_special_use(base) || !matches!(suffix(base), Some(Suffix::Icann | Suffix::Unlisted)) {
        return None;
    }
    let message = format!(
        "{} also matches `{before}evil{after}.{base}`, and anyone can register that name",
        quote(origin.text())
    );
    let own = if before.is_empty() { after.trim_start_matches(['-', '_']) } else { "" };
    let pattern = origin.text().replacen(&format!("*{after}.{base}"), &format!("*.{own}.{base}"), 1);
    let remedies = if !own.is_empty() && Pattern::judge(&pattern).is_ok() {
        vec![Remedy::Replace(pattern)]
    } else {
        vec![
            Remedy::words("list the exact origins"),
            Remedy::example("put the wildcard under a domain of your own", "https://pr-*.example.com"),
        ]
    };
    Some(Fault { message, remedies })
}

#[cfg(test)]
mod tests;
