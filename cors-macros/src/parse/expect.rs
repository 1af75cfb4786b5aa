//! `expect PATH { … }`.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, ExprPath, LitStr, Token, ext::IdentExt};

use super::tokens::{commas, flatten, is_punct, opening, text};
use super::within;
use crate::ast::{self, ExpectBlock, ExpectedMethod, Statement, Within};
use crate::diag::{Errors, error_at};
use crate::kw;

const BLOCK: &str = "the form is `expect APP { allow GET from \"https://app.example.com\"; }`";
const FORM: &str = "the form is `allow GET from \"https://app.example.com\";`, or with request headers \
                    `allow GET from \"https://app.example.com\" with [\"content-type\"];`";

/// Reads the block; the next token is `expect`. Broken statements are reported and left out.
pub(super) fn parse(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    errors: &mut Errors,
) -> syn::Result<ExpectBlock> {
    let keyword: Ident = input.parse()?;
    let here = |input: ParseStream<'_>| if input.is_empty() { keyword.span() } else { input.span() };
    let span = here(input);
    let quoted = input.fork().parse::<LitStr>().ok().filter(|text| text.parse::<ExprPath>().is_ok());
    let path: ExprPath = input.parse().map_err(|_| match &quoted {
        Some(text) => {
            error_at(span, "a policy is named without quotes", &format!("write `{}`", text.value()))
        }
        None => error_at(span, "expected the path of a policy after `expect`", BLOCK),
    })?;
    let span = here(input);
    let group = match input.parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => group,
        _ => {
            let name = ast::text(&path.to_token_stream().into_iter().collect::<Vec<_>>());
            return Err(error_at(span, &format!("expected `{{` after `expect {name}`"), BLOCK));
        }
    };
    let trees = flatten(group.stream());
    let (mut statements, mut within) = (Vec::new(), Vec::new());
    let mut rest = trees.as_slice();
    let before = errors.count();
    while !rest.is_empty() {
        let end = rest.iter().position(|tree| is_punct(tree, ';')).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        if let Some(last) = piece.last() {
            let stream = piece.iter().cloned().collect();
            let before = errors.count();
            match (|input: ParseStream<'_>| line(input, last.span(), errors)).parse2(stream) {
                Ok(_) if tail.is_empty() => {
                    errors.error(last.span(), "expected `;` after this expectation", "add `;` after it")
                }
                Ok(_) if errors.count() > before => {}
                Ok(ExpectLine::Statement(statement)) => statements.push(statement),
                Ok(ExpectLine::Within(line)) => within.push(line),
                Err(error) => errors.syntax(error),
            }
        }
        rest = tail.get(1..).unwrap_or_default();
    }
    Ok(ExpectBlock { attributes, path, statements, within, broken: errors.count() > before })
}

enum ExpectLine {
    Statement(Statement),
    Within(Within),
}

fn line(input: ParseStream<'_>, end: Span, errors: &mut Errors) -> syn::Result<ExpectLine> {
    let attributes = input.call(Attribute::parse_outer)?;
    let result = if within::is_next(input) {
        within::parse(input, attributes).map(ExpectLine::Within)
    } else {
        body(input, attributes, end, errors).map(ExpectLine::Statement)
    };
    // Whatever is wrong, the rest of the statement is consumed, so that one mistake is one error.
    input.parse::<TokenStream>()?;
    result
}

fn body(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    end: Span,
    errors: &mut Errors,
) -> syn::Result<Statement> {
    let here = |input: ParseStream<'_>| if input.is_empty() { end } else { input.span() };
    let word = |input: ParseStream<'_>, what: &str| {
        let span = here(input);
        input.call(Ident::parse_any).map_err(|_| error_at(span, what, FORM))
    };
    let verb = word(input, "expected `allow`, `deny` or `within`")?;
    if verb != kw::ALLOW && verb != kw::DENY {
        let message = format!("expected `allow`, `deny` or `within`, found `{verb}`");
        return Err(error_at(verb.span(), &message, "write `allow`, `deny` or `within`"));
    }
    let method = method(input, &verb, here(input))?;
    let span = here(input);
    if let Ok(origin) = input.fork().parse::<LitStr>() {
        let help = format!("write `from {}`", origin.token());
        return Err(error_at(span, "expected `from` before the origin", &help));
    }
    if input.peek(Token![,]) {
        let help = "write one expectation for each method";
        return Err(error_at(span, "expected one method, found several", help));
    }
    let from = word(input, "expected `from` and an origin")?;
    if from != kw::FROM {
        return Err(error_at(from.span(), &format!("expected `from`, found `{from}`"), "write `from`"));
    }
    let span = here(input);
    let origin = input.parse().map_err(|_| error_at(span, "expected an origin in double quotes", FORM))?;
    let origin = text(origin)?;
    let headers = if input.is_empty() { Vec::new() } else { with(input, errors)? };
    if !input.is_empty() {
        return Err(error_at(input.span(), "expected `;`", "remove what is before the `;`"));
    }
    let allow = verb == kw::ALLOW;
    Ok(Statement { attributes, verb, allow, method, origin, headers })
}

fn method(input: ParseStream<'_>, verb: &Ident, span: Span) -> syn::Result<ExpectedMethod> {
    if let Ok(written) = input.parse::<LitStr>() {
        let text = text(written)?;
        if text.value().contains("://") || text.value() == "null" {
            let help = format!("write `GET from {}`, or another method", text.token());
            return Err(error_at(text.span(), &format!("`{verb}` needs a method before the origin"), &help));
        }
        return Ok(ExpectedMethod { name: text.value(), span: text.span(), is_quoted: true });
    }
    let method = input.call(Ident::parse_any).map_err(|_| error_at(span, "expected a method", FORM))?;
    if method == kw::FROM && input.peek(LitStr) {
        let message = format!("`{verb}` needs a method before `from`");
        return Err(error_at(method.span(), &message, "write `GET from`, or another method"));
    }
    Ok(ExpectedMethod { name: method.unraw().to_string(), span: method.span(), is_quoted: false })
}

/// `with ["header", …]`, which may be left out.
fn with(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Vec<LitStr>> {
    let span = input.span();
    let form = "write `with [\"content-type\"]`";
    match input.parse::<TokenTree>() {
        Ok(TokenTree::Ident(word)) if word == kw::WITH => {}
        Ok(TokenTree::Ident(word)) if word == kw::ALLOW || word == kw::DENY => {
            let message = format!("expected `;` before `{word}`");
            return Err(error_at(span, &message, &format!("add `;` before `{word}`")));
        }
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
            let span = group.span();
            let help = format!("write `with {}`", ast::text(&[TokenTree::Group(group)]));
            return Err(error_at(span, "expected `with` before the request headers", &help));
        }
        found => {
            let found =
                found.map_or_else(|_| String::new(), |found| format!(", found `{}`", opening(&found)));
            let message = format!("expected `;` or `with`{found}");
            return Err(error_at(span, &message, FORM));
        }
    }
    let (span, form) =
        if input.is_empty() { (span, form) } else { (input.span(), "write `[\"content-type\"]`") };
    if let Ok(header) = input.fork().parse::<LitStr>() {
        let help = format!("write `[{}]`", header.token());
        return Err(error_at(span, "expected a list of request headers, found a string", &help));
    }
    let Ok(TokenTree::Group(group)) = input.parse() else {
        return Err(error_at(span, LIST, form));
    };
    if group.delimiter() != Delimiter::Bracket {
        return Err(error_at(span, LIST, form));
    }
    commas(&flatten(group.stream()), errors).into_iter().map(header).collect()
}

const LIST: &str = "expected a list of header names in double quotes";

fn header(piece: &[TokenTree]) -> syn::Result<LitStr> {
    match syn::parse2(piece.iter().cloned().collect()) {
        Ok(name) => text(name),
        Err(error) => {
            let found = ast::text(piece);
            let span = piece.first().map_or_else(|| error.span(), TokenTree::span);
            let message = format!("expected a header name in double quotes, found `{found}`");
            Err(error_at(span, &message, &format!("put it in quotes: `\"{found}\"`")))
        }
    }
}
