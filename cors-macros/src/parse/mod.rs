//! Tokens → [`ast`](crate::ast). A broken field or entry does not hide the mistakes after it: lists are cut at their
//! commas first, and each piece is read on its own.

mod expect;
mod fields;
mod tokens;
mod within;

use cors_policy::words::FieldName;
use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Token, Visibility, token};

use crate::ast::{self, Block, Body, Item, PolicyItem};
use crate::diag::{Caret, Errors};
use crate::kw;
pub(crate) use tokens::{MOST_NESTED, cut, flatten, is_punct};

/// Reads the block between the braces.
pub(crate) fn block(tokens: TokenStream, errors: &mut Errors) -> Block {
    let trees = flatten(tokens);
    if is_expression(&trees) {
        let caret = errors.caret(&trees, Span::call_site());
        return Block::Expression(fields::body(&trees, caret, errors));
    }
    if let [TokenTree::Group(group)] = trees.as_slice()
        && is_brace(&trees[0])
        && is_expression(&flatten(group.stream()))
    {
        // `cors!({ origins: … })`
        let inner = flatten(group.stream());
        let caret = errors.caret(&inner, Span::call_site());
        let message = "expected a field, found `{`";
        errors.error(group.span_open(), message, "remove the inner braces");
        return Block::Expression(fields::body(&inner, caret, errors));
    }
    let mut items = Vec::new();
    let mut rest = trees.as_slice();
    while !rest.is_empty() {
        let (piece, tail) = rest.split_at(end_of_item(rest));
        rest = tail;
        let stream: TokenStream = piece.iter().cloned().collect();
        match (|input: ParseStream<'_>| item(input, errors)).parse2(stream) {
            Ok(item) => items.extend(item),
            Err(error) => errors.syntax(error),
        }
    }
    Block::Items(items)
}

/// A bare body starts with `field:`, `"field":` or `..BASE`; an empty block is a body without fields.
fn is_expression(trees: &[TokenTree]) -> bool {
    match trees {
        [] => true,
        [dot, ..] if is_punct(dot, '.') => true,
        // `expect ::dep::APP`, `within ::dep::APP`
        [TokenTree::Ident(_), TokenTree::Punct(one), two, ..]
            if one.spacing() == Spacing::Joint && one.as_char() == ':' && is_punct(two, ':') =>
        {
            false
        }
        // `APP: { origins: … }`
        [TokenTree::Ident(name), colon, braces, ..] if is_punct(colon, ':') && is_brace(braces) => {
            FieldName::from_name(&name.to_string()).is_some()
        }
        [TokenTree::Ident(_) | TokenTree::Literal(_), colon, ..] => is_punct(colon, ':'),
        [TokenTree::Ident(name)] => FieldName::from_name(&name.to_string()).is_some(),
        _ => false,
    }
}

/// An item ends with `;`, or with braces and what follows them up to a `;`. If that `;` is missing, the next item
/// is not swallowed.
fn end_of_item(trees: &[TokenTree]) -> usize {
    let Some(at) = trees.iter().position(|tree| is_punct(tree, ';') || is_brace(tree)) else {
        return trees.len();
    };
    let mut end = at + 1;
    if is_brace(&trees[at]) {
        while trees.get(end).is_some_and(|tree| !is_punct(tree, ';')) && !begins_item(&trees[end..]) {
            end += 1;
        }
        end += usize::from(trees.get(end).is_some_and(|tree| is_punct(tree, ';')));
    }
    end
}

fn is_brace(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Whether these tokens look like an item, right or wrong.
fn begins_item(trees: &[TokenTree]) -> bool {
    match trees {
        [first, ..] if is_punct(first, '#') => true,
        [TokenTree::Ident(word), rest @ ..] => {
            ITEMS.iter().any(|item| word == item)
                || FieldName::from_name(&word.to_string()).is_none()
                    && rest.first().is_some_and(|next| is_punct(next, '=') || is_brace(next))
        }
        _ => false,
    }
}

const ITEMS: [&str; 10] =
    ["const", "pub", kw::EXPECT, kw::WITHIN, "static", "let", "fn", "type", "use", "mod"];

fn item(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Option<Item>> {
    if input.peek(Token![#]) && input.peek2(Token![!]) {
        input.parse::<Token![#]>()?;
        let bang: Token![!] = input.parse()?;
        input.parse::<TokenTree>()?;
        let message = "an attribute in this block must not have a `!`";
        errors.error(bang.span, message, "remove it: the attribute is the next policy's");
        if input.is_empty() {
            return Ok(None);
        }
    }
    let attributes = input.call(Attribute::parse_outer)?;
    if input.is_empty() || input.peek(Token![;]) && !attributes.is_empty() {
        let span = attributes.last().map_or_else(Span::call_site, |last| last.pound_token.span);
        return Err(syn::Error::new(
            span,
            "no policy and no `expect` block follows this attribute\n\nhelp: write one after it, as in `pub const NAME = { origins: [\"https://app.example.com\"] };`, or remove the attribute",
        ));
    }
    let result = if input.peek(Token![;]) {
        Ok(None)
    } else if input.peek(syn::Ident) && input.fork().parse::<Ident>()? == kw::EXPECT {
        let block = expect::parse(input, attributes, errors);
        if block.is_ok() && !input.is_empty() && !input.peek(Token![;]) {
            let caret = leftover_tokens(input, errors);
            errors.error(caret, "expected `;` or nothing after an `expect` block", "remove it");
        }
        block.map(|block| Some(Item::Expect(block)))
    } else if within::is_next(input) {
        within::parse(input, attributes).map(|line| Some(Item::Within(line)))
    } else {
        policy(input, attributes, errors).map(|policy| Some(Item::Policy(policy)))
    };
    // Whatever is wrong, the rest of the item is consumed, so that syn does not report it too.
    input.parse::<TokenStream>()?;
    result
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
    let mut end = name.span();
    let mut has_equals = true;
    if input.peek(Token![:]) && input.peek2(token::Brace) {
        let colon: Token![:] = input.parse()?;
        let message = format!("expected `=` after `{name}`, found `:`");
        errors.error(colon.span, &message, "write `=`");
        has_equals = false;
    } else if input.peek(Token![:]) {
        let mut type_: Vec<TokenTree> = Vec::new();
        while !input.is_empty() && !input.peek(Token![=]) {
            type_.push(input.parse()?);
        }
        let help = format!("remove `{}`", ast::text(&type_).replacen(':', ": ", 1));
        let caret = errors.caret(&type_, name.span());
        errors.error(caret, "a policy takes no type annotation", help);
    }
    let whole = Caret::from(name.span());
    let body = match braces(input, &name, has_equals, errors) {
        Some(group) => {
            end = group.span_close();
            let body = fields::body(&flatten(group.stream()), whole, errors);
            if input.is_empty() {
                errors.error(end, &format!("expected `;` after the policy `{name}`"), "write `};`");
            } else if !input.peek(Token![;]) {
                not_in_braces(input, &name, errors);
            } else {
                end = input.span();
            }
            body
        }
        None => Body { caret: whole, fields: Vec::new(), base: None },
    };
    Ok(PolicyItem { attributes, visibility, keyword, name, end, body, broken: errors.count() > before })
}

/// Takes what is left of an item, except for its `;`.
fn leftover_tokens(input: ParseStream<'_>, errors: &mut Errors) -> Caret {
    let otherwise = input.span();
    let rest: Vec<TokenTree> = input.parse::<TokenStream>().unwrap_or_default().into_iter().collect();
    let end = rest.iter().position(|tree| is_punct(tree, ';')).unwrap_or(rest.len());
    errors.caret(&rest[..end], otherwise)
}

/// What follows the braces of a policy, and may have been meant as a field.
fn not_in_braces(input: ParseStream<'_>, name: &Ident, errors: &mut Errors) {
    let rest: Vec<TokenTree> = input.fork().parse::<TokenStream>().unwrap_or_default().into_iter().collect();
    let has_end = rest.iter().any(|tree| is_punct(tree, ';'));
    let rest = rest.split(|tree| is_punct(tree, ';')).next().unwrap_or_default();
    let field =
        rest.iter().enumerate().find_map(|(at, word)| Some((at, FieldName::from_name(&word.to_string())?)));
    let value = |at: usize| match &rest[at + 1..] {
        [colon, value @ ..] if is_punct(colon, ':') || is_punct(colon, '=') => ast::text(value),
        value => ast::text(value),
    };
    let help = match field.map(|(at, field)| (field, value(at))) {
        Some((FieldName::Credentials, value)) if value.is_empty() => {
            "write `credentials: true` inside the braces".to_owned()
        }
        Some((field, value)) if !value.is_empty() => format!("write `{field}: {value}` inside the braces"),
        _ if has_end => "remove it, or write it as a field inside the braces".to_owned(),
        _ => "write `;` in its place, or move it into the braces as a field".to_owned(),
    };
    let caret = leftover_tokens(input, errors);
    errors.error(caret, format!("expected `;` after the policy `{name}`"), help);
}

/// `const NAME`; or `static NAME`, `let NAME` or `NAME` alone, which can only mean the same.
fn name(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Ident> {
    const WRITE: &str = "declare a policy with `const NAME = { origins: [\"https://app.example.com\"] };`";
    if input.peek(Token![const]) {
        let keyword: Token![const] = input.parse()?;
        let span = if input.is_empty() { keyword.span } else { input.span() };
        return input
            .parse()
            .map_err(|_| syn::Error::new(span, format!("expected the name of a policy\n\nhelp: {WRITE}")));
    }
    let Ok(found) = input.parse::<TokenTree>() else {
        return Err(syn::Error::new(Span::call_site(), format!("expected a policy\n\nhelp: {WRITE}")));
    };
    let message = format!("expected a policy or an `expect` block, found `{}`", tokens::opening(&found));
    let is_other = matches!(&found, TokenTree::Ident(word) if word == "static" || word == "let");
    if is_other && input.peek(syn::Ident) && (input.peek2(Token![=]) || input.peek2(Token![:])) {
        errors.error(found.span(), &message, "write `const`");
        return input.parse();
    }
    match found {
        TokenTree::Ident(name) if input.peek(Token![=]) => {
            errors.error(name.span(), &message, &format!("write `const {name}`"));
            Ok(name)
        }
        _ => Err(syn::Error::new(found.span(), format!("{message}\n\nhelp: {WRITE}"))),
    }
}

/// `= { … }`; reports what is there instead.
fn braces(
    input: ParseStream<'_>,
    name: &Ident,
    has_equals: bool,
    errors: &mut Errors,
) -> Option<proc_macro2::Group> {
    let write = format!("the form is `const {name} = {{ origins: [\"https://app.example.com\"] }};`");
    let span = if input.is_empty() { name.span() } else { input.span() };
    if has_equals && input.parse::<Token![=]>().is_err() {
        let has_fields = input.peek(token::Brace);
        let help = if has_fields { "add `=` before `{`" } else { &write };
        errors.error(span, &format!("expected `=` after `{name}`"), help);
        if !has_fields {
            return None;
        }
    }
    match input.parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => return Some(group),
        Ok(TokenTree::Ident(type_)) if input.peek(token::Brace) => {
            let message = format!("expected `{{`, found `{type_}`");
            errors.error(type_.span(), &message, "remove it: the fields stand directly in braces");
            return match input.parse() {
                Ok(TokenTree::Group(group)) => Some(group),
                _ => None,
            };
        }
        Ok(other) if !is_punct(&other, ';') => {
            let message =
                format!("expected the policy's fields in braces, found `{}`", tokens::opening(&other));
            errors.error(other.span(), &message, &write);
        }
        _ => errors.error(span, "expected the policy's fields in braces", &write),
    }
    None
}
