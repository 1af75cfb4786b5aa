//! Tokens → [`ast`](crate::ast). A broken field or entry does not hide the mistakes behind it: lists are cut at their
//! commas first, and each piece is read on its own.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitStr, Token, Visibility};

use crate::ast::{Block, Body, Entry, EntryKind, Field, Item, PolicyItem, Value, ends};
use crate::diag::{Errors, Place};
use crate::{expect, kw};

/// Reads the block between the braces.
pub(crate) fn block(tokens: TokenStream, errors: &mut Errors) -> Block {
    let trees = flatten(tokens);
    if is_expression(&trees) {
        return Block::Expression(body(
            &trees,
            Place::token(Span::call_site()),
            &mut Order::default(),
            errors,
        ));
    }
    let mut order = Order::default();
    let mut items = Vec::new();
    let mut rest = trees.as_slice();
    while !rest.is_empty() {
        let end = rest.iter().position(|tree| ends_item(tree, rest)).map_or(rest.len(), |at| at + 1);
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        let stream: TokenStream = piece.iter().cloned().collect();
        match (|input: ParseStream<'_>| item(input, &mut order, errors)).parse2(stream) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {}
            Err(error) => errors.syntax(&error),
        }
    }
    Block::Items(items)
}

/// Numbers the pieces of the block along the source.
#[derive(Debug, Default)]
struct Order(usize);

impl Order {
    fn place(&mut self, tokens: &[TokenTree], otherwise: Span) -> Place {
        let (start, end) = ends(tokens).unwrap_or((otherwise, otherwise));
        self.0 += 1;
        Place::new(start, end, self.0)
    }
}

/// A bare body starts with `field:` or `..BASE`; nothing at all is a body without fields.
fn is_expression(trees: &[TokenTree]) -> bool {
    match trees {
        [] => true,
        [TokenTree::Punct(dot), ..] => dot.as_char() == '.',
        [TokenTree::Ident(_), TokenTree::Punct(colon), ..] => colon.as_char() == ':',
        _ => false,
    }
}

/// An item ends with `;`, or with the braces of an `expect`.
fn ends_item(tree: &TokenTree, item: &[TokenTree]) -> bool {
    match tree {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => {
            let expects = |tree: &TokenTree| matches!(tree, TokenTree::Ident(word) if word == kw::EXPECT);
            group.delimiter() == Delimiter::Brace && leading_words(item).any(expects)
        }
        _ => false,
    }
}

/// The trees of an item before its first braces.
fn leading_words(item: &[TokenTree]) -> impl Iterator<Item = &TokenTree> {
    item.iter()
        .take_while(|tree| !matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace))
}

fn item(input: ParseStream<'_>, order: &mut Order, errors: &mut Errors) -> syn::Result<Option<Item>> {
    let attributes = input.call(Attribute::parse_outer)?;
    if input.is_empty() {
        return Err(input.error("attributes must stand before a policy\n\nhelp: `pub const NAME = { origins: [\"https://app.example.com\"] };`"));
    }
    if input.peek(syn::Ident) && input.fork().parse::<Ident>()? == kw::EXPECT {
        return expect::parse(input, attributes, errors).map(|block| Some(Item::Expect(block)));
    }
    if input.peek(Token![;]) {
        input.parse::<Token![;]>()?;
        return Ok(None);
    }
    policy(input, attributes, order, errors).map(|policy| Some(Item::Policy(policy)))
}

fn policy(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    order: &mut Order,
    errors: &mut Errors,
) -> syn::Result<PolicyItem> {
    let visibility: Visibility = input.parse()?;
    if !input.peek(Token![const]) {
        let found: TokenTree = input.parse()?;
        rest_of(input)?;
        return Err(syn::Error::new(
            found.span(),
            format!(
                "expected a policy or an `expect` block, found `{found}`\n\nhelp: declare a policy with `const NAME = {{ origins: [\"https://app.example.com\"] }};`"
            ),
        ));
    }
    input.parse::<Token![const]>()?;
    let name: Ident = match input.parse() {
        Ok(name) => name,
        Err(error) => {
            rest_of(input)?;
            return Err(syn::Error::new(
                error.span(),
                "a policy needs a name\n\nhelp: `const NAME = { … };`",
            ));
        }
    };
    let mut broken = false;
    if input.peek(Token![:]) {
        let colon: Token![:] = input.parse()?;
        while !input.is_empty() && !input.peek(Token![=]) {
            input.parse::<TokenTree>()?;
        }
        errors.error(
            Place::token(colon.span),
            "a policy is written without its type",
            format!("write `const {name} = {{ … }};`: the constant is a `cors_runtime::Policy`"),
        );
        broken = true;
    }
    let read = || -> syn::Result<Group> {
        input.parse::<Token![=]>()?;
        match input.parse()? {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Ok(group),
            other => Err(syn::Error::new(
                other.span(),
                format!(
                    "expected the policy's fields in braces\n\nhelp: write `const {name} = {{ origins: [\"https://app.example.com\"] }};`"
                ),
            )),
        }
    };
    let group = match read() {
        Ok(group) => group,
        Err(error) => {
            errors.syntax(&error);
            rest_of(input)?;
            let body = Body { place: Place::token(name.span()), fields: Vec::new(), base: None };
            return Ok(PolicyItem { attributes, visibility, name, body, broken: true });
        }
    };
    let inner = flatten(group.stream());
    let before = errors.count();
    let place = Place::token(name.span());
    let body = body(&inner, place, order, errors);
    broken |= errors.count() > before;
    if input.peek(Token![;]) {
        input.parse::<Token![;]>()?;
    } else {
        errors.error(
            Place::token(group.span_close()),
            format!("expected `;` after the policy `{name}`"),
            "write `};` behind its fields",
        );
        rest_of(input)?;
        broken = true;
    }
    Ok(PolicyItem { attributes, visibility, name, body, broken })
}

/// Takes what is left, so that syn does not complain of it too.
fn rest_of(input: ParseStream<'_>) -> syn::Result<()> {
    input.parse::<TokenStream>().map(drop)
}

fn body(trees: &[TokenTree], place: Place, order: &mut Order, errors: &mut Errors) -> Body {
    let mut body = Body { place, fields: Vec::new(), base: None };
    let pieces = commas(trees);
    let last = pieces.len();
    for (at, piece) in pieces.into_iter().enumerate() {
        let where_it_is = order.place(piece, Span::call_site());
        match piece {
            [] => {}
            [TokenTree::Punct(one), TokenTree::Punct(two), rest @ ..]
                if one.as_char() == '.' && two.as_char() == '.' =>
            {
                match rest {
                    [TokenTree::Ident(base)] if at + 1 == last => body.base = Some(base.clone()),
                    [TokenTree::Ident(_)] => errors.error(
                        where_it_is,
                        "the base must come last",
                        "move it behind the fields, as in a struct: `{ methods: [GET], ..BASE }`",
                    ),
                    _ => errors.error(
                        where_it_is,
                        "expected the name of a policy of this block after `..`",
                        "write `..BASE`",
                    ),
                }
            }
            [TokenTree::Ident(name), TokenTree::Punct(colon), rest @ ..]
                if colon.as_char() == ':' && !rest.is_empty() =>
            {
                let name = name.clone();
                let value_place = order.place(rest, name.span());
                let value = value(rest, order, errors);
                body.fields.push(Field { name, value, place: value_place });
            }
            [TokenTree::Ident(name), ..] if kw::FIELDS.contains(&name.to_string().as_str()) => errors.error(
                where_it_is,
                format!("the field `{name}` has no value"),
                format!("write `{name}: …,`"),
            ),
            [TokenTree::Punct(hash), ..] if hash.as_char() == '#' => errors.error(
                where_it_is,
                "a field cannot bear attributes",
                "attributes stand on a policy or on an entry of a list",
            ),
            _ => errors.error(
                where_it_is,
                "expected a field",
                "fields are written `name: value`, with commas between them",
            ),
        }
    }
    body
}

/// The trees without the invisible groups that a user's `macro_rules!` puts around what it hands on (`$origin:literal`).
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

/// `trees` cut at their commas; a last comma opens no piece.
pub(crate) fn commas(trees: &[TokenTree]) -> Vec<&[TokenTree]> {
    let is_comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',');
    let mut pieces: Vec<_> = trees.split(is_comma).collect();
    if pieces.last().is_some_and(|piece| piece.is_empty()) {
        pieces.pop();
    }
    pieces
}

fn value(trees: &[TokenTree], order: &mut Order, errors: &mut Errors) -> Value {
    match trees {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
            let inner = flatten(group.stream());
            let entries = commas(&inner)
                .into_iter()
                .filter_map(|piece| {
                    if piece.is_empty() {
                        errors.error(
                            Place::token(group.span_close()),
                            "an empty entry: two commas follow each other",
                            "remove one of them",
                        );
                        return None;
                    }
                    let place = order.place(piece, group.span());
                    entry(piece, place, errors)
                })
                .collect();
            Value::List(entries)
        }
        [TokenTree::Ident(word)] => Value::Word(word.clone()),
        [TokenTree::Literal(literal)] => Value::Literal(literal.clone()),
        other => Value::Other(other.iter().cloned().collect()),
    }
}

fn entry(piece: &[TokenTree], place: Place, errors: &mut Errors) -> Option<Entry> {
    let parse = |input: ParseStream<'_>| -> syn::Result<Entry> {
        let attributes = input.call(Attribute::parse_outer)?;
        let rest: Vec<TokenTree> = input.parse::<TokenStream>()?.into_iter().collect();
        let place = ends(&rest).map_or(place, |(start, end)| place.at(start, end));
        Ok(Entry { attributes, kind: kind(&rest)?, place })
    };
    match parse.parse2(piece.iter().cloned().collect()) {
        Ok(entry) => Some(entry),
        Err(error) => {
            errors.syntax(&error);
            None
        }
    }
}

fn kind(trees: &[TokenTree]) -> syn::Result<EntryKind> {
    Ok(match trees {
        [TokenTree::Literal(literal)] => match syn::parse2::<LitStr>(TokenTree::from(literal.clone()).into())
        {
            Ok(text) => EntryKind::Text(text),
            Err(_) => EntryKind::Other(trees.iter().cloned().collect()),
        },
        [TokenTree::Ident(word)] => EntryKind::Word(word.clone()),
        [TokenTree::Ident(word), TokenTree::Punct(bang), TokenTree::Group(group)]
            if word == kw::INCLUDE && bang.as_char() == '!' =>
        {
            let file = syn::parse2(group.stream()).map_err(|_| {
                syn::Error::new(
                    group.span(),
                    "`include!` takes the name of a file\n\nhelp: write `include!(\"origins.txt\")`, relative to this source file, with one entry a line",
                )
            })?;
            EntryKind::Include(file)
        }
        _ => EntryKind::Other(trees.iter().cloned().collect()),
    })
}
