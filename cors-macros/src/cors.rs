//! `cors!` from end to end: parse, draft, check, expand; beside errors it still defines what was promised.

use std::collections::HashSet;

use cors_rules::check::{Strictness, check};
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;

use crate::ast::{Block, Body, Item, PolicyItem};
use crate::diag::{Caret, Errors};
use crate::draft::{self, Context};
use crate::expand::{self, Expander};
use crate::parse;
use crate::report::report;

/// `$crate { … }` → the constants.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut trees = input.into_iter();
    let (Some(krate), Some(TokenTree::Group(group))) = (trees.next(), trees.next()) else {
        return refused("this macro is not called by itself", "call `cors_runtime::cors!`");
    };
    if group.stream().is_empty() {
        // At item level there is nothing to define, and an expression would be a second error.
        return refused(
            "this `cors!` is empty",
            "write `pub const NAME = { origins: [\"https://app.example.com\"] };` in it, or in an expression the fields alone",
        );
    }
    let mut context = Context::default();
    match parse::block(group.stream(), &mut context.errors) {
        Block::Expression(body) => expression(&body, krate, context),
        Block::Items(items) => block(&items, krate, context),
    }
}

fn refused(message: &str, help: &str) -> TokenStream {
    let mut errors = Errors::default();
    errors.error(Caret::token(Span::call_site()), message, help);
    errors.finish()
}

/// Any number of policies and expectations.
fn block(items: &[Item], krate: TokenTree, mut context: Context) -> TokenStream {
    let policies: Vec<&PolicyItem> = items.iter().filter_map(Item::policy).collect();
    let drafts = draft::policies(&policies, &mut context);
    let checked = check(&drafts, Strictness::Code);
    report(checked.mistakes, &context.places, &mut context.errors);

    let mut tokens = expand::watch(&context.watched);
    for item in items {
        if let Item::Expect(block) = item
            && let Some(statements) = draft::expect::check(block, &mut context.errors)
        {
            tokens.extend(expand::expect(block, &statements, &krate));
        }
    }
    let expander = Expander { krate, predicates: &context.predicates };
    let mut names = HashSet::new();
    for (item, policy) in policies.iter().zip(&checked.policies) {
        // A second constant of the same name would be a second error.
        if names.insert(item.name.to_string()) || item.cfgs().next().is_some() {
            tokens.extend(expander.item(item, policy));
        }
    }
    let errors = context.errors.finish();
    quote!(#errors #tokens)
}

/// One policy without a name.
fn expression(body: &Body, krate: TokenTree, mut context: Context) -> TokenStream {
    let broken = context.errors.count() > 0;
    let draft = draft::expression(body, broken, &mut context);
    let mut checked = check(&[draft], Strictness::Code);
    report(checked.mistakes, &context.places, &mut context.errors);

    let mut policy = checked.policies.remove(0);
    policy.has_mistakes |= context.errors.count() > 0;
    let watched = expand::watch(&context.watched);
    let value = Expander { krate, predicates: &context.predicates }.expression(&policy);
    let errors = context.errors.finish();
    if errors.is_empty() {
        parenthesised(quote!(const { #watched #value }), body.caret)
    } else {
        quote!({ #errors const { #watched #value } })
    }
}

/// The parentheses keep a body at item level from being read as an item; what the compiler says of them there is said of
/// the user's first word.
fn parenthesised(value: TokenStream, caret: Caret) -> TokenStream {
    let mut group = Group::new(Delimiter::Parenthesis, value);
    // The place is the user's, the code is not: no lint speaks of these parentheses.
    group.set_span(Span::mixed_site().located_at(caret.start()));
    TokenTree::Group(group).into()
}
