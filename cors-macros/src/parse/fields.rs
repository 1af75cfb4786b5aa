//! `field: value, …, ..BASE`

use cors_policy::violation::Advice;
use cors_policy::words::FieldName;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenTree};
use syn::ExprPath;

use super::entries::{entries, missing_comma, two_dots};
use super::tokens::{
    attributes, commas, inside, is_punct, is_within, is_word, opening, string_literal, without_bangs,
    without_open_attributes,
};
use crate::ast::{self, Body, PolicyField, Value};
use crate::diag::{Caret, Errors};
use crate::kw;

pub(super) fn body(trees: &[TokenTree], caret: Caret, errors: &mut Errors) -> Body {
    // Whether it is broken depends on what is around it, which the caller knows.
    let trees = &without_bangs(trees);
    // The waivers of entries are inside the brackets of lists.
    let is_waiver =
        |pair: &[TokenTree]| is_punct(&pair[0], '#') && pair[1].to_string().contains(kw::DANGEROUSLY_ALLOW);
    let has_waiver = trees.windows(2).any(is_waiver);
    let trees = &without_open_attributes(trees, errors);
    let mut body = Body { caret, fields: Vec::new(), base: None, has_waiver, broken: false };
    let pieces = pieces(trees, errors);
    let mut rest = pieces.as_slice();
    let mut has_attributes = false;
    while let [piece, more @ ..] = rest {
        rest = more;
        let (attributes, piece) = piece.split_at(attributes(piece));
        if !attributes.is_empty() && !has_attributes {
            not_on_a_field(attributes, piece, Comma::IsThere, errors);
            has_attributes = true;
        }
        let here = Caret::of(piece, Span::call_site());
        match piece {
            [] => {}
            [one, two, name @ ..] if is_punct(one, '.') && is_punct(two, '.') => {
                let is_last = rest.iter().all(|piece| is_punct(&piece[0], '.'));
                base(two_dots(name, here, errors), here, is_last, &mut body, errors);
            }
            [TokenTree::Ident(name), ..] if name == kw::EXPECT => errors.error(
                here,
                "`expect` is not a field: it is a block of its own, beside the policies",
                "move it after the policy, as in `expect APP { allow GET from \"https://app.example.com\"; }`",
            ),
            [_, path @ ..] if is_within(piece) => {
                let path = match path {
                    [TokenTree::Punct(sign), path @ ..] if sign.spacing() == Spacing::Alone => path,
                    path => path,
                };
                let is_path = syn::parse2::<ExprPath>(path.iter().cloned().collect()).is_ok();
                let path = if is_path { ast::text(path) } else { "COMPANY".to_owned() };
                let advice = Advice::help(format!("write `within {path};` in front of the policies of the block"))
                    .or("or, in an expression, define its policy as a constant in such a block");
                errors.error(here, "`within` is not a field: it is a line of its own, beside the policies", advice);
            }
            [first, tokens @ ..] => {
                let Some((name, tokens)) = name(first, tokens, errors) else {
                    not_a_field(here, errors);
                    continue;
                };
                let Some(written) = written(&name, tokens, here, errors) else { continue };
                let (entries, after) = rest.split_at(entries_without_brackets(&name, &written, rest));
                rest = after;
                let trees = listed(written, entries);
                let (value, caret) = (value(&trees, errors), Caret::of(&trees, name.span()));
                // Two fields with opposite conditions are one mistake.
                let is_second = body.fields.iter().any(|field| field.name == name);
                if !(has_attributes && is_second) {
                    body.fields.push(PolicyField { name, value, caret });
                }
            }
        }
    }
    body
}

/// Whether the field before is separated from what follows it.
#[derive(Clone, Copy)]
enum Comma {
    IsThere,
    IsMissing,
}

/// Attributes in front of a field, or of a base.
fn not_on_a_field(attributes: &[TokenTree], field: &[TokenTree], comma: Comma, errors: &mut Errors) {
    let what = if field.first().is_some_and(|first| is_punct(first, '.')) { "base" } else { "field" };
    let (message, first) = match comma {
        Comma::IsThere => ("", ""),
        Comma::IsMissing => ("expected a comma, and ", "write `,` in its place, and "),
    };
    let twice = "define the policy twice, once with it and once with its opposite";
    let has_list = field.get(2).is_some_and(|value| inside(value, Delimiter::Bracket).is_some());
    let advice = if !ast::text(attributes).starts_with("#[cfg(") {
        let is_waiver = ast::text(attributes).contains(kw::DANGEROUSLY_ALLOW);
        let place = if is_waiver { "it in front of the entry that needs it" } else { "it on the policy" };
        Advice::help(format!("{first}put {place}"))
    } else if has_list {
        Advice::help(format!("{first}put it in front of entries of the list")).or(format!("or {twice}"))
    } else {
        Advice::help(format!("{first}{twice}"))
    };
    let caret = Caret::of(attributes, Span::call_site());
    errors.error(caret, format!("{message}a {what} takes no attributes"), advice);
}

/// The name of a field, and what follows it. Quotes around it, as in JSON, and hyphens in it, as in HTTP (`max-age`,
/// `expose-headers`), are reported, and the name is used all the same.
fn name<'a>(
    first: &TokenTree,
    rest: &'a [TokenTree],
    errors: &mut Errors,
) -> Option<(Ident, &'a [TokenTree])> {
    let name = match first {
        TokenTree::Ident(name) => name.clone(),
        TokenTree::Literal(literal) if rest.first().is_some_and(|next| is_punct(next, ':')) => {
            let name: Ident = string_literal(first)?.parse().ok()?;
            // An unknown name is reported later, with the right spelling.
            if field(&name).is_some() {
                let message = "field names are written without quotes";
                errors.error(literal.span(), message, format!("write `{name}`"));
            }
            name
        }
        _ => return None,
    };
    let is_part = |pair: &&[TokenTree]| is_punct(&pair[0], '-') && matches!(pair[1], TokenTree::Ident(_));
    let parts: Vec<_> = rest.chunks_exact(2).take_while(is_part).collect();
    let written = parts.iter().fold(name.to_string(), |name, pair| format!("{name}-{}", pair[1]));
    match (parts.last(), FieldName::meant(&written.replace('-', "_"))) {
        (Some(last), Some(field)) => {
            let caret = Caret { start: name.span(), end: last[1].span() };
            errors.error(caret, format!("unknown field `{written}`"), format!("write `{field}`"));
            Some((Ident::new(field.name(), name.span()), &rest[2 * parts.len()..]))
        }
        _ => Some((name, rest)),
    }
}

fn field(name: &Ident) -> Option<FieldName> {
    FieldName::from_name(&name.to_string())
}

/// The pieces between the commas. A missing comma before a `name:` or `..` inside a value ends a piece too.
fn pieces<'a>(trees: &'a [TokenTree], errors: &mut Errors) -> Vec<&'a [TokenTree]> {
    let mut pieces = Vec::new();
    for mut piece in commas(trees, errors) {
        if let [TokenTree::Ident(word), field @ ..] = piece
            && ["pub", "const", "let", "static"].iter().any(|declares| word == declares)
            && let field = &field[usize::from(matches!(field, [TokenTree::Group(_), ..]))..]
            && begins_field(field)
        {
            errors.error(
                word.span(),
                format!("expected a field, found `{word}`"),
                format!("leave `{word}` out"),
            );
            piece = field;
        }
        // What follows a `:` is a value, whatever it looks like, and `...BASE` is a typo for `..BASE`.
        let begins = |piece: &[TokenTree], at: &usize| {
            let follows = |char| is_punct(&piece[*at - 1], char);
            begins_field(&piece[*at..]) && ![':', '.', '-'].into_iter().any(follows)
        };
        while let Some(at) = (attributes(piece) + 1..piece.len()).find(|at| begins(piece, at)) {
            let (front, tail) = piece.split_at(at);
            let (attributes, field) = tail.split_at(attributes(tail));
            if attributes.is_empty() {
                errors.syntax(missing_comma(tail));
            } else {
                not_on_a_field(attributes, field, Comma::IsMissing, errors);
            }
            pieces.push(front);
            piece = field;
        }
        pieces.push(piece);
    }
    pieces
}

fn begins_field(trees: &[TokenTree]) -> bool {
    match trees.get(attributes(trees)..).unwrap_or_default() {
        [TokenTree::Ident(name), colon, ..] if is_punct(colon, ':') => field(name).is_some(),
        [one, two, TokenTree::Ident(_), ..] => is_punct(one, '.') && is_punct(two, '.'),
        _ => false,
    }
}

fn base(rest: &[TokenTree], here: Caret, is_last: bool, body: &mut Body, errors: &mut Errors) {
    let base = match rest {
        [TokenTree::Ident(base)] => base,
        [] => {
            let help = "write `..APP`, where `APP` is a policy of the same block";
            return errors.error(here, "expected the name of a policy after `..`", help);
        }
        [.., last] => {
            let message = format!("expected a policy of this block after `..`, found `{}`", ast::text(rest));
            let is_path = rest.iter().all(|tree| matches!(tree, TokenTree::Ident(_)) || is_punct(tree, ':'));
            let help = match (last, ast::only_name(rest)) {
                (TokenTree::Ident(last), _) if is_path => {
                    format!("move the policy into the block of its base, and write `..{last}`")
                }
                _ if ast::text(rest).ends_with("default()") => {
                    "remove it: fields that are left out have their defaults".to_owned()
                }
                (_, Some(name)) => format!("write `..{name}`"),
                _ => "name one policy after `..`, for the fields that this one leaves out".to_owned(),
            };
            return errors.error(here, message, help);
        }
    };
    if body.base.is_some() {
        return errors.error(here, "this policy has two bases", "remove it");
    }
    if !is_last {
        errors.error(here, "the base must come last", format!("move `..{base}` to the end of the fields"));
    }
    body.base = Some(base.clone());
}

/// The tokens of a field's value. A missing `:` is reported, and what follows is used all the same.
fn written(name: &Ident, rest: &[TokenTree], here: Caret, errors: &mut Errors) -> Option<Vec<TokenTree>> {
    let known = field(name);
    match rest {
        [colon, value @ ..] if is_punct(colon, ':') && !value.is_empty() => return Some(value.to_vec()),
        // `max_age(1h)`, `methods(GET, POST)`
        [call] if known.is_some() && inside(call, Delimiter::Parenthesis).is_some() => {
            let mut value = inside(call, Delimiter::Parenthesis)?;
            value.pop_if(|last| is_punct(last, ','));
            if value.is_empty() {
                no_value(name, known, here, errors);
                return None;
            }
            let is_word = |tree: &TokenTree| is_word(tree, kw::ANY) || is_word(tree, kw::NONE);
            let is_whole =
                matches!(&value[..], [only] if is_word(only) || inside(only, Delimiter::Bracket).is_some());
            if known.is_some_and(FieldName::is_list) && !is_whole {
                let mut list = Group::new(Delimiter::Bracket, value.into_iter().collect());
                list.set_span(call.span());
                value = vec![list.into()];
            }
            let help = format!("write `{name}: {}`", ast::text(&value));
            errors.error(here, format!("expected `:` after `{name}`, found `(`"), help);
            return Some(value);
        }
        [] if known.is_none() => {
            let begun = name.to_string();
            match FieldName::ALL.into_iter().find(|field| field.name().starts_with(&begun)) {
                Some(field) => {
                    let help = format!("write `{field}: {}`", field.row().example);
                    errors.error(here, format!("unknown field `{name}`"), help);
                }
                None => not_a_field(here, errors),
            }
        }
        _ if rest.len() < 3 && rest.iter().all(|tree| ":=>".contains(&tree.to_string())) => {
            no_value(name, known, here, errors);
        }
        [found, value @ ..] if known.is_some() => {
            let instead = is_punct(found, '=');
            let arrow = value.first().filter(|next| instead && is_punct(next, '>'));
            let sign = format!("{}{}", opening(found), arrow.map_or("", |_| ">"));
            let help = if instead { "write `:`".to_owned() } else { format!("add `:` after `{name}`") };
            let caret = Caret { start: found.span(), end: arrow.unwrap_or(found).span() };
            errors.error(caret, format!("expected `:` after `{name}`, found `{sign}`"), help);
            let value = if instead { &value[arrow.iter().count()..] } else { rest };
            return Some(value.to_vec());
        }
        _ => not_a_field(here, errors),
    }
    None
}

fn no_value(name: &Ident, known: Option<FieldName>, here: Caret, errors: &mut Errors) {
    let example = known.map_or("…", |field| field.row().example);
    errors.error(here, format!("the field `{name}` has no value"), format!("write `{name}: {example}`"));
}

fn not_a_field(here: Caret, errors: &mut Errors) {
    let help = "write `name: value`, with commas between fields, as in `origins: any, methods: [GET]`";
    errors.error(here, "expected a field", help);
}

fn value(trees: &[TokenTree], errors: &mut Errors) -> Value {
    let list = if let [only] = trees { inside(only, Delimiter::Bracket) } else { None };
    list.map_or_else(|| Value::Tokens(trees.to_vec()), |list| Value::List(entries(&list, errors)))
}

/// How many of the pieces after a value are entries, as it is, without the brackets of a list: `methods: GET, POST`.
fn entries_without_brackets(name: &Ident, value: &[TokenTree], pieces: &[&[TokenTree]]) -> usize {
    let is_entry = |piece: &&[TokenTree]| match piece {
        [TokenTree::Literal(_)] => true,
        // Fields, and the words of the language, are in lower case.
        [TokenTree::Ident(word)] => word.to_string().bytes().all(|byte| byte.is_ascii_uppercase()),
        _ => false,
    };
    let is_list = field(name).is_some_and(FieldName::is_list) && is_entry(&value);
    if is_list { pieces.iter().take_while(|piece| is_entry(piece)).count() } else { 0 }
}

/// A value and the entries after it, with the commas between them.
fn listed(mut trees: Vec<TokenTree>, more: &[&[TokenTree]]) -> Vec<TokenTree> {
    for entry in more {
        trees.push(Punct::new(',', Spacing::Alone).into());
        trees.extend_from_slice(entry);
    }
    trees
}
