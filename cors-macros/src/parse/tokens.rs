//! What is done with tokens before they are parsed.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use syn::LitStr;

use crate::diag::{Errors, error_at};

pub(crate) fn is_punct(tree: &TokenTree, char: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == char)
}

/// As many levels of brackets as the compiler allows a macro by default. Whoever reads tokens calls itself for each.
pub(crate) const MOST_NESTED: usize = 128;

/// `tokens` with `true` as the content of each group below this many levels, and where the first such group is.
pub(crate) fn cut(tokens: TokenStream, levels: usize) -> (TokenStream, Option<Span>) {
    let mut deep = None;
    let shorten = |tree: TokenTree| {
        let TokenTree::Group(group) = tree else { return tree };
        let (inner, found) = match levels.checked_sub(1) {
            Some(levels) => cut(group.stream(), levels),
            None => (TokenTree::Ident(Ident::new("true", group.span())).into(), Some(group.span_open())),
        };
        if found.is_none() {
            return TokenTree::Group(group);
        }
        deep = deep.or(found);
        let mut shallow = Group::new(group.delimiter(), inner);
        shallow.set_span(group.span());
        TokenTree::Group(shallow)
    };
    let tokens = tokens.into_iter().map(shorten).collect();
    (tokens, deep)
}

/// The trees without the invisible groups that a user's `macro_rules!` puts around what it passes on
/// (`$origin:literal`).
pub(crate) fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    let mut trees = Vec::new();
    for tree in tokens {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                trees.extend(flatten(group.stream()));
            }
            tree => trees.push(tree),
        }
    }
    trees
}

/// `trees` cut at their commas, and at a `;` written instead of one; a trailing comma starts no piece, and every
/// other comma has something before it.
pub(super) fn commas<'a>(trees: &'a [TokenTree], errors: &mut Errors) -> Vec<&'a [TokenTree]> {
    let mut pieces = Vec::new();
    let mut rest = trees;
    while !rest.is_empty() {
        let separates = |tree: &TokenTree| is_punct(tree, ',') || is_punct(tree, ';');
        let end = rest.iter().position(separates).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        match tail {
            [comma, ..] if piece.is_empty() => {
                let message = format!("there is nothing before this `{comma}`");
                errors.error(comma.span(), &message, "remove it");
            }
            [semicolon, ..] if is_punct(semicolon, ';') => {
                errors.error(semicolon.span(), "expected a comma, found `;`", "write `,`");
                pieces.push(piece);
            }
            _ => pieces.push(piece),
        }
        rest = tail.get(1..).unwrap_or_default();
    }
    pieces
}

/// A string literal, which must not have a suffix: rustc refuses one everywhere else, and `"https://a.example"_dev`
/// would look like a condition.
pub(super) fn text(literal: LitStr) -> syn::Result<LitStr> {
    if literal.suffix().is_empty() {
        return Ok(literal);
    }
    let (written, suffix) = (literal.token().to_string(), literal.suffix());
    let message = format!("a string must not have a suffix, and this one has `{suffix}`");
    let help = format!("write `{}`", written.strip_suffix(suffix).unwrap_or(&written));
    Err(error_at(literal.span(), &message, &help))
}

/// A token as a message shows it; a group only by its opening bracket.
pub(super) fn opening(tree: &TokenTree) -> String {
    match tree {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis => "(".to_owned(),
            Delimiter::Brace => "{".to_owned(),
            Delimiter::Bracket => "[".to_owned(),
            Delimiter::None => String::new(),
        },
        tree => tree.to_string(),
    }
}
