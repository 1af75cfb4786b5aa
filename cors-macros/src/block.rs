//! `cors!` from end to end: parse, check, expand, and beside errors still define what was promised.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;

use crate::ast::{Block, Item, PolicyItem};
use crate::cfg::Atoms;
use crate::check::{self, Context};
use crate::diag::{Errors, Place};
use crate::expand::Expander;
use crate::{expect, parse};

/// `$crate { … }` → the constants.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let mut trees = input.into_iter();
    let (Some(krate), Some(TokenTree::Group(group))) = (trees.next(), trees.next()) else {
        let place = Place::token(Span::call_site());
        errors.error(place, "this macro is not called by itself", "call `cors_runtime::cors!`");
        return errors.finish();
    };
    if group.stream().is_empty() {
        // At item level there is nothing to define, and an expression would be a second error.
        errors.error(
            Place::token(Span::call_site()),
            "this `cors!` is empty",
            "write `pub const NAME = { origins: [\"https://app.example.com\"] };` in it, or in an expression the fields alone",
        );
        return errors.finish();
    }
    let block = parse::block(group.stream(), &mut errors);
    let broken = errors.count() > 0;
    let mut atoms = Atoms::default();
    let mut context = Context { errors: &mut errors, atoms: &mut atoms, watched: Vec::new() };
    match block {
        Block::Expression(body) => {
            let mut policy = check::expression(&body, broken, &mut context);
            let watched = Expander::watch(&context.watched);
            policy.poisoned |= errors.count() > 0;
            let value = Expander { krate, atoms: &atoms }.expression(&policy);
            let errors = errors.finish();
            if errors.is_empty() {
                parenthesised(quote!(const { #watched #value }), body.place)
            } else {
                quote!({ #errors const { #watched #value } })
            }
        }
        Block::Items(items) => {
            let policies: Vec<&PolicyItem> = items.iter().filter_map(Item::policy).collect();
            let checked = check::policies(&policies, &mut context);
            let watched = Expander::watch(&context.watched);
            let mut tokens = TokenStream::new();
            for item in &items {
                if let Item::Expect(block) = item {
                    tokens.extend(expect::check(block, &krate, &mut errors));
                }
            }
            let expander = Expander { krate, atoms: &atoms };
            let mut names = HashSet::new();
            for (item, policy) in policies.iter().zip(&checked) {
                if names.insert(item.name.to_string()) || item.has_cfg() {
                    tokens.extend(expander.item(item, policy));
                }
            }
            let errors = errors.finish();
            quote!(#errors #watched #tokens)
        }
    }
}

/// The parentheses keep a body at item level from being read as an item; what the compiler says of them there is said of
/// the user's first word.
fn parenthesised(value: TokenStream, place: Place) -> TokenStream {
    let mut group = Group::new(Delimiter::Parenthesis, value);
    // The place is the user's, the code is not: no lint speaks of these parentheses.
    group.set_span(Span::mixed_site().located_at(place.start()));
    TokenTree::Group(group).into()
}
