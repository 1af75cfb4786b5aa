//! `cors!` from end to end: parse, draft, check, expand. With errors it still defines the constants of the block.

use std::collections::HashSet;

use cors_policy::check::{Strictness, check};
use cors_policy::violation::Section;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Lifetime;
use syn::ext::IdentExt;

use crate::ast::{Block, Body, Item, PolicyItem, cfgs};
use crate::diag::{Caret, Errors};
use crate::draft::{self, Context};
use crate::editor;
use crate::expand::{self, Expander};
use crate::parse;
use crate::report::report;
use crate::within::Comparer;

/// `$crate { … }` → the constants.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let asked_by = if editor::is_asking(Span::call_site()) { AskedBy::Editor } else { AskedBy::Compiler };
    expand_for(input, asked_by)
}

/// Who asks for the expansion.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AskedBy {
    Compiler,
    Editor,
}

fn expand_for(input: TokenStream, asked_by: AskedBy) -> TokenStream {
    let mut trees = input.into_iter();
    let (Some(krate), Some(TokenTree::Group(group))) = (trees.next(), trees.next()) else {
        return refused("this macro is not called by itself", "call `cors_runtime::cors!`");
    };
    if group.stream().is_empty() {
        // At item level there is nothing to define, and an expression would be a second error.
        return refused(
            "this `cors!` is empty",
            "define a policy in it, as in `pub const NAME = { origins: [\"https://app.example.com\"] };`, or, as an expression, write just the fields",
        );
    }
    let mut context = Context::default();
    let (source, deep) = parse::cut(group.stream(), parse::MOST_NESTED);
    if let Some(deep) = deep {
        let message = format!("brackets must not be nested more than {} levels deep", parse::MOST_NESTED);
        let help = "write fewer levels (`all(a, b, c)` says the same as `all(a, all(b, c))`, and `a` as `not(not(a))`)";
        context.errors.error(deep, message, help);
    }
    context.errors.refused = parse::refused_literals(source.clone());
    let parsed = parse::block(source.clone(), &mut context.errors);
    let mut tokens = TokenStream::new();
    if asked_by == AskedBy::Editor {
        let is_expression = matches!(parsed, Block::Expression(_));
        tokens.extend(editor::code(source, is_expression, &krate));
    }
    match parsed {
        Block::Expression(body) => {
            let caret = body.caret;
            tokens.extend(expression(&body, krate, context));
            expression_only(&tokens, caret)
        }
        Block::Items(items) => {
            tokens.extend(block(&items, krate, context));
            tokens
        }
    }
}

fn refused(message: &str, help: &str) -> TokenStream {
    let mut errors = Errors::default();
    errors.error(Span::call_site(), message, help);
    errors.finish()
}

/// Any number of policies and expectations.
fn block(items: &[Item], krate: TokenTree, mut context: Context) -> TokenStream {
    let policies =
        items.iter().filter_map(|item| if let Item::Policy(item) = item { Some(item) } else { None });
    let policies: Vec<&PolicyItem> = policies.collect();
    let drafts = draft::policies(&policies, &mut context);
    let mut checked = check(&drafts, Strictness::Code);
    if context.has_unknown_base {
        checked.errors.retain(|error| error.violation.section != Some(Section::Waivers));
    }
    report(checked.errors, &context.places, &mut context.errors);

    let mut others = expand::watch(&context.watched);
    for item in items {
        if let Item::Expect(block) = item
            && let Some(statements) = draft::expect::check(block, &mut context.errors)
        {
            others.extend(expand::expect(block, &statements, &krate));
        }
    }
    others.extend(Comparer::new(&krate, &policies, &checked.policies).lines(items, &mut context.errors));
    let mut tokens = TokenStream::new();
    let expander = Expander { krate, predicates: &context.predicates };
    let mut names = HashSet::new();
    for (at, (item, policy)) in policies.iter().zip(&checked.policies).enumerate() {
        // A second constant of the same name would be a second error.
        if names.insert(item.name.unraw().to_string()) || cfgs(&item.attributes).next().is_some() {
            let writer = drafts[at].origins.as_ref().map(|list| context.places.get(list.place).policy);
            // It exists in every build that has this policy.
            let base = writer.filter(|writer| *writer != at).map(|writer| &policies[writer].name);
            tokens.extend(expander.item(item, policy, base));
        }
    }
    // The constants first: where an expression is expected, the compiler reports the first token.
    let errors = context.errors.finish();
    quote!(#tokens #others #errors)
}

/// One policy without a name.
fn expression(body: &Body, krate: TokenTree, mut context: Context) -> TokenStream {
    let mut checked = check(&[draft::expression(body, &mut context)], Strictness::Code);
    report(checked.errors, &context.places, &mut context.errors);

    let mut policy = checked.policies.remove(0);
    policy.has_errors |= context.errors.count() > 0;
    let watched = expand::watch(&context.watched);
    let value = Expander { krate, predicates: &context.predicates }.expression(&policy);
    let errors = context.errors.finish();
    quote!(#errors const { #watched #value })
}

/// A macro cannot know whether it is called at item level. There the compiler says "macro expansion ignores" and
/// the first token, at the user's first word. That token is a label, which can have any name, so its name holds
/// the help.
fn expression_only(value: &TokenStream, caret: Caret) -> TokenStream {
    // The location is the user's, but the code is not: no lint applies to it.
    let span = Span::mixed_site().located_at(caret.start);
    let label =
        Lifetime::new("'_a_policy_here_needs_a_name__write_const_NAME_and_braces_around_its_fields", span);
    quote_spanned!(span=> #label: { #value })
}

#[cfg(test)]
mod tests;
