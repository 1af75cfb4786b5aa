//! Wildcards and public suffixes: names below which strangers register names of their own.
//!
//! The list is Mozilla's Public Suffix List (<https://publicsuffix.org/list/>), as packaged by `psl`.

use crate::fault::{Fault, Remedy, quote};
use crate::origin::{Hosts, Pattern};
use crate::words::Waiver;

/// Names that cannot be registered, because they are reserved (RFC 6761, RFC 8375), are kept out of the root zone
/// (`internal`, `corp`, `home`), or live in a local network only (`lan`).
const SPECIAL_USE: [&str; 10] =
    ["localhost", "test", "internal", "local", "home.arpa", "example", "invalid", "corp", "home", "lan"];

/// Labels under which hosting services assign names, used to name one suffix below a base; the list cannot be
/// queried for all of them.
const COMMON: [&str; 12] =
    ["s3", "com", "co", "web", "blob", "app", "compute", "elb", "pages", "cloud", "us-east-1", "a"];

/// The kind of organisation that assigns the names below a suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Suffix {
    /// A registry: an entry of the ICANN section, or a top-level name that the list does not know (its default rule).
    Registry,
    /// A hosting service: an entry of the private section.
    Service,
}

/// What the list says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Listed {
    /// The name itself is a suffix.
    suffix: Option<Suffix>,
    /// A suffix lies below it.
    below: bool,
}

/// Queries the list. It matches labels from the right and asks for one more label only while a longer rule is
/// possible: if it asks for more than the name has, some rule lies below the name.
fn listed(name: &str) -> Listed {
    let mut asked = 0_usize;
    let mut labels = name.rsplit('.');
    let counted = std::iter::from_fn(|| {
        asked += 1;
        labels.next().map(str::as_bytes)
    });
    let found = psl::Psl::find(&psl::List, counted);
    let whole = found.len == name.len();
    let suffix = match found.typ {
        Some(psl::Type::Icann) if whole => Some(Suffix::Registry),
        Some(psl::Type::Private) if whole => Some(Suffix::Service),
        None if !name.contains('.') => Some(Suffix::Registry),
        _ => None,
    };
    Listed { suffix, below: asked > name.split('.').count() }
}

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
        Hosts::InLabel { before, after, .. } => in_label(before, after, base)?,
    };
    let kind = match touched.kind {
        Suffix::Registry => "where anyone can register a name",
        Suffix::Service => "where a hosting service gives names to its customers",
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
    let Listed { suffix, below } = listed(base);
    if let Some(kind) = suffix {
        return Some(Touched { name: Some(base.to_owned()), kind });
    }
    if !below {
        return None;
    }
    if let Some(kind) = every(base) {
        return Some(Touched { name: Some(format!("*.{base}")), kind });
    }
    let known = COMMON
        .iter()
        .map(|label| format!("{label}.{base}"))
        .find_map(|name| Some((listed(&name).suffix?, name)));
    Some(match known {
        Some((kind, name)) => Touched { name: Some(name), kind },
        None => Touched { name: None, kind: Suffix::Service },
    })
}

/// `before*after.base` stands for one label only. The base is a suffix, or every name directly below it is one, or
/// some are (`s3-us-west-2.amazonaws.com`): the list does not say which ones, and new ones are added, so the fixed
/// part of the label does not help.
fn in_label(before: &str, after: &str, base: &str) -> Option<Touched> {
    let Listed { suffix, below } = listed(base);
    if let Some(kind) = suffix {
        return Some(Touched { name: Some(base.to_owned()), kind });
    }
    if let Some(kind) = listed(&format!("{before}0{after}.{base}")).suffix {
        return Some(Touched { name: Some(format!("*.{base}")), kind });
    }
    below.then_some(Touched { name: None, kind: Suffix::Service })
}

/// Every name directly below the base is a suffix (a rule such as `*.kawasaki.jp`): no list names this label.
fn every(base: &str) -> Option<Suffix> {
    listed(&format!("no-such-label-0.{base}")).suffix
}

/// `https://*example.com`: a wildcard inside the label that anyone can register below a registry's suffix. It
/// matches `evilexample.com`, which is never intended, so there is no waiver, with or without credentials. Call it
/// before [`touches_public_suffix`], which holds for such an entry as well.
pub fn registrable_label(origin: &Pattern) -> Option<Fault> {
    let Hosts::InLabel { before, after, base } = origin.hosts() else { return None };
    if is_special_use(base) || listed(base).suffix != Some(Suffix::Registry) {
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
