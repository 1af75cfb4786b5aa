//! `within PATH;`. Policies of the same block are compared here, which costs the compiler nothing. Where the other one
//! is not of this block, or where the answer depends on the build, the compiler compares them.

use std::borrow::Cow;
use std::cell::OnceCell;

use cors_policy::condition::{Build, MOST_NUMBERS, builds};
use cors_policy::data::Data;
use cors_policy::policy::CheckedPolicy;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, ExprPath};

use crate::ast::{ExpectBlock, Item, PolicyItem, Within, cfgs, written};
use crate::diag::Errors;
use crate::draft::expect::guards;
use crate::expand;

/// The policies of a block, and what the comparisons of them share.
pub(crate) struct Comparer<'a> {
    krate: &'a TokenTree,
    items: &'a [&'a PolicyItem],
    policies: &'a [CheckedPolicy],
    /// Of the policies that are the same in every build.
    in_force: Vec<OnceCell<Data>>,
}

/// What a comparison says about the builds.
enum Comparison {
    Within,
    /// In all of them, with the message and its help.
    Beyond(String, String),
    /// The compiler knows the build.
    Depends,
}

impl<'a> Comparer<'a> {
    pub(crate) fn new(
        krate: &'a TokenTree,
        items: &'a [&'a PolicyItem],
        policies: &'a [CheckedPolicy],
    ) -> Self {
        Self { krate, items, policies, in_force: policies.iter().map(|_| OnceCell::new()).collect() }
    }

    /// All lines of a block, of policies and of `expect`.
    pub(crate) fn lines(&self, items: &[Item], errors: &mut Errors) -> TokenStream {
        let mut tokens = TokenStream::new();
        for item in items {
            match item {
                Item::Policy(_) => {}
                Item::Within(line) => tokens.extend(self.whole_block(line, errors)),
                Item::Expect(ExpectBlock { attributes, path, within, .. }) => {
                    for line in within {
                        let before = errors.count();
                        guards(&line.attributes, errors);
                        if errors.count() == before {
                            tokens.extend(self.line(path, attributes, line, errors));
                        }
                    }
                }
            }
        }
        tokens
    }

    /// `within PATH;` for every policy.
    fn whole_block(&self, line: &Within, errors: &mut Errors) -> TokenStream {
        let before = errors.count();
        guards(&line.attributes, errors);
        if self.items.is_empty() {
            errors.error(
                line.keyword,
                "this block has no policy that could be within another one",
                "name the policy that is meant: `expect APP { within COMPANY; }`",
            );
        }
        if errors.count() > before {
            return TokenStream::new();
        }
        let lines = self.items.iter().map(|item| {
            let path = ExprPath { attrs: Vec::new(), qself: None, path: item.name.clone().into() };
            self.line(&path, &item.attributes, line, errors)
        });
        lines.collect()
    }

    /// `attributes` are those of what is around the line: of the policy, or of the `expect` block.
    fn line(
        &self,
        inner: &ExprPath,
        attributes: &[Attribute],
        line: &Within,
        errors: &mut Errors,
    ) -> TokenStream {
        let cfgs: Vec<&Attribute> = cfgs(attributes).chain(cfgs(&line.attributes)).collect();
        match self.compare(inner, &line.outer) {
            Comparison::Within => TokenStream::new(),
            Comparison::Beyond(message, help) if cfgs.is_empty() => {
                errors.error(line.keyword, &message, &help);
                TokenStream::new()
            }
            Comparison::Beyond(..) | Comparison::Depends => expand::within(inner, &cfgs, line, self.krate),
        }
    }

    fn compare(&self, inner: &ExprPath, outer: &ExprPath) -> Comparison {
        let (Some(one), Some(other)) = (self.in_every_build(inner), self.in_every_build(outer)) else {
            return Comparison::Depends;
        };
        let mut numbers = self.policies[one].numbers();
        for number in self.policies[other].numbers() {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        if numbers.len() > MOST_NUMBERS {
            return Comparison::Depends;
        }
        let answers: Vec<Option<(String, String)>> = builds(&numbers)
            .map(|build| {
                let (one, other) = (self.in_force(one, build), self.in_force(other, build));
                let (inner, outer) = (written(inner), written(outer));
                let grant = one.first_beyond(&other);
                grant.map(|grant| {
                    (grant.message(&inner, &outer).concat(), grant.help(&inner, &outer).concat())
                })
            })
            .collect();
        match answers.as_slice() {
            [first, rest @ ..] if rest.iter().all(|answer| answer == first) => match first {
                None => Comparison::Within,
                Some((message, help)) => Comparison::Beyond(message.clone(), help.clone()),
            },
            _ => Comparison::Depends,
        }
    }

    /// The policy of this block that `path` names, if it is there in every build.
    fn in_every_build(&self, path: &ExprPath) -> Option<usize> {
        let name = path.path.get_ident().filter(|_| path.qself.is_none())?;
        let mut named = (0..self.items.len()).filter(|at| self.items[*at].name == *name);
        let only = named.next().filter(|_| named.next().is_none())?;
        cfgs(&self.items[only].attributes).next().is_none().then_some(only)
    }

    fn in_force(&self, policy: usize, build: Build<'_>) -> Cow<'_, Data> {
        let make = |build| self.policies[policy].in_build(build, "".into(), 0);
        if self.policies[policy].numbers().is_empty() {
            Cow::Borrowed(self.in_force[policy].get_or_init(|| make(Build::ONLY)))
        } else {
            Cow::Owned(make(build))
        }
    }
}
