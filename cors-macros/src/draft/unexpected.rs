//! What is found where a list or an entry is expected. A spelling is offered only if nothing else can be meant.

use cors_policy::method::STANDARD;
use cors_policy::near::near_miss;
use cors_policy::violation::{Advice, Help, Violation, quote};
use cors_policy::words::{self, FieldName};
use proc_macro2::TokenTree;
use syn::LitStr;
use syn::ext::IdentExt;

use super::Reader;
use super::expression::{self, expected_one, expression, general, unquoted};
use super::methods;
use crate::ast::{self, EntryKind, ListEntry};
use crate::diag::Caret;
use crate::kw;
use crate::parse::{is_punct, string_literal};
use crate::report::WrittenIn;

impl Reader<'_> {
    /// Reports the value of a field that is neither `any` nor a list.
    pub(super) fn unexpected_value(&mut self, field: FieldName, trees: &[TokenTree], caret: Caret) {
        if is_cut_short(trees, field) {
            return self.unquoted_origin(caret);
        }
        let text = ast::text(trees);
        // Other literals than strings have no content that could be listed.
        let literal =
            if let [only] = trees { string_literal(only).map(|literal| literal.value()) } else { None };
        let found = if literal.is_some() { "a string".to_owned() } else { quote(&text) };
        let what = match field {
            FieldName::Origins => "origins",
            FieldName::Methods => "methods",
            _ => "header names",
        };
        let message = format!("expected a list of {what} or `any`, found {found}");
        let write = |entry: &str| format!("{field}: [{entry}]");
        let listed_as = |list: &str| Advice::help(format!("write `{}`", write(list)));
        if let Some(base) = self.policy_named(trees, field) {
            return self.error(caret, message, listed_as(&base));
        }
        let word = literal.as_deref().unwrap_or(&text);
        let advice = match (&literal, text.as_str()) {
            _ if means_any(word) => write_any(field, self.has_credentials(), write),
            _ if means_none(word) => write_none(field),
            (Some(inner), _) => expression::listed(inner, field)
                .map_or_else(|| general(field, write), |list| listed_as(&list)),
            (None, "true" | "false") => general(field, write),
            (None, number) if number.starts_with(|c: char| c.is_ascii_digit()) => general(field, write),
            (None, kw::RUNTIME) if field == FieldName::Origins => listed_as(kw::RUNTIME),
            (None, method) if field == FieldName::Methods && STANDARD.contains(&method) => listed_as(method),
            _ if text.starts_with("include!") || text.starts_with("..") => listed_as(&text),
            _ if text.starts_with("include_") => listed_as(&include(&text)),
            _ => match (brackets(trees), base(trees, field)) {
                (Some(inner), _) if inner.iter().all(|tree| is_known(tree, field)) => {
                    listed_as(ast::text(&inner).trim_end_matches(", "))
                }
                (Some(inner), _) if inner.iter().any(|tree| matches!(tree, TokenTree::Literal(_))) => {
                    general(field, write)
                }
                (None, Some(base)) => listed_as(&base),
                _ => {
                    let (message, advice) = expression(&text, field, write);
                    return self.error(caret, message, advice);
                }
            },
        };
        self.error(caret, message, advice);
    }

    /// Reports an entry of a list that is not one.
    pub(super) fn unexpected_entry(&mut self, entry: &ListEntry, field: FieldName) {
        if let Some(base) = self.policy_named(&entry.trees, field) {
            let advice = Advice::help(format!("write `{base}` for its entries"));
            return self.error(entry.caret(), expected_one(field, &ast::text(&entry.trees)), advice);
        }
        let (message, advice) = match &entry.kind {
            EntryKind::Word(word) if word == kw::ANY => (
                "`any` is not an entry: it takes the place of the whole list".to_owned(),
                write_any(field, self.has_credentials(), str::to_owned),
            ),
            EntryKind::Word(word) if word == kw::NONE && field == FieldName::Origins => {
                ("`none` is not an entry: it takes the place of the whole list".to_owned(), write_none(field))
            }
            EntryKind::Word(word) if word == kw::NONE => {
                ("only `origins` can be `none`".to_owned(), write_none(field))
            }
            EntryKind::Word(word) => self::word(&word.unraw().to_string(), field),
            EntryKind::Other if is_cut_short(&entry.trees, field) => {
                return self.unquoted_origin(entry.caret());
            }
            EntryKind::Other => other(&entry.trees, field, self.has_credentials()),
            EntryKind::Text(_) | EntryKind::Include(_) | EntryKind::Base(_) | EntryKind::Broken => return,
        };
        self.error(entry.caret(), message, advice);
    }

    /// Without quotes, the rest of the line is a comment, and the caret would run on into the next one.
    fn unquoted_origin(&mut self, caret: Caret) {
        let advice = Advice::help("put quotes around each origin, as in `\"https://app.example.com\"`")
            .because("without them, `//` begins a comment");
        self.error(caret.start, "an origin must be in double quotes", advice);
    }

    /// `..APP`, if these tokens are the name of another policy of the block, whose list can be added.
    pub(super) fn policy_named(&self, trees: &[TokenTree], field: FieldName) -> Option<String> {
        let name = ast::only_name(trees).filter(|name| self.bases.lists(name, self.policy, field))?;
        Some(format!("..{name}"))
    }
}

pub(super) fn means_any(word: &str) -> bool {
    word == "_" || words::means_any(word)
}

fn means_none(word: &str) -> bool {
    [kw::NONE, "nobody"].iter().any(|none| none.eq_ignore_ascii_case(word))
}

/// Entries in brackets other than a list's, or in none: `("…", "…")`, `{ "…" }`, `&["…"]`, `vec!["…"]`, `"…", "…"`.
fn brackets(trees: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let group = match trees {
        [TokenTree::Group(group)] => group,
        [and, TokenTree::Group(group)] if is_punct(and, '&') => group,
        [TokenTree::Ident(vec), bang, TokenTree::Group(group)] if vec == "vec" && is_punct(bang, '!') => {
            group
        }
        [_, comma, ..] if is_punct(comma, ',') => return Some(trees.to_vec()),
        _ => return None,
    };
    Some(group.stream().into_iter().collect())
}

/// Whether a token of a list is legal there, so that it may be offered as it is.
fn is_known(tree: &TokenTree, name: FieldName) -> bool {
    match tree {
        TokenTree::Literal(_) => {
            string_literal(tree).is_some_and(|text| expression::listed(&text.value(), name).is_some())
        }
        TokenTree::Punct(punct) => punct.as_char() == ',',
        TokenTree::Ident(word) => STANDARD.contains(&word.to_string().as_str()),
        TokenTree::Group(_) => false,
    }
}

/// `BASE.origins`
fn base(trees: &[TokenTree], field: FieldName) -> Option<String> {
    match trees {
        [TokenTree::Ident(base), dot, TokenTree::Ident(name), ..]
            if is_punct(dot, '.') && name == field.name() =>
        {
            Some(format!("..{base}"))
        }
        _ => None,
    }
}

/// `https:`, and what followed began a comment; or `'https`, which is a lifetime.
fn is_cut_short(trees: &[TokenTree], field: FieldName) -> bool {
    let (is_lifetime, trees) = match trees {
        [quote, trees @ ..] if is_punct(quote, '\'') => (true, trees),
        trees => (false, trees),
    };
    let [TokenTree::Ident(_), colon, rest @ ..] = trees else { return false };
    let ends = match rest {
        [] => true,
        [TokenTree::Ident(_), colon, ..] => is_punct(colon, ':'),
        [next, ..] => is_punct(next, '\''),
    };
    field == FieldName::Origins && is_punct(colon, ':') && (is_lifetime || ends)
}

fn write_none(field: FieldName) -> Advice {
    let help = match field {
        FieldName::Origins | FieldName::Methods => Help::Nobody,
        _ => Help::Empty,
    };
    Violation::new("", help).advice(field, &WrittenIn::Code)
}

fn write_any(field: FieldName, credentials: bool, write: impl Fn(&str) -> String) -> Advice {
    // `any` would be the next mistake.
    if field == FieldName::Origins && credentials {
        return general(field, write);
    }
    Violation::new("", Help::Any).advice(field, &WrittenIn::Code)
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
                general(field, str::to_owned),
            );
        }
        _ if expression::is_name(word) => return unquoted(word, field),
        _ => {}
    }
    if matches!(word, "true" | "false") {
        return (expected_one(field, word), general(field, str::to_owned));
    }
    expression(word, field, str::to_owned)
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
    if text.starts_with("runtime(") {
        let advice = Advice::help("write `runtime`").because(
            "the list is given when the service starts, as with `.with_origins_from_env(\"CORS_ORIGINS\")`",
        );
        return ("`runtime` takes no argument".to_owned(), advice);
    }
    let advice = if matches!(trees, [TokenTree::Literal(_)]) {
        general(field, str::to_owned)
    } else if text == "*" {
        write_any(field, credentials, str::to_owned)
    } else if text.starts_with("include") {
        Advice::help(format!("write `{}`", include(&text)))
            .because("`include!` takes the path of one file, from the folder of this source file")
    } else if text.starts_with("..") {
        Advice::help("write `..APP`, where `APP` is a policy of the same block, for the entries of its list")
    } else if let Some(entry) = base(trees, field).or_else(|| converted(&text).map(str::to_owned)) {
        Advice::help(format!("write `{entry}`"))
    } else if let Some(methods) = methods::standard(&text).filter(|_| field == FieldName::Methods) {
        let each = if methods.len() > 1 { " each as an entry of its own:" } else { "" };
        Advice::help(format!("write{each} `{}`", methods.join(", ")))
    } else if is_text(&text, field) {
        return unquoted(&text, field);
    } else {
        return expression(&text, field, str::to_owned);
    };
    (expected_one(field, &text), advice)
}

/// What is not an expression, or not one that can be meant as an entry, is text without its quotes.
pub(super) fn is_text(text: &str, field: FieldName) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match field {
        FieldName::Origins => text.contains(':') && !text.contains("::") && !text.contains(['"', '(', '[']),
        _ => text.contains('-') && text.split('-').all(is_word),
    }
}

/// The one string literal that is only converted: `"…".to_string()`, `String::from("…")`.
fn converted(text: &str) -> Option<&str> {
    const CONVERSIONS: [&str; 4] = [".to_string()", ".to_owned()", ".into()", ".as_str()"];
    let in_from = text.strip_prefix("String::from(").and_then(|rest| rest.strip_suffix(')'));
    let literal = in_from.or_else(|| CONVERSIONS.iter().find_map(|call| text.strip_suffix(call)))?;
    let is_plain = literal.starts_with('"') && literal.ends_with('"');
    (is_plain && syn::parse_str::<LitStr>(literal).is_ok()).then_some(literal)
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
