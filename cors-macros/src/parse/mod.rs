//! Tokens → [`ast`](crate::ast). A broken field or entry does not hide the mistakes after it: lists are cut at their
//! commas first, and each piece is read on its own.

mod entries;
mod expect;
mod fields;
mod tokens;

use cors_policy::words::FieldName;
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::parse::ParseStream;
use syn::{Attribute, Token, Visibility, token};

pub(crate) use self::tokens::{
    MOST_NESTED, attributes, cut, flatten, here, inside, is_punct, is_word, refused_literals, string_literal,
};
use self::tokens::{is_within, opening, outer, parse_start};
use crate::ast::{self, Block, Item, PolicyItem};
use crate::diag::{Caret, Errors, error_at};
use crate::kw;

/// Reads the block between the braces.
pub(crate) fn block(tokens: TokenStream, errors: &mut Errors) -> Block {
    let mut trees = flatten(tokens);
    if let [TokenTree::Group(group)] = trees.as_slice()
        && let Some(inner) = inside(&trees[0], Delimiter::Brace)
        && is_expression(&inner)
    {
        // `cors!({ origins: … })`
        errors.error(group.span_open(), "expected a field, found `{`", "remove the inner braces");
        trees = inner;
    }
    if is_expression(&trees) {
        let caret = Caret::of(&trees, Span::call_site());
        let mut body = fields::body(&trees, caret, errors);
        body.broken = errors.count() > 0;
        return Block::Expression(body);
    }
    let mut items = Vec::new();
    let mut rest = trees.as_slice();
    while !rest.is_empty() {
        let (piece, tail) = rest.split_at(end_of_item(rest));
        rest = tail;
        let has_end = rest.is_empty() || piece.last().is_some_and(|last| is_punct(last, ';'));
        match item(piece, errors) {
            Ok(Some(Item::Within(_))) if !has_end => {
                errors.error(rest[0].span(), "expected `;` after the path of a policy", "add `;` before it");
            }
            Ok(item) => items.extend(item),
            Err(error) => errors.syntax(error),
        }
    }
    Block::Items(items)
}

/// A bare body starts with `field:`, `"field":` or `..BASE`; an empty block is a body without fields.
fn is_expression(trees: &[TokenTree]) -> bool {
    let trees = &tokens::without_bangs(trees)[..];
    let mut after = &trees[attributes(trees)..];
    // `within COMPANY; origins: …`
    while is_within(after) {
        let mut parts = after.splitn(2, |tree| is_punct(tree, ';') || is_punct(tree, ','));
        after = parts.nth(1).unwrap_or_default();
    }
    match after {
        [] => trees.is_empty(),
        [dot, ..] if is_punct(dot, '.') => true,
        // `expect ::dep::APP`
        [TokenTree::Ident(_), TokenTree::Punct(one), two, ..]
            if one.spacing() == Spacing::Joint && one.as_char() == ':' && is_punct(two, ':') =>
        {
            false
        }
        // `APP: { origins: … }`; `origins = …`
        [TokenTree::Ident(name), sign, value, ..]
            if is_punct(sign, ':') && is_brace(value) || is_punct(sign, '=') =>
        {
            FieldName::from_name(&name.to_string()).is_some()
        }
        // `max_age(1h), …`; `pub origins: …`
        [TokenTree::Ident(name), TokenTree::Group(group), ..]
            if group.delimiter() == Delimiter::Parenthesis =>
        {
            FieldName::from_name(&name.to_string()).is_some()
        }
        [TokenTree::Ident(word), TokenTree::Ident(name), colon, ..] if word == "pub" => {
            is_punct(colon, ':') && FieldName::from_name(&name.to_string()).is_some()
        }
        [TokenTree::Ident(_) | TokenTree::Literal(_), colon, ..] => is_punct(colon, ':'),
        [TokenTree::Ident(name)] => FieldName::from_name(&name.to_string()).is_some(),
        _ => false,
    }
}

/// An item ends with `;`, or with braces and what follows them up to a `;`. If that `;` is missing, the next item
/// is not swallowed.
fn end_of_item(trees: &[TokenTree]) -> usize {
    let is_end = |tree: &TokenTree| is_punct(tree, ';');
    let keyword = attributes(trees);
    let from = if is_within(&trees[keyword..]) {
        // `within` itself, and the name after it with an `=` or braces behind it, would look like the next item.
        keyword + 2
    } else {
        match trees.iter().position(|tree| is_end(tree) || is_brace(tree)) {
            Some(at) if is_brace(&trees[at]) => at + 1,
            Some(at) => return at + 1,
            None => return trees.len(),
        }
    };
    let next = (from..trees.len()).find(|at| is_end(&trees[*at]) || begins_item(&trees[*at..]));
    next.map_or(trees.len(), |at| at + usize::from(is_end(&trees[at])))
}

fn is_brace(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Whether these tokens look like an item, right or wrong.
fn begins_item(trees: &[TokenTree]) -> bool {
    const WORDS: [&str; 10] =
        ["const", "pub", kw::EXPECT, kw::WITHIN, "static", "let", "fn", "type", "use", "mod"];
    match trees {
        [first, ..] if is_punct(first, '#') => true,
        [TokenTree::Ident(word), rest @ ..] => {
            WORDS.iter().any(|item| word == item)
                || FieldName::from_name(&word.to_string()).is_none()
                    && rest.first().is_some_and(|next| is_punct(next, '=') || is_brace(next))
        }
        _ => false,
    }
}

fn item(trees: &[TokenTree], errors: &mut Errors) -> syn::Result<Option<Item>> {
    let before = errors.count();
    let (attributes, mut rest) = outer(trees, errors)?;
    if let [public, after @ ..] = rest
        && is_word(public, "pub")
    {
        // `pub(crate) expect`
        let from =
            usize::from(after.first().is_some_and(|next| inside(next, Delimiter::Parenthesis).is_some()));
        if let Some(TokenTree::Ident(word)) = after.get(from)
            && (word == kw::EXPECT || word == kw::WITHIN)
        {
            errors.error(public.span(), format!("`{word}` takes no visibility"), "leave `pub` out");
            rest = &after[from..];
        }
    }
    let Some(first) = rest.first().filter(|first| !is_punct(first, ';')) else {
        return match attributes.last() {
            // After an error about a `!`, this would be a second one.
            Some(last) if errors.count() == before => Err(error_at(
                last.pound_token.span,
                "no policy and no `expect` block follows this attribute",
                "write one after it, as in `pub const NAME = { origins: [\"https://app.example.com\"] };`\nor remove the attribute",
            )),
            _ => Ok(None),
        };
    };
    let item = parse_start(rest, |input| {
        if is_word(first, kw::WITHIN) {
            return expect::within(input, attributes).map(Item::Within);
        } else if !is_word(first, kw::EXPECT) {
            return policy(input, attributes, errors).map(Item::Policy);
        }
        let block = expect::block(input, attributes, errors)?;
        if !input.is_empty() && !input.peek(Token![;]) {
            let caret = Caret::of(&leftover(input).0, Span::call_site());
            errors.error(caret, "expected `;` or nothing after an `expect` block", "remove it");
        }
        Ok(Item::Expect(block))
    })?;
    Ok(Some(item))
}

fn policy(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    errors: &mut Errors,
) -> syn::Result<PolicyItem> {
    let before = errors.count();
    let visibility: Visibility = input.parse()?;
    let keyword = input.span();
    let name = name(input, errors)?;
    let mut has_equals = true;
    if input.peek(Token![:]) && input.peek2(token::Brace) {
        let colon: Token![:] = input.parse()?;
        errors.error(colon.span, format!("expected `=` after `{name}`, found `:`"), "write `=`");
        has_equals = false;
    } else if input.peek(Token![:]) {
        let mut type_: Vec<TokenTree> = Vec::new();
        while !input.is_empty() && !input.peek(Token![=]) {
            type_.push(input.parse()?);
        }
        let help = format!("remove `{}`", ast::text(&type_).replacen(':', ": ", 1));
        let caret = Caret::of(&type_, name.span());
        errors.error(caret, "a policy takes no type annotation", help);
    }
    let mut end = name.span();
    let group = braces(input, &name, has_equals, errors);
    let trees = group.as_ref().map(|group| flatten(group.stream())).unwrap_or_default();
    let mut body = fields::body(&trees, end.into(), errors);
    if let Some(group) = group {
        end = group.span_close();
        let message = format!("expected `;` after the policy `{name}`");
        if input.is_empty() {
            errors.error(end, message, "write `};`");
        } else if input.peek(Token![;]) {
            end = input.span();
        } else {
            let (rest, has_end) = leftover(input);
            errors.error(Caret::of(&rest, end), message, into_the_braces(&rest, has_end));
        }
    }
    body.broken = errors.count() > before;
    Ok(PolicyItem { attributes, visibility, keyword, name, end, body })
}

/// What is left of an item before its `;`, and whether it has one.
fn leftover(input: ParseStream<'_>) -> (Vec<TokenTree>, bool) {
    let mut rest: Vec<TokenTree> = input.parse::<TokenStream>().unwrap_or_default().into_iter().collect();
    let end = rest.iter().position(|tree| is_punct(tree, ';'));
    rest.truncate(end.unwrap_or(rest.len()));
    (rest, end.is_some())
}

/// The help for what follows the braces of a policy, and may have been meant as a field.
fn into_the_braces(rest: &[TokenTree], has_end: bool) -> String {
    let field =
        rest.iter().enumerate().find_map(|(at, word)| Some((at, FieldName::from_name(&word.to_string())?)));
    let value = |at: usize| match &rest[at + 1..] {
        [colon, value @ ..] if is_punct(colon, ':') || is_punct(colon, '=') => ast::text(value),
        value => ast::text(value),
    };
    match field.map(|(at, field)| (field, value(at))) {
        Some((FieldName::Credentials, value)) if value.is_empty() => {
            "write `credentials: true` inside the braces".to_owned()
        }
        Some((field, value)) if !value.is_empty() => format!("write `{field}: {value}` inside the braces"),
        _ if has_end => "remove it\nor write it as a field inside the braces".to_owned(),
        _ => "write `;` in its place\nor move it into the braces as a field".to_owned(),
    }
}

/// `const NAME`; or `static NAME`, `let NAME` or `NAME` alone, which can only mean the same.
fn name(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Ident> {
    const WRITE: &str = "declare a policy with `const NAME = { origins: [\"https://app.example.com\"] };`";
    if let Ok(keyword) = input.parse::<Token![const]>() {
        let span = here(input, keyword.span);
        return input.parse().map_err(|_| error_at(span, "expected the name of a policy", WRITE));
    }
    let Ok(found) = input.parse::<TokenTree>() else {
        return Err(error_at(Span::call_site(), "expected a policy", WRITE));
    };
    let message = format!("expected a policy or an `expect` block, found `{}`", opening(&found));
    let is_other = matches!(&found, TokenTree::Ident(word) if word == "static" || word == "let");
    if is_other && input.peek(syn::Ident) && (input.peek2(Token![=]) || input.peek2(Token![:])) {
        errors.error(found.span(), message, "write `const`");
        return input.parse();
    }
    match found {
        TokenTree::Ident(name) if input.peek(Token![=]) => {
            errors.error(name.span(), message, format!("write `const {name}`"));
            Ok(name)
        }
        _ => Err(error_at(found.span(), message, WRITE)),
    }
}

/// `= { … }`; reports what is there instead.
fn braces(input: ParseStream<'_>, name: &Ident, has_equals: bool, errors: &mut Errors) -> Option<Group> {
    let write = format!("the form is `const {name} = {{ origins: [\"https://app.example.com\"] }};`");
    let span = here(input, name.span());
    if has_equals && input.parse::<Token![=]>().is_err() {
        let has_fields = input.peek(token::Brace);
        let help = if has_fields { "add `=` before `{`" } else { &write };
        errors.error(span, format!("expected `=` after `{name}`"), help);
        if !has_fields {
            return None;
        }
    }
    match input.parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => return Some(group),
        Ok(TokenTree::Ident(type_)) if input.peek(token::Brace) => {
            let message = format!("expected `{{`, found `{type_}`");
            errors.error(type_.span(), message, "remove it: the fields stand directly in braces");
            return input.parse().ok();
        }
        Ok(other) if !is_punct(&other, ';') => {
            let message = format!("expected the policy's fields in braces, found `{}`", opening(&other));
            errors.error(other.span(), message, write);
        }
        _ => errors.error(span, "expected the policy's fields in braces", write),
    }
    None
}
