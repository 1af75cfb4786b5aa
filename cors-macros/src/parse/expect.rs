//! `expect PATH { … }`.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitStr, Path, ext::IdentExt};

use super::tokens::{commas, flatten, is_punct};
use crate::ast::{ExpectBlock, Statement};
use crate::diag::{Caret, Errors};
use crate::kw;

const BLOCK: &str = "help: write `expect APP { allow GET from \"https://app.example.com\"; }`";
const FORM: &str = "help: write `allow GET from \"https://app.example.com\" with [\"content-type\"];`, or `deny …`; `with […]` may be left out";

/// Reads the block; `expect` comes next. Broken statements are reported, and left out.
pub(super) fn parse(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    errors: &mut Errors,
) -> syn::Result<ExpectBlock> {
    let keyword: Ident = input.parse()?;
    let here = |input: ParseStream<'_>| if input.is_empty() { keyword.span() } else { input.span() };
    let span = here(input);
    let path = input
        .call(Path::parse_mod_style)
        .map_err(|_| syn::Error::new(span, format!("`expect` needs the path of a policy\n\n{BLOCK}")))?;
    let span = here(input);
    let group = match input.parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => group,
        _ => {
            return Err(syn::Error::new(span, format!("expected the expectations in braces\n\n{BLOCK}")));
        }
    };
    let trees = flatten(group.stream());
    let mut statements = Vec::new();
    let mut rest = trees.as_slice();
    let before = errors.count();
    while !rest.is_empty() {
        let end = rest.iter().position(|tree| is_punct(tree, ';')).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        if let Some(last) = piece.last() {
            let stream = piece.iter().cloned().collect();
            let before = errors.count();
            match (|input: ParseStream<'_>| statement(input, last.span(), errors)).parse2(stream) {
                Ok(_) if behind.is_empty() => errors.error(
                    Caret::token(last.span()),
                    "expected `;` behind this expectation",
                    "end each expectation with `;`",
                ),
                Ok(statement) => statements.extend(Some(statement).filter(|_| errors.count() == before)),
                Err(error) => errors.syntax(error),
            }
        }
        rest = behind.get(1..).unwrap_or_default();
    }
    Ok(ExpectBlock { attributes, path, statements, broken: errors.count() > before })
}

fn statement(input: ParseStream<'_>, end: Span, errors: &mut Errors) -> syn::Result<Statement> {
    let attributes = input.call(Attribute::parse_outer)?;
    let result = body(input, attributes, end, errors);
    // Whatever is wrong, the rest of the statement is taken, so that one mistake is one error.
    input.parse::<TokenStream>()?;
    result
}

fn body(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    end: Span,
    errors: &mut Errors,
) -> syn::Result<Statement> {
    let wrong = |span, what: &str| syn::Error::new(span, format!("{what}\n\n{FORM}"));
    let here = |input: ParseStream<'_>| if input.is_empty() { end } else { input.span() };
    let word = |input: ParseStream<'_>, what: &str| {
        let span = here(input);
        input.call(Ident::parse_any).map_err(|_| wrong(span, what))
    };
    let verb = word(input, "expected `allow` or `deny`")?;
    if verb != kw::ALLOW && verb != kw::DENY {
        return Err(wrong(verb.span(), &format!("expected `allow` or `deny`, found `{verb}`")));
    }
    let method = if let Ok(text) = input.parse::<LitStr>() {
        (text.value(), text.span())
    } else {
        let method = word(input, "expected a method")?;
        if method == kw::FROM && input.peek(LitStr) {
            return Err(wrong(method.span(), "expected a method before `from`"));
        }
        (method.unraw().to_string(), method.span())
    };
    let from = word(input, "expected `from` and an origin")?;
    if from != kw::FROM {
        return Err(wrong(from.span(), &format!("expected `from`, found `{from}`")));
    }
    let span = here(input);
    let origin = input.parse().map_err(|_| wrong(span, "expected an origin in double quotes"))?;
    let mut headers = Vec::new();
    if !input.is_empty() {
        let with = word(input, "expected `;` or `with [\"header\", …]`")?;
        if with != kw::WITH {
            return Err(wrong(with.span(), &format!("expected `;` or `with`, found `{with}`")));
        }
        let span = here(input);
        headers = self::headers(input, span, errors)
            .map_err(|span| wrong(span, "expected a list of header names in double quotes"))?;
    }
    if !input.is_empty() {
        return Err(wrong(input.span(), "expected `;`"));
    }
    let allow = verb == kw::ALLOW;
    Ok(Statement { attributes, verb, allow, method, origin, headers })
}

fn headers(input: ParseStream<'_>, span: Span, errors: &mut Errors) -> Result<Vec<LitStr>, Span> {
    let group = match input.parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => group,
        _ => return Err(span),
    };
    let header = |piece: &[TokenTree]| {
        let span = piece.first().map_or(span, TokenTree::span);
        syn::parse2(piece.iter().cloned().collect()).map_err(|_| span)
    };
    commas(&flatten(group.stream()), errors).into_iter().map(header).collect()
}
