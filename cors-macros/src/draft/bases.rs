//! `..BASE`: finds the policy that a base names, and refuses one that some build leaves out.

use std::collections::HashMap;

use cors_policy::draft::{Draft, DraftList};
use cors_policy::near::near_miss;
use cors_policy::violation::Advice;
use cors_policy::words::FieldName;
use proc_macro2::Ident;
use syn::{Attribute, Meta};

use crate::ast::{self, EntryKind, ListEntry, PolicyItem, cfgs};
use crate::diag::Errors;

/// The policies of a block. Each is read after those that it builds on.
#[derive(Default)]
pub(super) struct Bases<'a> {
    items: &'a [&'a PolicyItem],
    /// The indices of the policies of each name.
    by_name: HashMap<String, Vec<usize>>,
    /// `None` before a policy is read.
    pub(super) drafts: Vec<Option<Draft>>,
}

/// A policy that another one builds on, and the name by which it does.
type Link<'a> = (usize, &'a Ident);

impl<'a> Bases<'a> {
    /// Reports a second constant of the same name.
    pub(super) fn new(items: &'a [&'a PolicyItem], errors: &mut Errors) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            let same = by_name.entry(item.name.to_string()).or_default();
            if let Some(first) = same.last().filter(|_| cfgs(&item.attributes).next().is_none()) {
                let message = format!("two policies are named `{}`", item.name);
                let (there, here) = (items[*first].name.span(), item.name.span());
                errors.conflict(there, here, message, "give one of them another name");
            }
            same.push(at);
        }
        Self { items, by_name, drafts: vec![None; items.len()] }
    }

    /// Whether one policy has this name, another than `by`, that has a list of `field` in every build and does not build on
    /// `by` itself.
    pub(super) fn lists(&self, name: &str, by: usize, field: FieldName) -> bool {
        let found = self.by_name.get(name).filter(|found| !found.contains(&by)).map(Vec::as_slice);
        let Some([only]) = found else { return false };
        let list = self.drafts[*only].as_ref().and_then(|draft| draft.list(field));
        let builds_on = |item| self.links(item).iter().any(|(base, _)| *base == by);
        cfgs(&self.items[*only].attributes).next().is_none()
            && !builds_on(self.items[*only])
            && list.is_none_or(|list| matches!(*list.value, DraftList::Entries(_)))
    }

    /// The draft of a base of the policy `by`, named by one of its lists in `entry`. `None` if there is none, or not in
    /// every build, which is reported.
    pub(super) fn draft(
        &self,
        base: &Ident,
        by: usize,
        entry: Option<&ListEntry>,
        errors: &mut Errors,
    ) -> Option<&Draft> {
        let Some(item) = self.items.get(by) else {
            let message =
                format!("cannot find policy `{base}`: an expression has no other policies beside it");
            let help = format!(
                "move this policy into the block of `{base}`, as in `const NAME = {{ …, ..{base} }};`"
            );
            errors.error(base.span(), message, help);
            return None;
        };
        match self.named(base, item, entry) {
            // Only a policy that itself builds on `by` has not been read yet: a cycle, which is reported.
            Ok(at) => self.drafts[at].as_ref(),
            Err((message, advice)) => {
                errors.error(base.span(), message, advice);
                None
            }
        }
    }

    /// The indices of the policies, each after those that it builds on. Cycles are reported.
    pub(super) fn order(&self, errors: &mut Errors) -> Vec<usize> {
        // Each iterator remembers how many links of its policy were followed.
        let mut links: Vec<_> = self.items.iter().map(|item| self.links(item).into_iter()).collect();
        let mut order = Vec::new();
        let mut seen = vec![false; links.len()];
        let mut done = vec![false; links.len()];
        let mut in_cycle = vec![false; links.len()];
        for start in 0..links.len() {
            if seen[start] {
                continue;
            }
            // A chain of bases may be too long for recursion.
            let mut path = vec![start];
            while let Some(&at) = path.last() {
                seen[at] = true;
                let Some((next, _)) = links[at].next() else {
                    done[at] = true;
                    order.push(at);
                    path.pop();
                    continue;
                };
                if !seen[next] {
                    path.push(next);
                } else if !done[next] {
                    let from = path.iter().position(|at| *at == next).unwrap_or_default();
                    let cycle = &path[from..];
                    if cycle.iter().all(|at| !in_cycle[*at]) {
                        for at in cycle {
                            in_cycle[*at] = true;
                        }
                        self.report_cycle(cycle.to_vec(), errors);
                    }
                }
            }
        }
        order
    }

    /// The policies that `item` builds on, as far as its bases can be found.
    fn links(&self, item: &'a PolicyItem) -> Vec<Link<'a>> {
        let base = item.body.base.iter().map(|base| (base, None));
        let entries = item.body.entries().filter_map(|entry| match &entry.kind {
            EntryKind::Base(base) => Some((base, Some(entry))),
            _ => None,
        });
        base.chain(entries)
            .filter_map(|(base, entry)| Some((self.named(base, item, entry).ok()?, base)))
            .collect()
    }

    /// It does not matter which fields the policies take from each other. The first one of the block comes first.
    fn report_cycle(&self, mut cycle: Vec<usize>, errors: &mut Errors) {
        let first = (0..cycle.len()).min_by_key(|at| cycle[*at]).unwrap_or_default();
        cycle.rotate_left(first);
        let (start, next) = (cycle[0], cycle.get(1).copied().unwrap_or(cycle[0]));
        let link = self.links(self.items[start]).into_iter().find(|(to, _)| *to == next);
        let chain: Vec<String> =
            cycle.iter().chain([&start]).map(|at| format!("`{}`", self.items[*at].name)).collect();
        errors.error(
            link.map_or(&self.items[start].name, |(_, name)| name).span(),
            format!("these policies build on each other: {}", chain.join(" → ")),
            "give one of them its own fields, without `..`",
        );
    }

    /// The policy that `base` names, if it exists in every build in which it is named: by the policy `by`, or by
    /// `entry` in one of its lists. If not: message and help.
    fn named(
        &self,
        base: &Ident,
        by: &PolicyItem,
        entry: Option<&ListEntry>,
    ) -> Result<usize, (String, Advice)> {
        let candidates = self.by_name.get(&base.to_string()).map_or(&[][..], Vec::as_slice);
        let cfgs = |at: usize| cfg_texts(&self.items[at].attributes);
        match candidates {
            [] => return Err(unknown(base, self.items, by)),
            [only] if cfgs(*only).is_empty() => return Ok(*only),
            _ => {}
        }
        let mut around = cfg_texts(&by.attributes);
        around.extend(entry.into_iter().flat_map(|entry| cfg_texts(&entry.attributes)));
        let is_there = |at: &&usize| {
            let cfgs = cfgs(**at);
            !cfgs.is_empty() && cfgs.iter().all(|cfg| around.contains(cfg))
        };
        if let Some(at) = candidates.iter().find(is_there) {
            return Ok(*at);
        }
        Err(if let [only] = candidates {
            let cfg: Vec<String> = cfgs(*only).iter().map(|cfg| format!("#[cfg({cfg})]")).collect();
            let what = if entry.is_some() { format!("..{base}") } else { by.name.to_string() };
            (
                format!("`{base}` does not exist in every build in which `..{base}` stands"),
                Advice::help(format!("put `{}` on `{what}` as well", cfg.join(" ")))
                    .or("or build on a policy without `#[cfg(…)]`")
                    .because("what a build leaves out must not come back through a base"),
            )
        } else {
            let help = if entry.is_some() {
                format!("put the `#[cfg(…)]` of the `{base}` that is meant on `..{base}`")
            } else {
                format!("define `{}` as often, each time with the `#[cfg(…)]` of one `{base}`", by.name)
            };
            let message = format!("`{base}` is defined more than once, and `..{base}` may mean any of them");
            (message, Advice::help(help))
        })
    }
}

/// How many policies of the block a help names.
const MOST_NAMED: usize = 5;

/// Message and help for a base that is not in the block.
fn unknown(base: &Ident, items: &[&PolicyItem], by: &PolicyItem) -> (String, Advice) {
    let mut names: Vec<String> =
        items.iter().map(|item| item.name.to_string()).filter(|name| by.name != name).collect();
    names.dedup();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let help = match (near_miss(&base.to_string(), &known), known.as_slice()) {
        (Some(near), _) => format!("write `{near}`"),
        (None, []) => format!("define `{base}` in this block, or remove `..{base}`"),
        (None, known) => {
            let more = (known.len() > MOST_NAMED).then(|| "…".to_owned());
            let known = known.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).chain(more);
            let known: Vec<String> = known.collect();
            format!("write {}, or define `{base}` in this block", known.join(" or "))
        }
    };
    (format!("cannot find policy `{base}` in this `cors!` block"), Advice::help(help))
}

/// The predicates of the `#[cfg(…)]`s.
fn cfg_texts(attributes: &[Attribute]) -> Vec<String> {
    let text = |attribute: &Attribute| match &attribute.meta {
        Meta::List(list) => ast::written(&list.tokens),
        Meta::Path(_) | Meta::NameValue(_) => String::new(),
    };
    cfgs(attributes).map(text).collect()
}
