//! `cors!` from end to end: parse, draft, check, expand. With errors it still defines the constants of the block.

use std::collections::HashSet;

use cors_policy::check::{Strictness, check};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Lifetime;

use crate::ast::{Block, Body, Item, PolicyItem};
use crate::diag::{Caret, Errors};
use crate::draft::{self, Context};
use crate::editor;
use crate::expand::{self, Expander};
use crate::parse;
use crate::report::report;
use crate::within::Comparer;

/// `$crate { … }` → the constants.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    expand_for(input, editor::is_asking(Span::call_site()))
}

fn expand_for(input: TokenStream, an_editor: bool) -> TokenStream {
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
        context.errors.error(
            Caret::token(deep),
            &format!("brackets must not be nested more than {} levels deep", parse::MOST_NESTED),
            "write fewer levels (`all(a, b, c)` says the same as `all(a, all(b, c))`, and `a` as `not(not(a))`)",
        );
    }
    let parsed = parse::block(source.clone(), &mut context.errors);
    let mut tokens = TokenStream::new();
    if an_editor {
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
    errors.error(Caret::token(Span::call_site()), message, help);
    errors.finish()
}

/// Any number of policies and expectations.
fn block(items: &[Item], krate: TokenTree, mut context: Context) -> TokenStream {
    let policies: Vec<&PolicyItem> = items.iter().filter_map(Item::policy).collect();
    let drafts = draft::policies(&policies, &mut context);
    let checked = check(&drafts, Strictness::Code);
    report(checked.errors, &context.places, &mut context.errors);

    let mut tokens = expand::watch(&context.watched);
    for item in items {
        if let Item::Expect(block) = item
            && let Some(statements) = draft::expect::check(block, &mut context.errors)
        {
            tokens.extend(expand::expect(block, &statements, &krate));
        }
    }
    tokens.extend(Comparer::new(&krate, &policies, &checked.policies).lines(items, &mut context.errors));
    let expander = Expander { krate, predicates: &context.predicates };
    let mut names = HashSet::new();
    for (at, (item, policy)) in policies.iter().zip(&checked.policies).enumerate() {
        // A second constant of the same name would be a second error.
        if names.insert(item.name.to_string()) || item.cfgs().next().is_some() {
            let writer = drafts[at].origins.as_ref().map(|list| context.places.get(list.place).policy);
            // It exists in every build that has this policy.
            let base = writer.filter(|writer| *writer != at).map(|writer| &policies[writer].name);
            tokens.extend(expander.item(item, policy, base));
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
    let span = Span::mixed_site().located_at(caret.start());
    let label =
        Lifetime::new("'_a_policy_here_needs_a_name__write_const_NAME_and_braces_around_its_fields", span);
    quote_spanned!(span=> #label: { #value })
}

#[cfg(test)]
mod tests {
    use proc_macro2::Ident;
    use proptest::prelude::*;

    use super::*;

    /// The words of the language, in no meaningful order.
    const PIECES: [&str; 51] = [
        "const",
        "pub",
        "APP",
        "OTHER",
        "= {",
        "};",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        ",",
        ";",
        ":",
        "=",
        "..",
        "..APP",
        "..OTHER",
        "origins:",
        "methods:",
        "headers:",
        "expose:",
        "credentials: true",
        "max_age: 2h",
        "preflight_status: 204",
        "any",
        "runtime",
        "true",
        "GET",
        "\"https://app.example.com\"",
        "\"https://*.github.io\"",
        "\"https://a.example/\"",
        "\"x-a\"",
        "\"\"",
        "include!(\"x.txt\")",
        "#[cfg(unix)]",
        "#[cfg(not(a), b)]",
        "#[dangerously_allow(insecure_origins)]",
        "#[dangerously_allow(x)]",
        "#[cfg_attr(a, cfg(b))]",
        "#",
        "expect",
        "within",
        "within OTHER;",
        "expect APP { within OTHER; }",
        "allow GET from",
        "deny",
        "with",
        "'x'",
        "1.5",
    ];

    /// Expands any text that is tokens; a macro is never called with unbalanced brackets.
    fn expanded(text: &str) -> Option<String> {
        let inner: TokenStream = text.parse().ok()?;
        Some(expand(quote!(krate { #inner })).to_string())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn no_block_makes_the_macro_panic(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..40)) {
            if let Some(tokens) = expanded(&pieces.join(" ")) {
                let nothing = pieces.iter().all(|piece| *piece == ";");
                prop_assert_eq!(tokens.is_empty(), nothing);
            }
        }

        #[test]
        fn no_policy_makes_the_macro_panic(
            own in prop::collection::vec(prop::sample::select(&PIECES[14..]), 0..12),
            base in prop::collection::vec(prop::sample::select(&PIECES[14..]), 0..12),
        ) {
            let text = format!("const APP = {{ {} }}; const OTHER = {{ {} }};", own.join(" , "), base.join(" "));
            if let Some(tokens) = expanded(&text) {
                prop_assert!(tokens.contains("const APP"), "`APP` is not defined: {text}");
            }
        }
    }

    #[test]
    fn a_hidden_cfg_is_found_however_it_is_written() {
        for attribute in ["cfg(a)", "r#cfg(a)", "cfg_attr(a, cfg(b))", "r#cfg_attr(a, r#cfg(b))"] {
            let text = format!("#[{attribute}] const DEV = {{ origins: any }}; const APP = {{ ..DEV }};");
            let tokens = expanded(&text).unwrap();
            assert!(tokens.contains("compile_error"), "{attribute}: {tokens}");
        }
    }

    /// `levels` policies, each with twice what the one before it has.
    fn ladder(levels: usize, condition: impl Fn(usize, &str) -> String) -> String {
        let step = |at: usize| {
            let twice = ["a", "b"].map(|name| format!("{} ..P{}", condition(at, name), at - 1));
            format!("const P{at} = {{ origins: [{}] }};", twice.join(", "))
        };
        let first = "const P0 = { origins: [\"https://app.example.com\"] };".to_owned();
        std::iter::once(first).chain((1..=levels).map(step)).collect()
    }

    #[test]
    fn what_doubles_with_each_step_is_dropped_or_refused() {
        let same = |levels| expanded(&ladder(levels, |_, _| String::new())).unwrap();
        let conditional = |levels| expanded(&ladder(levels, |_, name| format!("#[cfg({name})]"))).unwrap();
        for (once, twice) in [(same(20), same(40)), (conditional(20), conditional(40))] {
            assert!(!twice.contains("compile_error") && twice.len() < 3 * once.len(), "{}", twice.len());
        }
        let different = |at: usize, name: &str| format!("#[cfg(any({}))]", [name].repeat(at).join(", "));
        let tokens = expanded(&ladder(20, different)).unwrap();
        assert_eq!(tokens.matches("compile_error").count(), 1);
        assert!(tokens.contains("more than 30000 entries"));
    }

    #[test]
    fn what_is_nested_too_deep_is_one_error() {
        for (open, close) in [("not(", ")"), ("all(any(", "))"), ("[", "]"), ("{", "}")] {
            let deep = format!("{}a{}", open.repeat(3000), close.repeat(3000));
            let text = format!("const APP = {{ origins: [#[cfg({deep})] \"https://app.example.com\"] }};");
            let tokens = expanded(&text).unwrap();
            assert!(tokens.contains("nested more than 128 levels deep"), "{open}");
            assert!(tokens.contains("const APP"), "{open}");
            if close.starts_with(')') {
                assert_eq!(tokens.matches("compile_error").count(), 1, "{open}");
            }
        }
    }

    #[test]
    fn an_editor_is_given_more_and_the_compiler_is_not() {
        for (text, shown) in [
            (
                "const APP = { origins: any, cred };",
                "Fields { origins : :: core :: unreachable ! () , cred : ",
            ),
            (
                "const APP = { origins: [\"x\"], , #[a] cred }",
                "origins : :: core :: unreachable ! () , cred : ",
            ),
            ("origins: any, methods: [GET, PU], ..BAS", "let _ = BAS ; { enum Method {"),
            ("const APP = { origins: [..OTHER, runtime] };", "let _ = OTHER ;"),
            ("expect APP { allow GE }", "let _ = Method :: GE ;"),
        ] {
            let inner: TokenStream = text.parse().unwrap();
            let krate = TokenTree::from(Ident::new("krate", Span::call_site()));
            let code = editor::code(inner.clone(), text.starts_with("origins"), &krate).to_string();
            assert!(code.contains(shown), "{shown} is not in {code}");
            let block = quote!(#krate { #inner });
            let (compiled, edited) = (expand(block.clone()).to_string(), expand_for(block, true).to_string());
            assert_eq!(edited.replacen(&code, "", 1).replace("  ", " ").trim(), compiled, "{text}");
        }
    }

    #[test]
    fn a_policy_with_a_mistake_is_still_a_constant() {
        let right = expanded("const APP = { origins: [\"https://app.example.com\"] };").unwrap();
        assert!(right.contains("const APP : krate :: Policy") && !right.contains("compile_error"), "{right}");
        let wrong = expanded("const APP = { origins: [\"https://app.example.com/\"] };").unwrap();
        assert!(wrong.contains("const APP : krate :: Policy") && wrong.contains("compile_error"), "{wrong}");
        let template = expanded("const APP = { origins: [runtime] };").unwrap();
        assert!(template.contains("const APP : krate :: PolicyTemplate"), "{template}");
    }
}
