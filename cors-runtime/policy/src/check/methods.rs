//! Methods (Fetch, "methods"; RFC 9110, 9.1).

use super::diagnostics::Diagnostics;
use super::list::{self, accepted, none, without_duplicates};
use crate::condition::Condition;
use crate::draft::{Draft, DraftList};
use crate::method::{DEFAULT, LONGEST, is_forbidden, right_case, standard_near};
use crate::policy::{CheckedNames, Entry};
use crate::token::is_token;
use crate::violation::{Help, Violation, quote};
use crate::words::FieldName;

pub(super) fn check(draft: &Draft, diagnostics: &mut Diagnostics) -> CheckedNames {
    let Some(methods) = &draft.methods else { return default() };
    let entries = match &*methods.value {
        DraftList::Any => return CheckedNames::Any,
        DraftList::None => {
            diagnostics.add(FieldName::Methods, methods.place, none(Help::Nobody));
            return default();
        }
        DraftList::Entries(entries) => entries,
        DraftList::Empty => {
            diagnostics.without_effect(FieldName::Methods, methods.place, None, nothing());
            let is_code = diagnostics.strictness.is_code();
            return if is_code { default() } else { CheckedNames::List(Vec::new()) };
        }
    };
    let strictness = diagnostics.strictness;
    let typo_in_configuration = |name: &str| typo(name).filter(|_| !strictness.is_code());
    let named = accepted(entries, FieldName::Methods, diagnostics, |name| {
        match method(name).or_else(|| typo_in_configuration(name)) {
            Some(violation) => Err(violation),
            None => Ok(name.to_owned()),
        }
    });
    CheckedNames::List(without_duplicates(named, FieldName::Methods, "method", diagnostics))
}

fn default() -> CheckedNames {
    let entry = |name: &str| Entry { value: name.to_owned(), when: Condition::default() };
    CheckedNames::List(DEFAULT.into_iter().map(entry).collect())
}

fn nothing() -> Violation {
    let helps = vec![Help::list("list the methods", &["GET"]), Help::Any];
    Violation::with("`methods` must not be an empty list", helps).because("every request would be refused")
}

/// What is wrong with a method. Of the words for all of them, quotes say that `"all"` is meant, as in [`typo`].
pub fn method(name: &str) -> Option<Violation> {
    all_or_none(name)
        .filter(|_| matches!(name, "*" | "any" | "none"))
        .or_else(|| [token, too_long, forbidden, letter_case].iter().find_map(|rule| rule(name)))
}

fn all_or_none(name: &str) -> Option<Violation> {
    list::all_or_none(name, "method", Help::Nobody)
}

/// RFC 9110, 9.1: a method is a token.
pub fn token(name: &str) -> Option<Violation> {
    let is_token = |name: &str| is_token(name.as_bytes());
    // `'` is legal in a token, but a method in single quotes is a typo.
    let unquoted = name.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    if is_token(name) && unquoted.is_none_or(|inner| !is_token(inner)) {
        return None;
    }
    if name.trim().is_empty() {
        return Some(Violation::new("this method is empty", Help::example("write its name", "GET")));
    }
    if let Some(address) = list::address(name, "method") {
        return Some(address);
    }
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/' | '"' | '\'');
    let pieces = name
        .split(separates)
        .filter(|piece| !matches!(piece.to_ascii_lowercase().as_str(), "" | "or" | "and"));
    let pieces: Vec<&str> = pieces.collect();
    let legal = pieces
        .iter()
        .all(|piece| is_token(piece) && forbidden(piece).is_none() && letter_case(piece).is_none());
    let help = match pieces.as_slice() {
        [one] if legal => Help::Replace((*one).to_owned()),
        [_, _, ..] if legal && pieces.iter().any(|piece| typo(piece).is_some()) => {
            Help::Separate(Vec::new(), 0)
        }
        [_, _, ..] if legal => Help::separate(pieces.iter().map(|piece| (*piece).to_owned()).collect(), 0),
        _ => Help::words("a method may contain letters, digits and !#$%&'*+-.^_`|~"),
    };
    let message = match pieces.as_slice() {
        [_, _, ..] if legal => format!("expected one method, found {}", quote(name)),
        _ => format!("{} is not a method", quote(name)),
    };
    Some(Violation::new(message, help))
}

/// A request with a longer method is refused, whatever a policy lists.
fn too_long(name: &str) -> Option<Violation> {
    (name.len() > LONGEST).then(|| {
        let bytes = name.len();
        Violation::new(
            format!("a method must not have more than {LONGEST} bytes, and this one has {bytes}"),
            Help::Remove,
        )
        .because("longer ones are refused before a policy is asked")
    })
}

/// Where every method is in quotes, one that is not registered may be meant as it is, unless it is a word for all of them
/// (`ALL`) or one keystroke away from a method that everybody uses. In source code an unquoted method must be registered,
/// and quotes say that it is meant.
pub fn typo(name: &str) -> Option<Violation> {
    if let Some(word) = all_or_none(name) {
        return Some(word);
    }
    let meant = standard_near(name)?;
    Some(Violation::new(format!("unknown method {}", quote(name)), Help::Replace(meant.to_owned())))
}

/// Fetch, "forbidden method".
pub fn forbidden(name: &str) -> Option<Violation> {
    is_forbidden(name).then(|| {
        Violation::new(format!("browsers never send `{name}`"), Help::Remove)
            .because("the Fetch standard forbids CONNECT, TRACE and TRACK")
    })
}

/// Methods are case-sensitive: `patch` is not `PATCH`.
fn letter_case(name: &str) -> Option<Violation> {
    let right = right_case(name)?;
    Some(Violation::new(
        format!("unknown method `{name}`: methods are case-sensitive"),
        Help::Replace(right.to_owned()),
    ))
}

/// Fetch, "normalize a method": a page that says `get` sends `GET`, so no request ever asks for `get`.
pub fn never_asked_for(name: &str) -> Option<Violation> {
    letter_case(name).filter(|_| !name.eq_ignore_ascii_case("PATCH"))
}
