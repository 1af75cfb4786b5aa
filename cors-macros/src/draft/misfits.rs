//! What is written in place of a list or an entry and is neither. The remedy is a spelling only if nothing else
//! can be meant.

use cors_policy::check::{headers, methods as rules};
use cors_policy::entry;
use cors_policy::fault::{Fault, Remedy, Wording, quote};
use cors_policy::method::STANDARD;
use cors_policy::near::near_miss;
use cors_policy::words::FieldName;
use proc_macro2::TokenTree;
use syn::LitStr;
use syn::ext::IdentExt;

use super::methods;
use crate::ast::{self, EntryKind, Field, ListEntry, Value};
use crate::diag::{Caret, Errors};
use crate::kw;
use crate::report::Source;

/// A list in a message.
pub(super) const LIST: &str = "[…]";

/// Reports the value of a field that is neither `any` nor a list.
///
/// `credentials`: the policy allows them, so `origins: any` would be the next mistake.
pub(super) fn value(field: &Field, name: FieldName, credentials: bool, errors: &mut Errors) {
    let (text, literal) = match &field.value {
        Value::Literal(literal) => (literal.to_string(), syn::parse_str(&literal.to_string()).ok()),
        Value::Word(word) => (word.to_string(), None),
        Value::Other(trees) => (ast::text(trees), None),
        Value::List(_) => return,
    };
    let literal: Option<String> = literal.map(|text: LitStr| text.value());
    let message = format!("`{name}` is a list of {}, or `any`", what(name));
    let help = match (&literal, text.as_str()) {
        (Some(inner), _) if matches!(inner.as_str(), "*" | "any" | "all") => write_any(name, credentials),
        (_, "*" | "all" | "Any" | "ANY" | "All") => write_any(name, credentials),
        (Some(inner), _) if inner == kw::NONE => write_none(name),
        (_, "None" | "NONE" | "nobody") => write_none(name),
        (Some(inner), _) => {
            listed(inner, name).map_or_else(|| general(name), |list| format!("write `{name}: [{list}]`"))
        }
        (None, "true" | "false") => general(name),
        (None, number) if number.starts_with(|c: char| c.is_ascii_digit()) => general(name),
        (None, kw::RUNTIME) if name == FieldName::Origins => format!("write `{name}: [{}]`", kw::RUNTIME),
        (None, method) if name == FieldName::Methods && is_standard(method) => {
            format!("write `{name}: [{method}]`")
        }
        _ if text.starts_with("include!") || text.starts_with("..") => format!("write `{name}: [{text}]`"),
        _ => match &field.value {
            Value::Other(trees) if brackets(trees).is_some() => {
                let inner = brackets(trees).unwrap_or_default();
                format!("write `{name}: [{}]`", inner.trim_end_matches(", "))
            }
            _ => {
                let (message, help) = expression(&text, name);
                return errors.error(field.caret, &message, &help);
            }
        },
    };
    errors.error(field.caret, &message, &help);
}

/// Literals in brackets other than a list's: `("…", "…")`, `{ "…" }`, `&["…"]`, `vec!["…"]`.
fn brackets(trees: &[TokenTree]) -> Option<String> {
    let group = match trees {
        [TokenTree::Group(group)] => group,
        [TokenTree::Punct(and), TokenTree::Group(group)] if and.as_char() == '&' => group,
        [TokenTree::Ident(vec), TokenTree::Punct(bang), TokenTree::Group(group)]
            if vec == "vec" && bang.as_char() == '!' =>
        {
            group
        }
        _ => return None,
    };
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_known = |tree: &TokenTree| match tree {
        TokenTree::Literal(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ',',
        TokenTree::Ident(word) => is_standard(&word.to_string()),
        TokenTree::Group(_) => false,
    };
    inner.iter().all(is_known).then(|| ast::text(&inner))
}

/// Reports an entry of a list that is not one.
pub(super) fn entry(entry: &ListEntry, field: FieldName, credentials: bool, errors: &mut Errors) {
    let (message, help) = match &entry.kind {
        EntryKind::Word(word) if word == kw::ANY => any(field, credentials),
        EntryKind::Word(word) if word == kw::NONE => none(field),
        EntryKind::Word(word) => self::word(&word.unraw().to_string(), field),
        EntryKind::Other(trees) => other(trees, field, credentials),
        EntryKind::Text(_) | EntryKind::Include(_) | EntryKind::Base(_) | EntryKind::Broken => return,
    };
    errors.error(entry.caret, &message, &help);
}

/// `"runtime"`, which can only mean the word.
pub(super) fn quoted_runtime(caret: Caret, errors: &mut Errors) {
    let message = "`runtime` is a word of the language, not an origin in double quotes";
    errors.error(caret, message, "write `runtime` without quotes");
}

fn any(field: FieldName, credentials: bool) -> (String, String) {
    ("`any` is not an entry: it takes the place of the whole list".to_owned(), write_any(field, credentials))
}

fn none(field: FieldName) -> (String, String) {
    let message = match field {
        FieldName::Origins => "`none` is not an entry: it takes the place of the whole list",
        _ => "only `origins` can be `none`",
    };
    (message.to_owned(), write_none(field))
}

fn write_none(field: FieldName) -> String {
    let remedy = match field {
        FieldName::Origins | FieldName::Methods => Remedy::Nobody,
        _ => Remedy::Empty,
    };
    Fault::new("", remedy).help(field, &Source)
}

fn write_any(field: FieldName, credentials: bool) -> String {
    if field == FieldName::Origins && credentials {
        return general(field);
    }
    Fault::new("", Remedy::Any).help(field, &Source)
}

fn word(word: &str, field: FieldName) -> (String, String) {
    if field == FieldName::Methods {
        return methods::in_a_list(word);
    }
    if field == FieldName::Origins {
        if matches!(word, "null" | "localhost") {
            return unquoted(word, field);
        }
        if let Some(near) = near_miss(word, &[kw::RUNTIME]) {
            return (format!("`{word}` is not a word of the language"), format!("write `{near}`"));
        }
    }
    expression(word, field)
}

/// Several tokens.
fn other(trees: &[TokenTree], field: FieldName, credentials: bool) -> (String, String) {
    let text = ast::text(trees);
    // Bytes, a C string, a reference to a text.
    let without_prefix = text.trim_start_matches(['b', 'c', '&']);
    if without_prefix.starts_with('"')
        && without_prefix.matches('"').count() == 2
        && without_prefix.ends_with('"')
    {
        let (message, help) = unquoted(without_prefix, field);
        return (message.replace(&quote(without_prefix), &quote(&text)), help);
    }
    if matches!(trees, [TokenTree::Literal(_)]) {
        return (format!("{} is not {}", quote(&text), what_one(field)), general(field));
    }
    if text == "*" {
        return ("`*` is not an entry".to_owned(), write_any(field, credentials));
    }
    if text.starts_with("include") {
        return (format!("`{text}` is not an entry"), include(&text));
    }
    if text.starts_with("..") {
        return (
            format!("`{text}` is not an entry"),
            "write `..APP`, where `APP` is a policy of the same block, for the entries of its list"
                .to_owned(),
        );
    }
    let standard: Vec<&str> = text.split(['|', '/', '+', '&']).map(last_segment).collect();
    if field == FieldName::Methods && standard.iter().all(|method| is_standard(method)) {
        let each = if standard.len() > 1 { " each as an entry of its own:" } else { "" };
        return (format!("`{text}` is not a method"), format!("write{each} `{}`", standard.join(", ")));
    }
    // What is not an expression, or not one that can be meant as an entry, is text without its quotes.
    let is_name = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_text = if field == FieldName::Origins {
        text.contains(':') && !text.contains("::") && !text.contains(['"', '(', '['])
    } else {
        text.contains('-') && text.split('-').all(is_name)
    };
    if is_text { unquoted(&text, field) } else { expression(&text, field) }
}

/// `include_str!("file")` and the like, as an entry.
fn include(text: &str) -> String {
    let file = text.split('"').nth(1).unwrap_or("origins.txt");
    format!("write `include!(\"{file}\")`, which reads one entry per line")
}

/// Text without its double quotes.
fn unquoted(text: &str, field: FieldName) -> (String, String) {
    let inner = text.trim_matches('"');
    let message = format!("{} is not {}", quote(text), what_one(field));
    let judged = match field {
        FieldName::Origins => entry::entry(inner).err(),
        FieldName::Methods => rules::method(inner),
        _ => headers::token(inner),
    };
    match judged {
        None => (message, format!("write `\"{inner}\"`")),
        // Quotes alone would not make it right, so this says what does.
        Some(fault) => (fault.message.clone(), fault.help(field, &Source)),
    }
}

/// An expression that only the compiler or the running service could evaluate.
fn expression(text: &str, field: FieldName) -> (String, String) {
    let message = format!("`cors!` cannot look up the value of {}", quote(text));
    let variable = ["env!", "option_env!", "env::var", "var("].iter().any(|call| text.contains(call));
    if field == FieldName::Origins && variable {
        let name = text.split('"').nth(1).unwrap_or("CORS_ORIGINS");
        let help = format!(
            "write `origins: [{}]`, and give the list when the service starts, with `.with_origins_from_env(\"{name}\")`",
            kw::RUNTIME
        );
        return (message, help);
    }
    (message, general(field))
}

/// The remedy if nothing more specific is known.
fn general(field: FieldName) -> String {
    match field {
        FieldName::Origins => format!(
            "write the origins themselves, as in `origins: [\"https://app.example.com\"]`, or `{}` for a list that is only known at run time",
            kw::RUNTIME
        ),
        FieldName::Methods => "write the methods themselves, as in `methods: [GET, POST]`".to_owned(),
        FieldName::Headers => "write the names themselves, as in `headers: [\"content-type\"]`".to_owned(),
        field => format!("write the names themselves, as in `{field}: [\"x-request-id\"]`"),
    }
}

/// What an entry is.
fn what_one(field: FieldName) -> &'static str {
    match field {
        FieldName::Origins => "an origin in double quotes",
        FieldName::Methods => "a method in double quotes",
        _ => "a header name in double quotes",
    }
}

/// What a field lists.
fn what(field: FieldName) -> &'static str {
    match field {
        FieldName::Origins => "origins in double quotes",
        FieldName::Methods => "methods",
        _ => "header names in double quotes",
    }
}

/// The entries that a text in double quotes holds, if all of them are legal.
fn listed(text: &str, field: FieldName) -> Option<String> {
    let legal = |piece: &&str| match field {
        FieldName::Origins => entry::entry(piece).is_ok(),
        FieldName::Methods => rules::method(piece).is_none(),
        _ => headers::token(piece).is_none(),
    };
    let pieces: Vec<&str> = text.split([',', ' ']).filter(|piece| !piece.is_empty()).collect();
    let wording = |piece: &&str| Source.value(field, piece);
    (!pieces.is_empty() && pieces.iter().all(legal))
        .then(|| pieces.iter().map(wording).collect::<Vec<_>>().join(", "))
}

fn is_standard(method: &str) -> bool {
    STANDARD.contains(&method)
}

fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
