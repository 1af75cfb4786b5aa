//! `expect PATH { … }` and `within PATH;`.

use proc_macro2::{Delimiter, Ident, Punct, Span, TokenTree};
use syn::parse::ParseStream;
use syn::{Attribute, ExprPath, LitStr, Token, ext::IdentExt};

use super::entries::entries;
use super::tokens::{here, inside, is_punct, is_within, opening, outer, parse_start, without_suffix};
use crate::ast::{self, EntryKind, ExpectBlock, ExpectedMethod, ListEntry, Statement, Within};
use crate::diag::{Errors, error_at};
use crate::kw;

const BLOCK: &str = "the form is `expect APP { allow GET from \"https://app.example.com\"; }`";
const FORM: &str = "the form is `allow GET from \"https://app.example.com\";`, or with request headers \
                    `allow GET from \"https://app.example.com\" with [\"content-type\"];`";
const WITHIN: &str = "name the policy that grants at least as much, as in `within COMPANY;`";

/// Reads the block; the next token is `expect`. Broken statements are reported and left out.
pub(super) fn block(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    errors: &mut Errors,
) -> syn::Result<ExpectBlock> {
    let keyword = input.parse::<Ident>()?.span();
    let path = policy(input, here(input, keyword), kw::EXPECT, BLOCK)?;
    let span = here(input, keyword);
    let Some(trees) = input.parse().ok().and_then(|tree| inside(&tree, Delimiter::Brace)) else {
        return Err(error_at(span, format!("expected `{{` after `expect {}`", ast::written(&path)), BLOCK));
    };
    let before = errors.count();
    let mut block =
        ExpectBlock { attributes, path, statements: Vec::new(), within: Vec::new(), broken: false };
    let mut rest = trees.as_slice();
    while !rest.is_empty() {
        let end = rest.iter().position(|tree| is_punct(tree, ';')).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        rest = tail.get(1..).unwrap_or_default();
        let Some(last) = piece.last() else { continue };
        let has_end = !tail.is_empty();
        if let Err(error) = line(piece, last.span(), has_end, &mut block, errors) {
            errors.syntax(error);
        }
    }
    block.broken = errors.count() > before;
    Ok(block)
}

/// Reads one line. One without its `;` is left out: whether it holds would be a second error.
fn line(
    trees: &[TokenTree],
    end: Span,
    has_end: bool,
    block: &mut ExpectBlock,
    errors: &mut Errors,
) -> syn::Result<()> {
    let needs_end = || {
        let message = "expected `;` after this expectation";
        if has_end { Ok(()) } else { Err(error_at(end, message, "add `;` after it")) }
    };
    let (attributes, rest) = outer(trees, errors)?;
    parse_start(rest, |input| {
        if is_within(rest) {
            let within = within(input, attributes)?;
            needs_end()?;
            block.within.push(within);
        } else {
            let statement = statement(input, attributes, end, errors)?;
            needs_end()?;
            block.statements.push(statement);
        }
        Ok(())
    })
}

/// Reads the line up to its `;`; the next token is `within`.
pub(super) fn within(input: ParseStream<'_>, attributes: Vec<Attribute>) -> syn::Result<Within> {
    let keyword = input.parse::<Ident>()?.span();
    let is_end = |input: ParseStream<'_>| input.is_empty() || input.peek(Token![;]);
    let span = if is_end(input) { keyword } else { input.span() };
    if input.peek(Token![=]) || input.peek(Token![:]) && !input.peek(Token![::]) {
        let message =
            format!("expected the path of a policy after `within`, found `{}`", input.parse::<Punct>()?);
        return Err(error_at(span, message, "remove it"));
    }
    let outer = policy(input, span, kw::WITHIN, WITHIN)?;
    if is_end(input) {
        return Ok(Within { attributes, keyword, outer });
    }
    let span = input.span();
    let help = match (input.parse::<TokenTree>()?.to_string().as_str(), is_end(input)) {
        (",", true) => "write `;`",
        (",", false) => "give each policy a line of its own",
        (kw::ALLOW | kw::DENY | kw::WITHIN | "#", _) => "add `;` before it",
        _ => "remove what follows the path",
    };
    Err(error_at(span, "expected `;` after the path of a policy", help))
}

/// The path of a policy, after `keyword`. `span`: where an error about it points.
fn policy(input: ParseStream<'_>, span: Span, keyword: &str, form: &str) -> syn::Result<ExprPath> {
    if let Ok(text) = input.fork().parse::<LitStr>() {
        let help = format!("write `{}`", text.value());
        let is_path = text.parse::<ExprPath>().is_ok();
        return Err(error_at(span, "a policy is named without quotes", if is_path { &help } else { form }));
    }
    if input.peek(Token![#]) {
        let message = format!("an attribute must not stand between `{keyword}` and its path");
        return Err(error_at(input.span(), message, format!("move it in front of `{keyword}`")));
    }
    let expected = format!("expected the path of a policy after `{keyword}`");
    input.parse().map_err(|_| error_at(span, expected, form))
}

fn statement(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    end: Span,
    errors: &mut Errors,
) -> syn::Result<Statement> {
    let word = |input: ParseStream<'_>, expected: &str| {
        let span = here(input, end);
        input.call(Ident::parse_any).map_err(|_| error_at(span, expected, FORM))
    };
    let verb = word(input, "expected `allow`, `deny` or `within`")?;
    if verb != kw::ALLOW && verb != kw::DENY {
        let message = format!("expected `allow`, `deny` or `within`, found `{verb}`");
        return Err(error_at(verb.span(), message, "write `allow`, `deny` or `within`"));
    }
    let method = method(input, &verb, here(input, end))?;
    let span = here(input, end);
    if let Ok(origin) = input.fork().parse::<LitStr>() {
        let help = format!("write `from {}`", origin.token());
        return Err(error_at(span, "expected `from` before the origin", help));
    }
    if input.peek(Token![,]) {
        let help = "write one expectation for each method";
        return Err(error_at(span, "expected one method, found several", help));
    }
    let from = word(input, "expected `from` and an origin")?;
    if from != kw::FROM {
        // `with` in front of `from`: the order is wrong, not the word.
        let help = if from == kw::WITH { FORM } else { "write `from`" };
        return Err(error_at(from.span(), format!("expected `from`, found `{from}`"), help));
    }
    let span = here(input, end);
    let is_null = input.fork().call(Ident::parse_any).is_ok_and(|word| word == "null");
    let help = if is_null { "write `\"null\"`" } else { FORM };
    let origin = input.parse().map_err(|_| error_at(span, "expected an origin in double quotes", help))?;
    let origin = without_suffix(origin)?;
    let entries = if input.is_empty() { Vec::new() } else { with(input, errors)? };
    let (mut headers, mut others) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            ListEntry { kind: EntryKind::Text(name), attributes, .. } if attributes.is_empty() => {
                headers.push(name);
            }
            entry => others.push(entry),
        }
    }
    if !input.is_empty() {
        return Err(error_at(input.span(), "expected `;`", "remove what is before the `;`"));
    }
    Ok(Statement { attributes, verb, method, origin, headers, others })
}

fn method(input: ParseStream<'_>, verb: &Ident, span: Span) -> syn::Result<ExpectedMethod> {
    if input.peek(LitStr) {
        let text = without_suffix(input.parse()?)?;
        if text.value().contains("://") || text.value() == "null" {
            let help = format!("write `GET from {}`, or another method", text.token());
            return Err(error_at(text.span(), format!("`{verb}` needs a method before the origin"), help));
        }
        return Ok(ExpectedMethod { name: text.value(), span: text.span(), is_quoted: true });
    }
    let method = input.call(Ident::parse_any).map_err(|_| error_at(span, "expected a method", FORM))?;
    if method == kw::FROM && input.peek(LitStr) {
        let message = format!("`{verb}` needs a method before `from`");
        return Err(error_at(method.span(), message, "write `GET from`, or another method"));
    }
    Ok(ExpectedMethod { name: method.unraw().to_string(), span: method.span(), is_quoted: false })
}

/// `with ["header", …]`
fn with(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Vec<ListEntry>> {
    let span = input.span();
    match input.parse::<TokenTree>()? {
        TokenTree::Ident(word) if word == kw::WITH => {}
        TokenTree::Ident(word) if word == kw::ALLOW || word == kw::DENY => {
            let message = format!("expected `;` before `{word}`");
            return Err(error_at(span, message, format!("add `;` before `{word}`")));
        }
        list if inside(&list, Delimiter::Bracket).is_some() => {
            let (span, help) = (list.span(), format!("write `with {}`", ast::text(&[list])));
            return Err(error_at(span, "expected `with` before the request headers", help));
        }
        found => {
            let message = format!("expected `;` or `with`, found `{}`", opening(&found));
            return Err(error_at(span, message, FORM));
        }
    }
    let (span, form) = if input.is_empty() {
        (span, "write `with [\"content-type\"]`")
    } else {
        (input.span(), "write `[\"content-type\"]`")
    };
    if let Ok(header) = input.fork().parse::<LitStr>() {
        let help = format!("write `[{}]`", header.token());
        return Err(error_at(span, "expected a list of request headers, found a string", help));
    }
    let Some(list) = input.parse().ok().and_then(|tree| inside(&tree, Delimiter::Bracket)) else {
        return Err(error_at(span, "expected a list of header names in double quotes", form));
    };
    Ok(entries(&list, errors))
}
