//! What is done with tokens before they are parsed.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitStr};

use crate::ast;
use crate::diag::{Errors, error_at};
use crate::kw;

pub(crate) fn is_punct(tree: &TokenTree, char: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == char)
}

/// What is in these brackets, if they are of this kind.
pub(crate) fn inside(tree: &TokenTree, delimiter: Delimiter) -> Option<Vec<TokenTree>> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(flatten(group.stream())),
        _ => None,
    }
}

/// Where the next token is, or else `otherwise`.
pub(crate) fn here(input: ParseStream<'_>, otherwise: Span) -> Span {
    if input.is_empty() { otherwise } else { input.span() }
}

pub(crate) fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(found) if found == word)
}

pub(super) fn is_within(trees: &[TokenTree]) -> bool {
    trees.first().is_some_and(|first| is_word(first, kw::WITHIN))
}

/// Reads the beginning of `trees`. The rest is dropped: syn would report it too, and what is wrong with it has been said.
pub(super) fn parse_start<T>(
    trees: &[TokenTree],
    parser: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let parse = |input: ParseStream<'_>| {
        let parsed = parser(input);
        input.parse::<TokenStream>()?;
        parsed
    };
    parse.parse2(trees.iter().cloned().collect())
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

/// The literals among the tokens that the compiler has refused: not one letter in single quotes.
pub(crate) fn refused_literals(tokens: TokenStream) -> Vec<Span> {
    let refused = |tree: TokenTree| match tree {
        TokenTree::Literal(literal) => {
            is_refused(&literal.to_string()).then(|| literal.span()).into_iter().collect()
        }
        TokenTree::Group(group) => refused_literals(group.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) => Vec::new(),
    };
    tokens.into_iter().flat_map(refused).collect()
}

/// Whatever stands behind the last quote is a suffix, which the compiler leaves to macros.
fn is_refused(literal: &str) -> bool {
    let text = literal.strip_prefix('b').unwrap_or(literal);
    let inner = text.strip_prefix('\'').and_then(|rest| rest.rsplit_once('\'')).map(|(inner, _)| inner);
    inner.is_some_and(|inner| !inner.starts_with('\\') && inner.chars().count() != 1)
}

/// The trees without the invisible groups that a user's `macro_rules!` puts around what it passes on
/// (`$origin:literal`).
pub(crate) fn flatten(tokens: TokenStream) -> Vec<TokenTree> {
    let trees = tokens.into_iter();
    trees.flat_map(|tree| inside(&tree, Delimiter::None).unwrap_or_else(|| vec![tree])).collect()
}

/// The attributes at the beginning, and the tokens after them. A `!` is reported, and the attribute taken all the same, unless
/// it is documentation. syn says of a broken one neither what it is nor what to write.
pub(super) fn outer<'a>(
    trees: &'a [TokenTree],
    errors: &mut Errors,
) -> syn::Result<(Vec<Attribute>, &'a [TokenTree])> {
    let (mut tokens, mut rest) = (TokenStream::new(), trees);
    loop {
        match rest {
            [pound, bang, after @ ..] if is_punct(pound, '#') && is_punct(bang, '!') => {
                let message = "an attribute in this block must not have a `!`";
                errors.error(bang.span(), message, "remove it: the attribute is that of what follows");
                let inner = after.first().and_then(|brackets| inside(brackets, Delimiter::Bracket));
                if inner.is_some_and(|inner| inner.first().is_some_and(|first| !is_word(first, "doc"))) {
                    tokens.extend([pound, &after[0]].into_iter().cloned());
                }
                rest = after.get(1..).unwrap_or_default();
            }
            [pound, TokenTree::Ident(_), ..] if is_punct(pound, '#') => {
                return Err(without_brackets(&rest[..open_attribute(rest)]));
            }
            [pound, after @ ..] if is_punct(pound, '#') => {
                let (brackets, after) = after.split_at(after.len().min(1));
                tokens.extend([pound].into_iter().chain(brackets).cloned());
                rest = after;
            }
            _ => break,
        }
    }
    let help = "put each in brackets of its own, as in `#[cfg(unix)] #[cfg(test)]`";
    let error = |error: syn::Error| error_at(error.span(), "expected one attribute in `#[…]`", help);
    Ok((Attribute::parse_outer.parse2(tokens).map_err(error)?, rest))
}

/// How many tokens an attribute without brackets takes up: `#cfg(unix)`, `#doc = "…"`.
pub(super) fn open_attribute(trees: &[TokenTree]) -> usize {
    match trees {
        [_, _, TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Parenthesis => 3,
        [_, _, equals, _, ..] if is_punct(equals, '=') => 4,
        _ => 2,
    }
}

/// The error about one.
pub(super) fn without_brackets(attribute: &[TokenTree]) -> syn::Error {
    let help = format!("put it in brackets: `#[{}]`", ast::text(&attribute[1..]));
    error_at(attribute[0].span(), "expected an attribute in `#[…]`", help)
}

/// Without attributes that lack their brackets, which are reported.
pub(super) fn without_open_attributes(mut trees: &[TokenTree], errors: &mut Errors) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    while let [first, rest @ ..] = trees {
        let is_value = kept.last().is_some_and(|before| is_punct(before, ':'));
        let is_open = is_punct(first, '#') && matches!(rest, [TokenTree::Ident(_), ..]) && !is_value;
        let (piece, after) = trees.split_at(if is_open { open_attribute(trees) } else { 1 });
        if is_open {
            errors.syntax(without_brackets(piece));
        } else {
            kept.extend_from_slice(piece);
        }
        trees = after;
    }
    kept
}

/// Without the `!` of attributes, and of `//!`: what is wrong with them is where they stand.
pub(super) fn without_bangs(trees: &[TokenTree]) -> Vec<TokenTree> {
    let is_bang = |at: usize| {
        let follows = |next: &TokenTree| inside(next, Delimiter::Bracket).is_some();
        is_punct(&trees[at], '!')
            && at.checked_sub(1).is_some_and(|before| is_punct(&trees[before], '#'))
            && trees.get(at + 1).is_some_and(follows)
    };
    (0..trees.len()).filter(|at| !is_bang(*at)).map(|at| trees[at].clone()).collect()
}

/// How many tokens the attributes at the beginning take up.
pub(crate) fn attributes(trees: &[TokenTree]) -> usize {
    2 * trees.chunks_exact(2).take_while(|pair| is_punct(&pair[0], '#')).count()
}

/// `trees` cut at their commas, and at a `;` written instead of one; a trailing comma starts no piece, and every
/// other comma has something before it.
pub(super) fn commas<'a>(trees: &'a [TokenTree], errors: &mut Errors) -> Vec<&'a [TokenTree]> {
    let mut pieces = Vec::new();
    let separates = |tree: &TokenTree| is_punct(tree, ',') || is_punct(tree, ';');
    let (mut in_parameters, mut before) = (false, ',');
    // A closure begins where a value does, and there may be commas between its parameters.
    let ends = |tree: &TokenTree| {
        let here = if let TokenTree::Punct(punct) = tree { punct.as_char() } else { ' ' };
        in_parameters ^= here == '|' && (in_parameters || matches!(before, ',' | ':' | '=' | '>'));
        before = here;
        separates(tree) && !in_parameters
    };
    for piece in trees.split_inclusive(ends) {
        match piece {
            [comma] if separates(comma) => {
                errors.error(comma.span(), format!("there is nothing before this `{comma}`"), "remove it");
            }
            [piece @ .., end] if separates(end) => {
                // `within` is no field, and its `;` is no second mistake.
                if is_punct(end, ';') && !is_within(piece) {
                    errors.error(end.span(), "expected a comma, found `;`", "write `,`");
                }
                pieces.push(piece);
            }
            last => pieces.push(last),
        }
    }
    pieces
}

/// This token as a string literal, if it is one.
pub(crate) fn string_literal(tree: &TokenTree) -> Option<LitStr> {
    syn::parse2(tree.clone().into()).ok()
}

/// A string literal, which must not have a suffix: rustc refuses one everywhere else, and `"https://a.example"_dev`
/// would look like a condition.
pub(super) fn without_suffix(literal: LitStr) -> syn::Result<LitStr> {
    if literal.suffix().is_empty() {
        return Ok(literal);
    }
    let (written, suffix) = (literal.token().to_string(), literal.suffix());
    let message = format!("a string must not have a suffix, and this one has `{suffix}`");
    let help = format!("write `{}`", written.strip_suffix(suffix).unwrap_or(&written));
    Err(error_at(literal.span(), message, help))
}

/// A token as a message shows it; a group only by its opening bracket.
pub(super) fn opening(tree: &TokenTree) -> String {
    let text = tree.to_string();
    if matches!(tree, TokenTree::Group(_)) { text.chars().take(1).collect() } else { text }
}
