//! Text without its quotes, and expressions that only the compiler or the running service could evaluate.

use cors_policy::check::entry_violation;
use cors_policy::violation::{Advice, Wording, quote};
use cors_policy::words::FieldName;

use super::unexpected;
use crate::kw;
use crate::report::WrittenIn;

/// Text without its double quotes.
pub(super) fn unquoted(text: &str, field: FieldName) -> (String, Advice) {
    let inner = text.trim_matches('"');
    match entry_violation(inner, field) {
        None => (expected_one(field, text), Advice::help(format!("write `\"{inner}\"`"))),
        // Quotes alone would not make it right, so this says what does.
        Some(violation) => (violation.message.clone(), violation.advice(field, &WrittenIn::Code)),
    }
}

/// An expression that only the compiler or the running service could evaluate. `write`: what to write in its place for an
/// entry of the list.
pub(super) fn expression(text: &str, field: FieldName, write: impl Fn(&str) -> String) -> (String, Advice) {
    let message = format!("`cors!` cannot evaluate {}: it reads only literals", quote(text));
    let variable = ["env!", "option_env!", "env::var", "var("].iter().any(|call| text.contains(call));
    if field == FieldName::Origins && variable {
        let name = text.split('"').nth(1).unwrap_or("CORS_ORIGINS");
        let advice = Advice::help(format!("write `{}`", write(kw::RUNTIME))).because(format!(
            "the list is then given when the service starts, with `.with_origins_from_env(\"{name}\")`"
        ));
        return (message, advice);
    }
    if text.starts_with("if ") || text.contains("cfg!(") {
        let cfg = text.split("cfg!(").nth(1).and_then(|rest| rest.split(')').next());
        let cfg = format!("#[cfg({})]", cfg.unwrap_or("debug_assertions"));
        let advice = Advice::help(format!("put `{cfg}` in front of the entries that it is about"))
            .or(format!("or define the policy twice, with `{cfg}` and with its opposite"));
        return (message, advice);
    }
    let name = header_constant(text).filter(|_| matches!(field, FieldName::Headers | FieldName::Expose));
    let advice = name.map_or_else(
        || general(field, &write),
        |name| Advice::help(format!("write `{}`", write(&format!("\"{name}\"")))),
    );
    (message, advice)
}

/// The constants of `http::header` that CORS is about.
#[rustfmt::skip]
const HEADERS: [&str; 16] = [
    "ACCEPT", "ACCEPT_LANGUAGE", "AUTHORIZATION", "CACHE_CONTROL", "CONTENT_DISPOSITION", "CONTENT_LANGUAGE",
    "CONTENT_LENGTH", "CONTENT_RANGE", "CONTENT_TYPE", "ETAG", "IF_MATCH", "IF_NONE_MATCH", "LINK", "LOCATION", "RANGE",
    "RETRY_AFTER",
];

/// The name that a constant stands for: `header::AUTHORIZATION`.
fn header_constant(text: &str) -> Option<String> {
    let constant = text.rsplit("::").next()?;
    HEADERS.contains(&constant).then(|| constant.to_ascii_lowercase().replace('_', "-"))
}

/// The header that is meant by what stands in place of its name in quotes: `x-a`, `Authorization`, `header::ACCEPT`.
pub(super) fn header_name(text: &str) -> Option<String> {
    let is_meant = is_name(text) || unexpected::is_text(text, FieldName::Headers);
    header_constant(text).or_else(|| is_meant.then(|| text.to_ascii_lowercase()))
}

/// Whether a word without quotes is the name of a header, and not of a constant or a variable.
pub(super) fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let is_capitalised = letters.next().is_some_and(|first| first.is_ascii_uppercase());
    let is_known = HEADERS.contains(&word.to_ascii_uppercase().as_str());
    letters.clone().count() > 1 && letters.all(|c| c.is_ascii_lowercase()) && (is_capitalised || is_known)
}

/// The help if nothing more specific is known. `write`: as in [`expression`].
pub(super) fn general(field: FieldName, write: impl Fn(&str) -> String) -> Advice {
    let what = match field {
        FieldName::Origins => "origins",
        FieldName::Methods => "methods",
        _ => "names",
    };
    let advice =
        Advice::help(format!("write the {what} themselves, as in `{field}: {}`", field.row().example));
    if field != FieldName::Origins {
        return advice;
    }
    let list = write(kw::RUNTIME);
    advice.or(format!("or write `{list}`, for origins that are known only when the service starts"))
}

/// The message about what is no entry.
pub(super) fn expected_one(field: FieldName, found: &str) -> String {
    let what = match field {
        FieldName::Origins => "an origin in double quotes",
        FieldName::Methods => "a method",
        _ => "a header name in double quotes",
    };
    format!("expected {what}, found {}", quote(found))
}

/// The entries that a text in double quotes holds, if all of them are legal.
pub(super) fn listed(text: &str, field: FieldName) -> Option<String> {
    let pieces = text.split([',', ' ']).filter(|piece| !piece.is_empty());
    let entry = |piece: &str| {
        let is_legal = entry_violation(piece, field).is_none();
        is_legal.then(|| WrittenIn::Code.value(field, piece))
    };
    let entries: Vec<String> = pieces.map(entry).collect::<Option<_>>()?;
    (!entries.is_empty()).then(|| entries.join(", "))
}
