//! What a configuration cannot say, such as what other software writes, and what to write in its place.

use cors_policy::check::{entry_violation, methods};
use cors_policy::field::superseded;
use cors_policy::violation::{Help, Violation, joined, quote};
use cors_policy::words::{FieldName, means_any};

/// The values that a list field takes.
pub(super) fn expected(field: FieldName) -> &'static str {
    if field == FieldName::Origins { "`any`, `none` or a list" } else { "`any` or a list" }
}

/// A text that is neither a word of ours nor a list, or a flag.
pub(super) fn whole(field: FieldName, what: &str, text: &str) -> String {
    let found = format!("expected {}, found {what}{}", expected(field), quote(text));
    let help = match text.trim().to_ascii_lowercase().as_str() {
        word if means_any(word) || matches!(word, "*.*" | "*://*" | "public" | "true" | "yes" | "on") => {
            if field == FieldName::Origins {
                "write \"any\", or list the origins if `credentials` is true".to_owned()
            } else {
                "write \"any\"".to_owned()
            }
        }
        "" | "none" | "nobody" | "null" | "nil" | "undefined" | "false" | "no" | "off" | "disabled"
        | "'none'" => match field {
            FieldName::Origins => "write \"none\" if no other site may read anything".to_owned(),
            FieldName::Methods => {
                "leave the field out for the default, or write \"none\" for `origins`".to_owned()
            }
            _ => "write an empty list".to_owned(),
        },
        _ => listed(field, text),
    };
    format!("{found}: {help}")
}

/// What is wrong with a text as an entry.
fn violation(text: &str, field: FieldName) -> Option<Violation> {
    entry_violation(text, field).or_else(|| methods::typo(text).filter(|_| field == FieldName::Methods))
}

/// The list of what a text holds: a list for an environment variable, or one of JSON, or one entry. What would be wrong
/// in a list as well is said at once.
fn listed(field: FieldName, text: &str) -> String {
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let around = |c: char| matches!(c, '"' | '\'');
    let inner = text.trim().strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(text);
    let pieces = inner.split(separates).map(|piece| piece.trim_matches(around));
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    if !pieces.is_empty() && pieces.iter().all(|piece| violation(piece, field).is_none()) {
        return format!("write the list {pieces:?}");
    }
    let violation = violation(text, field);
    let helps = violation.iter().flat_map(|violation| &violation.helps);
    let mut lists: Vec<String> = helps
        .filter_map(|help| match help {
            Help::Replace(right) => Some(format!("the list [{right:?}]")),
            Help::Separate(right, 0) if !right.is_empty() => Some(format!("the list {right:?}")),
            _ => None,
        })
        .collect();
    if lists.is_empty() {
        let quoted = field == FieldName::Methods;
        let example = if quoted { "[\"GET\", \"POST\"]" } else { field.row().example };
        lists.push(format!("a list, such as {example}"));
    }
    let reason = violation.map(|violation| format!(" ({})", violation.message)).unwrap_or_default();
    format!("write {}{reason}", joined(&lists, " or "))
}

/// What is wrong with a name that no field has.
pub(super) fn field(name: &str) -> String {
    if name == "dangerously_allow" {
        return "`dangerously_allow` stands on the entry of `origins` that needs it: in place of the text, write the entry's \
                fields `origin` and `dangerously_allow`"
            .to_owned();
    }
    if let Some(why) = superseded(name) {
        return format!("unknown field {}: remove it ({why})", quote(name));
    }
    if let Some(meant) = FieldName::meant(name) {
        return format!("unknown field {}, expected `{meant}` in its place", quote(name));
    }
    let fields = FieldName::ALL.map(|field| format!("`{field}`"));
    format!("unknown field {}, expected one of {}", quote(name), fields.join(", "))
}
