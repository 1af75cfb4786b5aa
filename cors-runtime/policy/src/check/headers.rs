//! Request headers and exposed response headers (Fetch, "CORS protocol and HTTP requests").

use std::sync::Arc;

use super::diagnostics::Diagnostics;
use super::list::{self, none, not_again, without_duplicates};
use crate::draft::{DraftList, EntryText, Written};
use crate::header::is_forbidden_request;
use crate::policy::CheckedNames;
use crate::token::is_token;
use crate::violation::{Help, Violation, quote};
use crate::words::FieldName;

type NameRule = fn(&str) -> Option<Violation>;

/// What distinguishes the two lists of header names.
#[derive(Debug)]
pub(super) struct HeaderList {
    field: FieldName,
    /// Names without effect, and what a configuration makes of them.
    without_effect: &'static [(NameRule, WithoutEffect)],
}

/// What becomes of a name without effect in a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WithoutEffect {
    /// A page can ask for it all the same, and may not be refused for it after an upgrade.
    Granted,
    /// No page can ask for it, or read it.
    LeftOut,
}

pub(super) const REQUEST: HeaderList = HeaderList {
    field: FieldName::Headers,
    without_effect: &[(cors_response, WithoutEffect::Granted), (forbidden_request, WithoutEffect::LeftOut)],
};

pub(super) const EXPOSED: HeaderList = HeaderList {
    field: FieldName::Expose,
    without_effect: &[(cookies, WithoutEffect::LeftOut), (request_only, WithoutEffect::LeftOut)],
};

pub(super) fn check(
    field: Option<&Written<Arc<DraftList>>>,
    list: &HeaderList,
    diagnostics: &mut Diagnostics,
) -> CheckedNames {
    let Some(written) = field else { return CheckedNames::List(Vec::new()) };
    match &*written.value {
        DraftList::Any => return CheckedNames::Any,
        DraftList::None => diagnostics.add(list.field, written.place, none(Help::Empty)),
        DraftList::Empty | DraftList::Entries(_) => {}
    }
    let mut named = Vec::new();
    let entries = written.value.entries();
    for entry in entries {
        let EntryText::Text(name) = &entry.text else { continue };
        if let Some(violation) = self::name(name) {
            let violation = not_again(violation, entry, entries, diagnostics.strictness);
            diagnostics.add(list.field, entry.place, violation);
            continue;
        }
        let found = list.without_effect.iter().find_map(|(rule, then)| Some((rule(name)?, *then)));
        if let Some((violation, then)) = found {
            diagnostics.without_effect(list.field, entry.place, None, violation);
            if diagnostics.strictness.is_code() || then == WithoutEffect::LeftOut {
                continue;
            }
        }
        named.push((name.to_ascii_lowercase(), entry));
    }
    CheckedNames::List(without_duplicates(named, list.field, "header", diagnostics))
}

/// What is wrong with a name.
pub fn name(name: &str) -> Option<Violation> {
    list::all_or_none(name, "header", Help::Empty).or_else(|| star(name)).or_else(|| token(name))
}

/// The same for a name in `headers`.
pub fn requested(text: &str) -> Option<Violation> {
    name(text).or_else(|| cors_response(text))
}

/// A `*` is legal in a token, but neither browsers nor policies know wildcards in names of headers.
fn star(name: &str) -> Option<Violation> {
    name.contains('*').then(|| {
        Violation::with(
            format!("a header name must not contain a `*`, and {} does", quote(name)),
            vec![Help::list("list the names", &[]), Help::Any],
        )
    })
}

/// RFC 9110, 5.1: a field name is a token.
pub fn token(name: &str) -> Option<Violation> {
    let is_name = |name: &str| is_token(name.as_bytes());
    if is_name(name) {
        return None;
    }
    if name.trim().is_empty() {
        return Some(Violation::new(
            "this header name is empty",
            Help::example("write the name", "content-type"),
        ));
    }
    if let Some(address) = list::address(name, "header name") {
        return Some(address);
    }
    if let Some((front, value)) = name.split_once(':')
        && is_name(front)
        && !value.trim().is_empty()
        && !value.starts_with(':')
    {
        let message = format!("expected a header name, found {} with a value", quote(front));
        return Some(Violation::new(message, Help::Replace(front.to_ascii_lowercase())));
    }
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '"');
    let pieces: Vec<&str> = name.split(separates).filter(|piece| !piece.is_empty()).collect();
    let several = name.contains([',', ';']);
    let legal = pieces.iter().all(|piece| is_name(piece));
    let lower = |name: &&str| name.to_ascii_lowercase();
    let help = match pieces.as_slice() {
        [one] if legal => Help::Replace(lower(one)),
        [_, _, ..] if legal && several => Help::separate(pieces.iter().map(lower).collect(), 0),
        _ => Help::words("a header name may contain letters, digits and !#$%&'*+-.^_`|~"),
    };
    let message = match pieces.as_slice() {
        [_, _, ..] if legal && several => format!("expected one header name, found {}", quote(name)),
        _ => format!("{} is not a header name", quote(name)),
    };
    Some(Violation::new(message, help))
}

/// Headers that answer a preflight are not sent with a request.
fn cors_response(name: &str) -> Option<Violation> {
    #[rustfmt::skip]
    const RESPONSE: [&str; 6] = [
        "access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-methods",
        "access-control-allow-headers", "access-control-expose-headers", "access-control-max-age",
    ];
    RESPONSE.contains(&name.to_ascii_lowercase().as_str()).then(|| {
        Violation::new(
            format!("`{name}` is a response header that the policy itself sends"),
            Help::words("remove it, here and in the client, which sends it with its requests by mistake"),
        )
    })
}

/// A preflight never asks for what a page cannot set.
pub fn forbidden_request(name: &str) -> Option<Violation> {
    is_forbidden_request(name).then(|| {
        let help = if name.to_ascii_lowercase().starts_with("cookie") {
            Help::words("remove it (what lets browsers send cookies is `credentials`)")
        } else {
            Help::Remove
        };
        Violation::new(format!("browsers never let a page set `{name}`, so no preflight asks for it"), help)
    })
}

/// Fetch, "forbidden response-header name".
fn cookies(name: &str) -> Option<Violation> {
    (name.eq_ignore_ascii_case("set-cookie") || name.eq_ignore_ascii_case("set-cookie2")).then(|| {
        Violation::new(
            format!("browsers never show `{name}` to a page, whatever a policy exposes"),
            Help::Remove,
        )
    })
}

/// Headers of requests do not come with a response.
fn request_only(name: &str) -> Option<Violation> {
    let lower = name.to_ascii_lowercase();
    (lower == "origin" || lower.starts_with("access-control-request-")).then(|| {
        Violation::new(format!("`{name}` is a request header, and responses do not carry it"), Help::Remove)
    })
}
