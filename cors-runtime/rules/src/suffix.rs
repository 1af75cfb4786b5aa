//! Wildcards and public suffixes: names below which strangers register names of their own.
//!
//! The list is Mozilla's Public Suffix List (<https://publicsuffix.org/list/>), by way of `psl`.

use crate::fault::{Fault, Remedy, quote};
use crate::origin::{Hosts, Pattern};
use crate::words::Waiver;

/// Names that nobody can register, because they are reserved (RFC 6761, RFC 8375), are kept out of the root zone
/// (`internal`, `corp`, `home`), or live in a local network only (`lan`).
const SPECIAL_USE: [&str; 10] =
    ["localhost", "test", "internal", "local", "home.arpa", "example", "invalid", "corp", "home", "lan"];

/// Labels under which hosting services hand out names, to name one suffix below a base; the list cannot be asked for
/// all of them.
const COMMON: [&str; 12] =
    ["s3", "com", "co", "web", "blob", "app", "compute", "elb", "pages", "cloud", "us-east-1", "a"];

/// Who hands out the names below a suffix.
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

/// Asks the list. It matches labels from the right and asks for one more label only while a longer rule is possible:
/// if it wants more than the name has, then some rule lies below the name.
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

/// With credentials: a wildcard whose reach touches a public suffix. Whoever registers a name in that reach reads what
/// the server answers to a logged-in user.
pub fn touches_public_suffix(origin: &Pattern) -> Option<Fault> {
    let base = origin.hosts().base();
    let touched = match origin.hosts() {
        _ if is_special_use(base) => return None,
        Hosts::Exact(_) => return None,
        Hosts::AnyLabel { .. } => any_label(base)?,
        Hosts::InLabel { before, after, .. } => in_label(before, after, base)?,
    };
    let who = match touched.who {
        Suffix::Registry => "where anyone can register a name",
        Suffix::Service => "where a hosting service hands out names to its customers",
    };
    let shown = quote(origin.text());
    let what = match touched.name {
        Some(name) if name == base => {
            format!("{shown} stands for names directly below the public suffix `{name}`, {who}")
        }
        Some(name) => format!("{shown} reaches the public suffix `{name}`, {who}"),
        None => format!("{shown} can spell public suffixes below `{base}`, {who}"),
    };
    Some(Fault {
        message: format!(
            "{what}: a stranger's page would match and, because the policy allows credentials, read what your server \
             answers to a logged-in user"
        ),
        remedies: vec![
            Remedy::words("list the exact origins"),
            Remedy::words("put the wildcard below a name of your own"),
            Remedy::Waive(Waiver::PublicSuffixes),
        ],
    })
}

/// A suffix that a wildcard touches; without a name if it is known only that there is one.
struct Touched {
    name: Option<String>,
    who: Suffix,
}

/// `*.base` stands for everything below the base.
fn any_label(base: &str) -> Option<Touched> {
    let Listed { suffix, below } = listed(base);
    if let Some(who) = suffix {
        return Some(Touched { name: Some(base.to_owned()), who });
    }
    if !below {
        return None;
    }
    if let Some(who) = every(base) {
        return Some(Touched { name: Some(format!("*.{base}")), who });
    }
    let known = COMMON
        .iter()
        .map(|label| format!("{label}.{base}"))
        .find_map(|name| Some((listed(&name).suffix?, name)));
    Some(match known {
        Some((who, name)) => Touched { name: Some(name), who },
        None => Touched { name: None, who: Suffix::Service },
    })
}

/// `before*after.base` stands for one label only. The base is a suffix, or every name directly below it is one, or some
/// are (`s3-us-west-2.amazonaws.com`): which ones the list does not say, and new ones come, so that the fixed part of
/// the label is no help.
fn in_label(before: &str, after: &str, base: &str) -> Option<Touched> {
    let Listed { suffix, below } = listed(base);
    if let Some(who) = suffix {
        return Some(Touched { name: Some(base.to_owned()), who });
    }
    if let Some(who) = listed(&format!("{before}0{after}.{base}")).suffix {
        return Some(Touched { name: Some(format!("*.{base}")), who });
    }
    below.then_some(Touched { name: None, who: Suffix::Service })
}

/// Every name directly below the base is a suffix (a rule such as `*.kawasaki.jp`): no list names this label.
fn every(base: &str) -> Option<Suffix> {
    listed(&format!("no-such-label-0.{base}")).suffix
}

/// `https://*example.com`: a wildcard inside the very label that somebody can register below a registry's suffix. It
/// matches `evilexample.com`, and no policy means that, so there is no waiver, credentials or not. To be asked before
/// [`touches_public_suffix`], which holds for such an entry as well.
pub fn registrable_label(origin: &Pattern) -> Option<Fault> {
    let Hosts::InLabel { before, after, base } = origin.hosts() else { return None };
    if is_special_use(base) || listed(base).suffix != Some(Suffix::Registry) {
        return None;
    }
    let message = format!(
        "{} has its wildcard inside the name that is registered below `{base}`: anyone can register `{before}evil{after}.{base}`, \
         and it would match",
        quote(origin.text())
    );
    let own = if before.is_empty() { after.trim_start_matches(['-', '_']) } else { "" };
    let pattern = origin.text().replacen(&format!("*{after}.{base}"), &format!("*.{own}.{base}"), 1);
    let remedies = if !own.is_empty() && Pattern::judge(&pattern).is_ok() {
        vec![Remedy::Words(
            format!("write a pattern for every host below `{own}.{base}`").into(),
            vec![pattern],
        )]
    } else {
        vec![
            Remedy::words("list the exact origins"),
            Remedy::example("put the wildcard below a name of your own", "https://pr-*.example.com"),
        ]
    };
    Some(Fault { message, remedies })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::tests::Plain;
    use crate::words::FieldName;

    /// The lookup relies on the order in which psl asks for labels: this is what that order gives.
    #[test]
    fn the_list_says_what_is_a_suffix_and_what_lies_above_one() {
        let (registry, service) = (Some(Suffix::Registry), Some(Suffix::Service));
        for (name, suffix, below) in [
            ("com", registry, true),
            ("github.io", service, false),
            ("vercel.app", service, false),
            ("netlify.app", service, false),
            ("co.uk", registry, true),
            ("amazonaws.com", None, true),
            ("compute.amazonaws.com", None, true),
            ("core.windows.net", None, true),
            ("run.app", None, true),
            ("np", registry, true),
            ("ck", registry, true),
            ("kawasaki.jp", None, true),
            ("foo.kawasaki.jp", registry, false),
            ("city.kawasaki.jp", None, false),
            ("example.com", None, false),
            ("bbc.co.uk", None, false),
            ("app.vercel.app", None, false),
            ("no-such-top-level-name", registry, false),
            ("a.no-such-top-level-name", None, false),
            ("onion", registry, false),
            ("xn--p1ai", registry, false),
            ("xn--55qx5d.cn", registry, false),
            ("home.arpa", registry, false),
        ] {
            assert_eq!(listed(name), Listed { suffix, below }, "{name}");
        }
    }

    fn touches(text: &str) -> Option<String> {
        touches_public_suffix(&Pattern::judge(text).unwrap()).map(|fault| fault.message)
    }

    #[test]
    fn a_wildcard_that_reaches_a_suffix_is_reported_with_it() {
        for (text, suffix) in [
            ("https://*.com", "`com`"),
            ("https://*.co.uk:8443", "`co.uk`"),
            ("https://*.vercel.app", "`vercel.app`"),
            ("https://*.github.io:*", "`github.io`"),
            ("https://pr-*.vercel.app", "`vercel.app`"),
            ("https://pr-*--shop.netlify.app", "`netlify.app`"),
            ("https://*.amazonaws.com", "`s3.amazonaws.com`"),
            ("https://*.core.windows.net", "`web.core.windows.net`"),
            ("https://*.run.app", "`*.run.app`"),
            ("https://pr-*.run.app", "`*.run.app`"),
            ("https://s3-*.amazonaws.com", "suffixes below `amazonaws.com`"),
            ("https://z*.web.core.windows.net", "`web.core.windows.net`"),
            ("https://*blob.core.windows.net", "suffixes below `core.windows.net`"),
            ("https://*.np", "`np`"),
            ("https://*.onion", "`onion`"),
            ("https://*.kawasaki.jp", "`*.kawasaki.jp`"),
            ("https://*.intranet", "`intranet`"),
            ("https://*.xn--p1ai", "`xn--p1ai`"),
        ] {
            let message = touches(text).unwrap_or_else(|| panic!("{text} touches {suffix}"));
            assert!(message.contains(suffix), "{text}: {message}");
        }
    }

    #[test]
    fn a_wildcard_below_one_s_own_name_touches_none() {
        for text in [
            "https://*.example.com",
            "https://pr-*.review.example.com",
            "https://pr-*.example.com",
            "https://*.shop.vercel.app",
            "https://pr-*.bbc.co.uk",
            "https://vercel.app",
            "https://com:*",
            "http://*.localhost",
            "http://pr-*.localhost",
            "https://*.test",
            "https://*.svc.internal",
            "https://*.local",
            "https://*.home.arpa",
            "https://*.example",
            "https://*.invalid",
            "https://*.corp",
            "https://*.home",
            "https://*.lan",
            "tauri://localhost:*",
        ] {
            assert_eq!(touches(text), None, "{text}");
        }
        assert!(
            touches("https://*.notlocal").is_some(),
            "a name that only ends like a special one is not exempt"
        );
    }

    #[test]
    fn a_wildcard_inside_the_registered_name_has_no_waiver() {
        for (text, help) in [
            ("https://*example.com", "`https://*.example.com`"),
            ("https://*-example.com:8443", "`https://*.example.com:8443`"),
            ("https://*bbc.co.uk", "`https://*.bbc.co.uk`"),
            ("https://pr-*.com", "such as `https://pr-*.example.com`"),
            ("https://my*example.com", "such as `https://pr-*.example.com`"),
            ("https://*-.com", "such as"),
            ("https://*shop.intranet", "`https://*.shop.intranet`"),
            ("https://*x.foo.kawasaki.jp", "`https://*.x.foo.kawasaki.jp`"),
        ] {
            let fault = registrable_label(&Pattern::judge(text).unwrap()).unwrap();
            assert!(fault.help(FieldName::Origins, &Plain).contains(help), "{text}: {fault:?}");
            assert!(fault.message.contains("evil"), "{fault:?}");
        }
        for text in [
            "https://*.com",
            "https://pr-*.vercel.app",
            "https://pr-*.example.com",
            "https://pr-*.localhost",
            "https://*x.test",
            "https://example.com:*",
        ] {
            assert_eq!(registrable_label(&Pattern::judge(text).unwrap()), None, "{text}");
        }
    }
}
