//! The entries of a list.

use proc_macro2::{Delimiter, Ident, Span, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{LitStr, Token};

use super::tokens::{attributes, commas, is_punct, outer, string_literal, without_suffix};
use crate::ast::{self, EntryKind, ListEntry};
use crate::diag::{Caret, Errors, error_at};
use crate::kw;

/// What is between the brackets of a list.
pub(super) fn entries(trees: &[TokenTree], errors: &mut Errors) -> Vec<ListEntry> {
    let before = errors.count();
    let mut entries = Vec::new();
    for piece in commas(trees, errors) {
        match entry(piece, errors) {
            Ok(entry) => entries.extend(entry),
            Err(error) => errors.syntax(error),
        }
    }
    if errors.count() > before {
        entries.push(ListEntry { attributes: Vec::new(), kind: EntryKind::Broken, trees: trees.to_vec() });
    }
    entries
}

fn entry(piece: &[TokenTree], errors: &mut Errors) -> syn::Result<Option<ListEntry>> {
    let (attributes, trees) = outer(piece, errors)?;
    if trees.is_empty() {
        let span = attributes.last().map_or(piece[0].span(), |last| last.pound_token.span);
        let help = "write the entry after it\nor remove the attribute";
        return Err(error_at(span, "no entry follows this attribute", help));
    }
    let kind = kind(trees)?;
    if trees.len() > 2 && trees[..3].iter().all(|tree| is_punct(tree, '.')) {
        two_dots(&trees[2..], Caret::of(trees, Span::call_site()), errors);
        return Ok(None);
    }
    let first = if let EntryKind::Other = kind { whole(trees) } else { None };
    let next = first.map_or(&[][..], |end| &trees[end..]);
    if whole(&next[self::attributes(next)..]).is_some() {
        return Err(missing_comma(next));
    }
    Ok(Some(ListEntry { attributes, kind, trees: trees.to_vec() }))
}

/// How many tokens the entry at the beginning takes up, if there is one and not the beginning of an expression.
fn whole(trees: &[TokenTree]) -> Option<usize> {
    let is_entry = |end: &usize| match kind(&trees[..*end]) {
        // A keyword begins an expression, or goes on with one: `"…" as &str`.
        Ok(EntryKind::Word(word)) => syn::parse2::<Ident>(word.to_token_stream()).is_ok(),
        kind => matches!(kind, Ok(EntryKind::Text(_) | EntryKind::Include(_) | EntryKind::Base(_))),
    };
    (1..=trees.len().min(3)).rfind(is_entry)
}

fn kind(trees: &[TokenTree]) -> syn::Result<EntryKind> {
    if let [only] = trees
        && let Some(literal) = string_literal(only)
    {
        return Ok(EntryKind::Text(without_suffix(literal)?));
    }
    match trees {
        [TokenTree::Ident(word)] => return Ok(EntryKind::Word(word.clone())),
        [one, two, TokenTree::Ident(base)] if is_punct(one, '.') && is_punct(two, '.') => {
            return Ok(EntryKind::Base(base.clone()));
        }
        [_, .., pound, TokenTree::Group(_)] if is_punct(pound, '#') => {
            let message = "expected the attributes before their entry";
            return Err(error_at(pound.span(), message, "move them in front of the entry"));
        }
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
            let inner = ast::written(&group.stream());
            let help = format!("write `{}` without the inner brackets", inner.trim_end_matches(", "));
            return Err(error_at(group.span(), "expected an entry, found a list", help));
        }
        [TokenTree::Ident(word), bang, TokenTree::Group(group)]
            if word == kw::INCLUDE && is_punct(bang, '!') =>
        {
            let files = Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(group.stream());
            if let Ok(mut files) = files
                && let (Some(file), 0) = (files.pop(), files.len())
            {
                return Ok(EntryKind::Include(without_suffix(file)?));
            }
        }
        _ => {}
    }
    Ok(EntryKind::Other)
}

/// What follows `..`, without a third dot.
pub(super) fn two_dots<'a>(rest: &'a [TokenTree], here: Caret, errors: &mut Errors) -> &'a [TokenTree] {
    match rest {
        [third, rest @ ..] if is_punct(third, '.') => {
            let base: String = rest.iter().map(ToString::to_string).collect();
            errors.error(
                here,
                format!("expected `..{base}`, found `...{base}`"),
                format!("write `..{base}`"),
            );
            rest
        }
        rest => rest,
    }
}

/// The error about what begins here.
pub(super) fn missing_comma(trees: &[TokenTree]) -> syn::Error {
    // A whole attribute, or `..`.
    let name = ast::text(&trees[..if matches!(trees[0], TokenTree::Punct(_)) { 2 } else { 1 }]);
    let message = format!("expected a comma before `{name}`");
    error_at(trees[0].span(), message, format!("add `,` before `{name}`"))
}
