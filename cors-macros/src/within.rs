//! `within PATH;`. Policies of the same block are compared here, which costs the compiler nothing. Where the other one
//! is not of this block, or where the answer depends on the build, the compiler compares them.

use std::borrow::Cow;
use std::cell::OnceCell;

use cors_policy::condition::{Build, MOST_NUMBERS, builds};
use cors_policy::data::Data;
use cors_policy::policy::CheckedPolicy;
use cors_policy::violation::Advice;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, ExprPath};

use crate::ast::{ExpectBlock, Item, PolicyItem, Within, cfgs, path_to, written};
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
                        if guards(&line.attributes, errors) {
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
        let is_clear = guards(&line.attributes, errors);
        if self.items.is_empty() {
            let message = "this block has no policy that could be within another one";
            let help = "name the policy that is meant: `expect APP { within COMPANY; }`";
            errors.error(line.keyword, message, help);
        }
        let mut tokens = TokenStream::new();
        for item in self.items.iter().filter(|_| is_clear) {
            tokens.extend(self.line(&path_to(&item.name), &item.attributes, line, errors));
        }
        tokens
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
        match self.answers(inner, &line.outer).as_slice() {
            [None] => TokenStream::new(),
            [Some((message, advice))] if cfgs.is_empty() => {
                errors.error(line.keyword, message, advice.clone());
                TokenStream::new()
            }
            _ => expand::within(inner, &cfgs, line, self.krate),
        }
    }

    /// What the builds answer, each answer once: `None` for within, or else a message and its advice. Without any answer,
    /// the compiler compares.
    fn answers(&self, inner: &ExprPath, outer: &ExprPath) -> Vec<Option<(String, Advice)>> {
        let (Some(one), Some(other)) = (self.in_every_build(inner), self.in_every_build(outer)) else {
            return Vec::new();
        };
        let mut numbers = [one, other].map(|at| self.policies[at].numbers()).concat();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.len() > MOST_NUMBERS {
            return Vec::new();
        }
        let (inner, outer) = (written(inner), written(outer));
        let answer = |build| {
            let (one, other) = (self.in_force(one, build), self.in_force(other, build));
            let grant = one.first_beyond(&other)?;
            Some((grant.message(&inner, &outer).concat(), grant.advice(&inner, &outer)))
        };
        let mut answers: Vec<_> = builds(&numbers).map(answer).collect();
        answers.dedup();
        answers
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
