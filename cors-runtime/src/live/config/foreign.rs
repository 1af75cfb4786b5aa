//! What other software writes in place of a list, or calls a field, and what to write here.

use cors_policy::check::{headers, methods};
use cors_policy::entry::entry;
use cors_policy::violation::quote;
use cors_policy::words::FieldName;

/// The values that a list field takes.
pub(super) fn expected(field: FieldName) -> &'static str {
    if field == FieldName::Origins { "`any`, `none` or a list" } else { "`any` or a list" }
}

/// A text that is neither a word of ours nor a list.
pub(super) fn whole(field: FieldName, text: &str) -> String {
    let found = format!("expected {}, found the text {}", expected(field), quote(text));
    let help = match text.trim().to_ascii_lowercase().as_str() {
        "*" | "**" | ".*" | "*.*" | "*://*" | "all" | "any" | "every" | "everyone" | "public" | "true" => {
            if field == FieldName::Origins {
                "write \"any\", or list the origins if `credentials` is true".to_owned()
            } else {
                "write \"any\"".to_owned()
            }
        }
        "" | "none" | "nobody" | "null" | "nil" | "undefined" | "false" | "off" | "disabled" | "'none'" => {
            match field {
                FieldName::Origins => "write \"none\" if no other site may read anything".to_owned(),
                FieldName::Methods => {
                    "leave the field out for the default, or write \"none\" for `origins`".to_owned()
                }
                _ => "write an empty list".to_owned(),
            }
        }
        _ => match entries(field, text) {
            Some(entries) => format!("write the list [{}]", entries.join(", ")),
            None => "put it in a list".to_owned(),
        },
    };
    format!("{found}: {help}")
}

/// The entries in a text, in double quotes, if all of them are good: a list for an environment variable, or one of JSON.
fn entries(field: FieldName, text: &str) -> Option<Vec<String>> {
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let around = |c: char| matches!(c, '"' | '\'');
    let text = text.trim().trim_start_matches("[\"").trim_start_matches("['").trim_end_matches("\"]");
    let pieces = text.trim_end_matches("']").split(separates).map(|piece| piece.trim_matches(around));
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    let is_good = |piece: &&str| match field {
        FieldName::Origins => entry(piece).is_ok(),
        FieldName::Methods => methods::method(piece).is_none(),
        _ => headers::token(piece).is_none() && *piece != "*",
    };
    (!pieces.is_empty() && pieces.iter().all(is_good))
        .then(|| pieces.iter().map(|piece| format!("{piece:?}")).collect())
}

/// A name that is not one of a field, where more can be said than which names there are.
pub(super) fn field(name: &str) -> Option<String> {
    if name == "dangerously_allow" {
        return Some(
            "`dangerously_allow` stands on the entry of `origins` that needs it: in place of the text, write the entry's \
             fields `origin` and `dangerously_allow`"
                .to_owned(),
        );
    }
    let meant = FieldName::meant(name)?;
    Some(format!("unknown field {}, expected `{meant}` in its place", quote(name)))
}
