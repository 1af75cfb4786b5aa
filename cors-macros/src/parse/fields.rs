//! `field: value, …, ..BASE`, and the entries of lists.

use cors_rules::words::FieldName;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitStr};

use super::Order;
use super::tokens::{commas, flatten, is_punct, opening};
use crate::ast::{Body, EntryKind, Field, ListEntry, Value, ends};
use crate::diag::{Caret, Errors};
use crate::kw;

pub(super) fn body(trees: &[TokenTree], caret: Caret, order: &mut Order, errors: &mut Errors) -> Body {
    let mut body = Body { caret, fields: Vec::new(), base: None };
    let pieces = pieces(trees, errors);
    for (at, piece) in pieces.iter().enumerate() {
        let (attributes, piece) = piece.split_at(attributes(piece));
        if !attributes.is_empty() {
            errors.error(
                order.caret(attributes, Span::call_site()),
                "a field has no attributes",
                "attributes stand on a policy or on an entry of a list",
            );
        }
        let here = order.caret(piece, Span::call_site());
        match piece {
            [] => {}
            [one, two, rest @ ..] if is_punct(one, '.') && is_punct(two, '.') => {
                let last = pieces[at + 1..].iter().all(|piece| is_punct(&piece[0], '.'));
                base(rest, here, last, &mut body, errors);
            }
            [TokenTree::Ident(name), rest @ ..] => {
                let known = FieldName::of(&name.to_string()).is_some();
                if let Some(written) = written(name, rest, known, here, errors) {
                    let caret = order.caret(written, name.span());
                    let value = value(written, order, errors);
                    body.fields.push(Field { name: name.clone(), value, caret });
                }
            }
            _ => not_a_field(here, errors),
        }
    }
    body
}

/// The pieces between the commas, cut as well where one is missing: before a `name:` or `..` in the midst of a value.
fn pieces<'a>(trees: &'a [TokenTree], errors: &mut Errors) -> Vec<&'a [TokenTree]> {
    let mut pieces = Vec::new();
    for mut piece in commas(trees, errors) {
        // What follows a `:` is a value, whatever it looks like.
        let begins = |at: &usize| begins_field(&piece[*at..]) && !is_punct(&piece[*at - 1], ':');
        while let Some(at) = (attributes(piece) + 1..piece.len()).find(begins) {
            let (front, behind) = piece.split_at(at);
            let name = if is_punct(&behind[0], '.') { "..".to_owned() } else { behind[0].to_string() };
            errors.error(
                Caret::token(behind[0].span()),
                &format!("expected a comma before `{name}`"),
                "put a comma between the fields",
            );
            pieces.push(front);
            piece = behind;
        }
        pieces.push(piece);
    }
    pieces
}

/// How many tokens the attributes take that stand at the beginning.
fn attributes(trees: &[TokenTree]) -> usize {
    2 * trees.chunks(2).take_while(|pair| pair.len() == 2 && is_punct(&pair[0], '#')).count()
}

fn begins_field(trees: &[TokenTree]) -> bool {
    match trees {
        [TokenTree::Ident(name), colon, ..] if is_punct(colon, ':') => {
            FieldName::of(&name.to_string()).is_some()
        }
        [one, two, TokenTree::Ident(_), ..] => is_punct(one, '.') && is_punct(two, '.'),
        _ => false,
    }
}

fn base(rest: &[TokenTree], here: Caret, last: bool, body: &mut Body, errors: &mut Errors) {
    let [TokenTree::Ident(base)] = rest else {
        return errors.error(
            here,
            "expected the name of a policy of this block after `..`",
            "write `..BASE`; a policy of another block cannot be a base",
        );
    };
    if body.base.is_some() {
        return errors.error(here, "a policy takes its other fields from one base", "remove one of them");
    }
    if !last {
        errors.error(
            here,
            "the base must come last",
            &format!("move it behind the fields, as in a struct: `{{ …, ..{base} }}`"),
        );
    }
    body.base = Some(base.clone());
}

/// The tokens of a field's value. Where the `:` is missing, it is reported, and what follows is taken all the same.
fn written<'a>(
    name: &proc_macro2::Ident,
    rest: &'a [TokenTree],
    known: bool,
    here: Caret,
    errors: &mut Errors,
) -> Option<&'a [TokenTree]> {
    match rest {
        [colon, value @ ..] if is_punct(colon, ':') && !value.is_empty() => Some(value),
        [] if !known => {
            not_a_field(here, errors);
            None
        }
        [] | [_] if rest.iter().all(|tree| is_punct(tree, ':') || is_punct(tree, '=')) => {
            errors.error(here, &format!("the field `{name}` has no value"), &format!("write `{name}: …`"));
            None
        }
        [found, value @ ..] if known => {
            let message = format!("expected `:` after `{name}`, found `{}`", opening(found));
            errors.error(Caret::token(found.span()), &message, &format!("write `{name}: …`"));
            Some(if is_punct(found, '=') { value } else { rest })
        }
        _ => {
            not_a_field(here, errors);
            None
        }
    }
}

fn not_a_field(here: Caret, errors: &mut Errors) {
    errors.error(here, "expected a field", "fields are written `name: value`, with commas between them");
}

fn value(trees: &[TokenTree], order: &mut Order, errors: &mut Errors) -> Value {
    match trees {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
            let inner = flatten(group.stream());
            let before = errors.count();
            let mut entries: Vec<_> = commas(&inner, errors)
                .into_iter()
                .filter_map(|piece| {
                    let caret = order.caret(piece, group.span());
                    entry(piece, caret, errors)
                })
                .collect();
            if errors.count() > before {
                let caret = order.caret(trees, group.span());
                entries.push(ListEntry { attributes: Vec::new(), kind: EntryKind::Broken, caret });
            }
            Value::List(entries)
        }
        [TokenTree::Ident(word)] => Value::Word(word.clone()),
        [TokenTree::Literal(literal)] => Value::Literal(literal.clone()),
        other => Value::Other(other.to_vec()),
    }
}

fn entry(piece: &[TokenTree], caret: Caret, errors: &mut Errors) -> Option<ListEntry> {
    let parse = |input: ParseStream<'_>| -> syn::Result<ListEntry> {
        let attributes = input.call(Attribute::parse_outer)?;
        let rest: Vec<TokenTree> = input.parse::<TokenStream>()?.into_iter().collect();
        let Some((start, end)) = ends(&rest) else {
            let span = attributes.last().map_or_else(Span::call_site, |last| last.pound_token.span);
            return Err(syn::Error::new(
                span,
                "an attribute stands before an entry\n\nhelp: write the entry behind it",
            ));
        };
        Ok(ListEntry { attributes, kind: kind(&rest)?, caret: caret.at(start, end) })
    };
    match parse.parse2(piece.iter().cloned().collect()) {
        Ok(entry) => Some(entry),
        Err(error) => {
            errors.syntax(error);
            None
        }
    }
}

fn kind(trees: &[TokenTree]) -> syn::Result<EntryKind> {
    Ok(match trees {
        [TokenTree::Literal(literal)] => match syn::parse2::<LitStr>(TokenTree::from(literal.clone()).into())
        {
            Ok(text) => EntryKind::Text(text),
            Err(_) => EntryKind::Other(trees.to_vec()),
        },
        [TokenTree::Ident(word)] => EntryKind::Word(word.clone()),
        [one, two, TokenTree::Ident(base)] if is_punct(one, '.') && is_punct(two, '.') => {
            EntryKind::Base(base.clone())
        }
        [_, second, ..]
            if trees.iter().all(|tree| matches!(tree, TokenTree::Ident(_) | TokenTree::Literal(_))) =>
        {
            return Err(syn::Error::new(
                second.span(),
                "expected a comma between two entries\n\nhelp: put one before this one",
            ));
        }
        [TokenTree::Ident(word), bang, TokenTree::Group(group)]
            if word == kw::INCLUDE && is_punct(bang, '!') =>
        {
            let file = syn::parse2(group.stream()).map_err(|_| {
                syn::Error::new(
                    group.span(),
                    "`include!` takes the name of a file\n\nhelp: write `include!(\"origins.txt\")`, relative to this source file, with one entry a line",
                )
            })?;
            EntryKind::Include(file)
        }
        _ => EntryKind::Other(trees.to_vec()),
    })
}
