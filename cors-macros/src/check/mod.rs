//! [`ast`](crate::ast) → [`policy`](crate::policy): the rules, one family a file, one function a rule.
//!
//! First each field is judged as it is written, once. Then `..BASE` is resolved, and what depends on several fields
//! is judged for each policy.

mod base;
mod cfg_limit;
mod credentials;
mod field;
pub(crate) mod header;
pub(crate) mod list;
mod max_age;
pub(crate) mod method;
mod origin;
mod status;
mod waivers;

use std::path::PathBuf;
use std::rc::Rc;

use crate::ast::{Body, PolicyItem};
use crate::cfg::Atoms;
use crate::diag::{Errors, Place};
use crate::policy::{Names, Policy};

/// What the rules share.
pub(crate) struct Context<'a> {
    pub(crate) errors: &'a mut Errors,
    pub(crate) atoms: &'a mut Atoms,
    /// The files that the compiler has to watch.
    pub(crate) watched: Vec<PathBuf>,
}

/// A field's value, and where and by whom it was written.
#[derive(Debug)]
struct Slot<T> {
    value: Rc<T>,
    place: Place,
    /// The index of the policy that wrote it.
    owner: usize,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self { value: Rc::clone(&self.value), place: self.place, owner: self.owner }
    }
}

/// The fields of a policy, each `None` where it is not given.
#[derive(Debug, Clone, Default)]
struct Fields {
    origins: Option<Slot<origin::Checked>>,
    methods: Option<Slot<Names>>,
    headers: Option<Slot<Names>>,
    expose: Option<Slot<Names>>,
    credentials: Option<Slot<bool>>,
    max_age: Option<Slot<u32>>,
    preflight_status: Option<Slot<u16>>,
    /// Mistakes were found in it.
    poisoned: bool,
}

/// Judges the policies of an item block.
pub(crate) fn policies(items: &[&PolicyItem], context: &mut Context<'_>) -> Vec<Policy> {
    base::unique_names(items, context.errors);
    let bodies: Vec<&Body> = items.iter().map(|item| &item.body).collect();
    let mut written: Vec<Fields> =
        bodies.iter().enumerate().map(|(at, body)| field::check(at, body, context)).collect();
    for (fields, item) in written.iter_mut().zip(items) {
        fields.poisoned |= item.broken;
    }
    let resolved = base::resolve(items, written, context.errors);
    finish(&bodies, &resolved, context)
}

/// Judges the policy of an expression. `broken`: its grammar was, which is reported.
pub(crate) fn expression(body: &Body, broken: bool, context: &mut Context<'_>) -> Policy {
    let mut fields = field::check(0, body, context);
    fields.poisoned |= broken;
    base::refuse(body, &mut fields, context.errors);
    finish(&[body], &[fields], context).remove(0)
}

/// The rules that need all the fields.
fn finish(bodies: &[&Body], resolved: &[Fields], context: &mut Context<'_>) -> Vec<Policy> {
    let mut policies = Vec::new();
    for (at, fields) in resolved.iter().enumerate() {
        let before = context.errors.count();
        origin::required(bodies[at], fields, context.errors);
        credentials::check(at, fields, context.errors);
        cfg_limit::check(at, bodies[at], fields, context);
        let poisoned = fields.origins.is_none() || context.errors.count() > before;
        policies.push(policy(fields, poisoned));
    }
    for (at, fields) in resolved.iter().enumerate() {
        let before = context.errors.count();
        origin::unneeded_waivers(at, fields, context.errors);
        policies[at].poisoned |= context.errors.count() > before;
    }
    policies
}

/// The values, with the defaults of the language.
fn policy(fields: &Fields, poisoned: bool) -> Policy {
    let names = |slot: &Option<Slot<Names>>| slot.as_ref().map(|slot| (*slot.value).clone());
    Policy {
        origins: fields.origins.as_ref().map_or_else(origin::nobody, |slot| slot.value.policy()),
        methods: names(&fields.methods).unwrap_or_else(method::default),
        headers: names(&fields.headers).unwrap_or_default(),
        expose: names(&fields.expose).unwrap_or_default(),
        credentials: fields.credentials.as_ref().is_some_and(|slot| *slot.value),
        max_age: fields.max_age.as_ref().map(|slot| *slot.value),
        preflight_status: fields.preflight_status.as_ref().map_or(204, |slot| *slot.value),
        poisoned: fields.poisoned || poisoned,
    }
}

/// The candidate that differs from `word` in a letter or two.
pub(crate) fn near_miss<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let word = word.to_ascii_lowercase();
    let distance = |candidate: &&&str| distance(&word, &candidate.to_ascii_lowercase());
    candidates.iter().min_by_key(distance).filter(|near| distance(near) <= 2).copied()
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[row.len() - 1]
}
