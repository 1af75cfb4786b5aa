//! What is found where a list or an entry is expected. A spelling is offered only if nothing else can be meant.

use cors_policy::near::near_miss;
use cors_policy::violation::{Advice, Help, Violation, quote};
use cors_policy::words::FieldName;
use proc_macro2::TokenTree;
use syn::LitStr;
use syn::ext::IdentExt;

use super::expression::{self, expression, is_standard, unquoted};
use super::methods;
use crate::ast::{self, EntryKind, ListEntry, PolicyField, Value};
use crate::diag::{Caret, Errors};
use crate::kw;
use crate::report::SourceCode;

/// A list in a message.
pub(super) const LIST: &str = "[…]";

/// Reports the value of a field that is neither `any` nor a list.
///
/// `credentials`: the policy allows them, so `origins: any` would be the next mistake.
pub(super) fn value(field: &PolicyField, name: FieldName, credentials: bool, errors: &mut Errors) {
    let (text, literal, trees) = match &field.value {
        Value::Literal(literal) => {
            // Other literals than strings have no content that could be listed.
            (literal.to_string(), syn::parse_str::<LitStr>(&literal.to_string()).ok(), [].as_slice())
        }
        Value::Word(word) => (word.to_string(), None, [].as_slice()),
        Value::Other(trees) => (ast::text(trees), None, trees.as_slice()),
        Value::List(_) => return,
    };
    let literal = literal.map(|text| text.value());
    let found = if literal.is_some() { "a string".to_owned() } else { quote(&text) };
    let message = format!("expected a list of {} or `any`, found {found}", what(name));
    let listed_as = |list: &str| Advice::help(format!("write `{name}: [{list}]`"));
    let advice = match (&literal, text.as_str()) {
        (Some(inner), _) if means_any(inner) => write_any(name, credentials),
        (None, word) if means_any(word) => write_any(name, credentials),
        (Some(word), _) if means_none(word) => write_none(name),
        (None, word) if means_none(word) => write_none(name),
        (Some(inner), _) => {
            expression::listed(inner, name).map_or_else(|| expression::general(name), |list| listed_as(&list))
        }
        (None, "true" | "false") => expression::general(name),
        (None, number) if number.starts_with(|c: char| c.is_ascii_digit()) => expression::general(name),
        (None, kw::RUNTIME) if name == FieldName::Origins => listed_as(kw::RUNTIME),
        (None, method) if name == FieldName::Methods && is_standard(method) => listed_as(method),
        _ if text.starts_with("include!") || text.starts_with("..") => listed_as(&text),
        _ if text.starts_with("include_") => listed_as(&include(&text)),
        _ => match (brackets(trees), base(trees, name)) {
            (Some(inner), _) if inner.iter().all(|tree| is_known(tree, name)) => {
                listed_as(ast::text(&inner).trim_end_matches(", "))
            }
            (Some(inner), _) if inner.iter().any(|tree| matches!(tree, TokenTree::Literal(_))) => {
                expression::general(name)
            }
            (None, Some(base)) => listed_as(&format!("..{base}")),
            _ => {
                let (message, advice) = expression(&text, name);
                return errors.error(field.caret, &message, advice);
            }
        },
    };
    errors.error(field.caret, &message, advice);
}

fn means_any(word: &str) -> bool {
    ["*", "any", "all", "everyone", "_"].iter().any(|any| any.eq_ignore_ascii_case(word))
}

fn means_none(word: &str) -> bool {
    [kw::NONE, "nobody"].iter().any(|none| none.eq_ignore_ascii_case(word))
}

/// Entries in brackets other than a list's, or in none: `("…", "…")`, `{ "…" }`, `&["…"]`, `vec!["…"]`, `"…", "…"`.
fn brackets(trees: &[TokenTree]) -> Option<Vec<TokenTree>> {
    match trees {
        [TokenTree::Group(group)] => Some(group.stream().into_iter().collect()),
        [TokenTree::Punct(and), TokenTree::Group(group)] if and.as_char() == '&' => {
            Some(group.stream().into_iter().collect())
        }
        [TokenTree::Ident(vec), TokenTree::Punct(bang), TokenTree::Group(group)]
            if vec == "vec" && bang.as_char() == '!' =>
        {
            Some(group.stream().into_iter().collect())
        }
        [_, TokenTree::Punct(comma), ..] if comma.as_char() == ',' => Some(trees.to_vec()),
        _ => None,
    }
}

/// Whether a token of a list is legal there, so that it may be offered as it is.
fn is_known(tree: &TokenTree, name: FieldName) -> bool {
    match tree {
        TokenTree::Literal(literal) => syn::parse_str::<LitStr>(&literal.to_string())
            .is_ok_and(|text| expression::listed(&text.value(), name).is_some()),
        TokenTree::Punct(punct) => punct.as_char() == ',',
        TokenTree::Ident(word) => is_standard(&word.to_string()),
        TokenTree::Group(_) => false,
    }
}

/// `BASE.origins`
fn base(trees: &[TokenTree], name: FieldName) -> Option<String> {
    match trees {
        [TokenTree::Ident(base), TokenTree::Punct(dot), TokenTree::Ident(field), ..]
            if dot.as_char() == '.' && field == name.name() =>
        {
            Some(base.to_string())
        }
        _ => None,
    }
}

/// Reports an entry of a list that is not one.
pub(super) fn entry(entry: &ListEntry, field: FieldName, credentials: bool, errors: &mut Errors) {
    let (message, advice) = match &entry.kind {
        EntryKind::Word(word) if word == kw::ANY => any_in_list(field, credentials),
        EntryKind::Word(word) if word == kw::NONE => none_in_list(field),
        EntryKind::Word(word) => self::word(&word.unraw().to_string(), field),
        EntryKind::Other(trees) if is_cut_short(trees, field) => {
            // The rest of the line is a comment, and the caret would run on into the next one.
            let caret = trees.first().map_or(entry.caret, |first| entry.caret.at(first.span(), first.span()));
            let message = "an origin must be in double quotes";
            let advice = Advice::help("put quotes around each origin, as in `\"https://app.example.com\"`")
                .because("without them, `//` begins a comment");
            return errors.error(caret, message, advice);
        }
        EntryKind::Other(trees) => other(trees, field, credentials),
        EntryKind::Text(_) | EntryKind::Include(_) | EntryKind::Base(_) | EntryKind::Broken => return,
    };
    errors.error(entry.caret, &message, advice);
}

/// `https:`, and what followed began a comment; or `'https`, which is a lifetime.
fn is_cut_short(trees: &[TokenTree], field: FieldName) -> bool {
    let is = |tree: Option<&TokenTree>, char| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == char);
    let start = usize::from(is(trees.first(), '\''));
    let ends = match trees.get(start + 2) {
        _ if start == 1 => true,
        None => true,
        Some(TokenTree::Ident(_)) => is(trees.get(start + 3), ':'),
        Some(next) => is(Some(next), '\''),
    };
    field == FieldName::Origins
        && matches!(trees.get(start), Some(TokenTree::Ident(_)))
        && is(trees.get(start + 1), ':')
        && ends
}

/// `"runtime"`, which can only mean the word.
pub(super) fn quoted_runtime(caret: Caret, errors: &mut Errors) {
    let message = "`runtime` is a word of the language, not an origin in double quotes";
    errors.error(caret, message, "write `runtime` without quotes");
}

fn any_in_list(field: FieldName, credentials: bool) -> (String, Advice) {
    ("`any` is not an entry: it takes the place of the whole list".to_owned(), write_any(field, credentials))
}

fn none_in_list(field: FieldName) -> (String, Advice) {
    let message = match field {
        FieldName::Origins => "`none` is not an entry: it takes the place of the whole list",
        _ => "only `origins` can be `none`",
    };
    (message.to_owned(), write_none(field))
}

fn write_none(field: FieldName) -> Advice {
    let help = match field {
        FieldName::Origins | FieldName::Methods => Help::Nobody,
        _ => Help::Empty,
    };
    Violation::new("", help).advice(field, &SourceCode)
}

fn write_any(field: FieldName, credentials: bool) -> Advice {
    if field == FieldName::Origins && credentials {
        return expression::general(field);
    }
    Violation::new("", Help::Any).advice(field, &SourceCode)
}

fn word(word: &str, field: FieldName) -> (String, Advice) {
    match field {
        FieldName::Methods => return methods::in_a_list(word),
        FieldName::Origins if matches!(word, "null" | "localhost") => return unquoted(word, field),
        FieldName::Origins => {
            if let Some(near) = near_miss(word, &[kw::RUNTIME]) {
                return (format!("unknown word `{word}`"), Advice::help(format!("write `{near}`")));
            }
        }
        _ if word == kw::RUNTIME => {
            return (
                format!("`{word}` is a word of `origins`, not a header name"),
                expression::general(field),
            );
        }
        _ if expression::is_name(word) => return unquoted(word, field),
        _ => {}
    }
    if matches!(word, "true" | "false") {
        let message = format!("expected {}, found {}", expression::what_one(field), quote(word));
        return (message, expression::general(field));
    }
    expression(word, field)
}

/// Several tokens.
fn other(trees: &[TokenTree], field: FieldName, credentials: bool) -> (String, Advice) {
    let text = ast::text(trees);
    // Bytes, a C string, a reference to a text.
    let without_prefix = text.trim_start_matches(['b', 'c', '&']);
    if without_prefix.starts_with('"')
        && without_prefix.matches('"').count() == 2
        && without_prefix.ends_with('"')
    {
        let (message, advice) = unquoted(without_prefix, field);
        return (message.replace(&quote(without_prefix), &quote(&text)), advice);
    }
    if matches!(trees, [TokenTree::Literal(_)]) {
        let message = format!("expected {}, found {}", expression::what_one(field), quote(&text));
        return (message, expression::general(field));
    }
    let not_an_entry = || format!("expected {}, found {}", expression::what_one(field), quote(&text));
    if text == "*" {
        return (not_an_entry(), write_any(field, credentials));
    }
    if text.starts_with("include") {
        let advice = Advice::help(format!("write `{}`", include(&text)))
            .because("`include!` takes the path of one file, from the folder of this source file");
        return (not_an_entry(), advice);
    }
    if text.starts_with("runtime(") {
        let advice = Advice::help("write `runtime`").because(
            "the list is given when the service starts, as with `.with_origins_from_env(\"CORS_ORIGINS\")`",
        );
        return ("`runtime` takes no argument".to_owned(), advice);
    }
    if text.starts_with("..") {
        let help = "write `..APP`, where `APP` is a policy of the same block, for the entries of its list";
        return (not_an_entry(), Advice::help(help));
    }
    if let Some(base) = base(trees, field) {
        return (not_an_entry(), Advice::help(format!("write `..{base}`")));
    }
    if let Some(literal) = converted(trees) {
        return (not_an_entry(), Advice::help(format!("write `{literal}`")));
    }
    let standard: Vec<&str> = text.split(['|', '/', '+', '&']).map(expression::last_segment).collect();
    if field == FieldName::Methods && standard.iter().all(|method| is_standard(method)) {
        let each = if standard.len() > 1 { " each as an entry of its own:" } else { "" };
        return (not_an_entry(), Advice::help(format!("write{each} `{}`", standard.join(", "))));
    }
    // What is not an expression, or not one that can be meant as an entry, is text without its quotes.
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_text = if field == FieldName::Origins {
        text.contains(':') && !text.contains("::") && !text.contains(['"', '(', '['])
    } else {
        text.contains('-') && text.split('-').all(is_word)
    };
    if is_text { unquoted(&text, field) } else { expression(&text, field) }
}

/// The one string literal that is only converted: `"…".to_string()`, `String::from("…")`.
fn converted(trees: &[TokenTree]) -> Option<String> {
    let text =
        |tree: &TokenTree| Some(tree.to_string()).filter(|text| text.starts_with('"') && text.ends_with('"'));
    match trees {
        [
            literal @ TokenTree::Literal(_),
            TokenTree::Punct(dot),
            TokenTree::Ident(call),
            TokenTree::Group(none),
        ] if dot.as_char() == '.' && none.stream().is_empty() => {
            let conversions = ["to_string", "to_owned", "into", "as_str"];
            text(literal).filter(|_| conversions.iter().any(|conversion| call == conversion))
        }
        [TokenTree::Ident(string), _, _, TokenTree::Ident(from), TokenTree::Group(group)]
            if string == "String" && from == "from" =>
        {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            if let [literal] = inner.as_slice() { text(literal) } else { None }
        }
        _ => None,
    }
}

/// `include_str!("file")` and the like, as an entry.
fn include(text: &str) -> String {
    // Only a literal by itself can be the path that is meant.
    let file = match text.split('"').collect::<Vec<_>>().as_slice() {
        [front, file, ")"] if front.matches('(').count() == 1 => file,
        _ => "origins.txt",
    };
    format!("include!(\"{file}\")")
}

/// What a field lists.
fn what(field: FieldName) -> &'static str {
    match field {
        FieldName::Origins => "origins",
        FieldName::Methods => "methods",
        _ => "header names",
    }
}
