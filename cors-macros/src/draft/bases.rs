//! `..BASE`: finds the policy that a base names, and refuses one that some build leaves out.

use std::collections::HashMap;

use cors_policy::draft::{Draft, DraftList};
use cors_policy::words::FieldName;
use proc_macro2::Ident;
use syn::Attribute;
use syn::ext::IdentExt;

use crate::ast::{self, EntryKind, ListEntry, PolicyField, PolicyItem, Value, cfgs};
use crate::diag::Errors;
use crate::kw;

/// The policies of a block. Each is read after those that it builds on.
#[derive(Default)]
pub(super) struct Bases<'a> {
    pub(super) items: &'a [&'a PolicyItem],
    /// The indices of the policies of each name.
    by_name: HashMap<String, Vec<usize>>,
    /// The policies that each one builds on, as far as they can be found.
    links: Vec<Vec<Link<'a>>>,
    /// The policies that build on each one.
    pub(super) heirs: Vec<Vec<usize>>,
    /// Whether each one names something else as a base, or may do so in what could not be read.
    pub(super) has_unknown: Vec<bool>,
    /// `None` before a policy is read.
    pub(super) drafts: Vec<Option<Draft>>,
}

/// A base that cannot be used, which is reported.
pub(super) struct Missing {
    /// The policy that is meant is a template. Then what builds on it is one as well.
    pub(super) means_run_time: bool,
}

/// A policy that another one builds on, and the name by which it does.
type Link<'a> = (usize, &'a Ident);

impl<'a> Bases<'a> {
    /// Reports a second constant of the same name.
    pub(super) fn new(items: &'a [&'a PolicyItem], errors: &mut Errors) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            let same = by_name.entry(item.name.unraw().to_string()).or_default();
            if let Some(first) = same.last().filter(|_| cfgs(&item.attributes).next().is_none()) {
                let message = format!("two policies are named `{}`", item.name);
                let (there, here) = (items[*first].name.span(), item.name.span());
                errors.conflict(there, here, message, "give one of them another name");
            }
            same.push(at);
        }
        let mut bases = Self { items, by_name, drafts: vec![None; items.len()], ..Self::default() };
        bases.links = items.iter().map(|item| bases.links(item)).collect();
        bases.has_unknown =
            items.iter().zip(&bases.links).map(|(item, links)| has_unknown(item, links.len())).collect();
        bases.heirs = vec![Vec::new(); items.len()];
        for (heir, links) in bases.links.iter().enumerate() {
            for (base, _) in links {
                bases.heirs[*base].push(heir);
            }
        }
        bases
    }

    /// Whether one policy has this name, another than `by`, that has a list of `field` in every build and does not build on
    /// `by` itself.
    pub(super) fn lists(&self, name: &str, by: usize, field: FieldName) -> bool {
        let found = self.by_name.get(name).filter(|found| !found.contains(&by)).map(Vec::as_slice);
        let Some([only]) = found else { return false };
        let list = self.drafts[*only].as_ref().and_then(|draft| draft.list(field));
        cfgs(&self.items[*only].attributes).next().is_none()
            && !self.heirs[by].contains(only)
            && list.is_none_or(|list| matches!(*list.value, DraftList::Entries(_)))
    }

    /// The draft of a base of the policy `by`, named by an entry of one of its lists. What is missing, or not there in every
    /// build, is reported.
    pub(super) fn draft(
        &self,
        base: &Ident,
        by: usize,
        list: Option<(&ListEntry, FieldName)>,
        errors: &mut Errors,
    ) -> Result<&Draft, Missing> {
        let Some(item) = self.items.get(by) else {
            let message =
                format!("cannot find policy `{base}`: an expression has no other policies beside it");
            let help = format!(
                "move this policy into the block of `{base}`, as in `const NAME = {{ …, ..{base} }};`"
            );
            errors.error(base.span(), message, help);
            return Err(Missing { means_run_time: false });
        };
        // Only a policy that itself builds on `by` has not been read yet: a cycle, which is reported.
        if let Some(at) = self.named(base, item, list.map(|(entry, _)| entry)) {
            return self.drafts[at].as_ref().ok_or(Missing { means_run_time: false });
        }
        let (message, advice) = self.why_not(base, by, list.map(|(_, field)| field));
        errors.error(base.span(), message, advice);
        Err(Missing { means_run_time: self.means_run_time(&base.unraw().to_string(), by) })
    }

    /// The indices of the policies, each after those that it builds on. Cycles are reported.
    pub(super) fn order(&self, errors: &mut Errors) -> Vec<usize> {
        // Each iterator remembers how many links of its policy were followed.
        let mut links: Vec<_> = self.links.iter().map(|links| links.iter()).collect();
        let mut order = Vec::new();
        let mut seen = vec![false; links.len()];
        let mut done = vec![false; links.len()];
        let mut in_cycle = vec![false; links.len()];
        // What may be meant by a base that is not there has to be known before: what builds on one comes last.
        let mut unknown: Vec<usize> = (0..links.len()).filter(|at| self.has_unknown[*at]).collect();
        let mut is_last = vec![false; links.len()];
        while let Some(at) = unknown.pop() {
            if !std::mem::replace(&mut is_last[at], true) {
                unknown.extend(&self.heirs[at]);
            }
        }
        let (last, first): (Vec<usize>, Vec<usize>) = (0..links.len()).partition(|at| is_last[*at]);
        for start in first.into_iter().chain(last) {
            if seen[start] {
                continue;
            }
            // A chain of bases may be too long for recursion.
            let mut path = vec![start];
            while let Some(&at) = path.last() {
                seen[at] = true;
                let Some((next, _)) = links[at].next().copied() else {
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

    fn links(&self, item: &'a PolicyItem) -> Vec<Link<'a>> {
        let base = item.body.base.iter().map(|base| (base, None));
        let entries = based(item).map(|(base, entry)| (base, Some(entry)));
        base.chain(entries).filter_map(|(base, entry)| Some((self.named(base, item, entry)?, base))).collect()
    }

    /// It does not matter which fields the policies take from each other. The first one of the block comes first.
    fn report_cycle(&self, mut cycle: Vec<usize>, errors: &mut Errors) {
        let first = (0..cycle.len()).min_by_key(|at| cycle[*at]).unwrap_or_default();
        cycle.rotate_left(first);
        let (start, next) = (cycle[0], cycle.get(1).copied().unwrap_or(cycle[0]));
        let link = self.links[start].iter().find(|(to, _)| *to == next);
        let chain: Vec<String> =
            cycle.iter().chain([&start]).map(|at| format!("`{}`", self.items[*at].name)).collect();
        errors.error(
            link.map_or(&self.items[start].name, |(_, name)| name).span(),
            format!("these policies build on each other: {}", chain.join(" → ")),
            "give one of them its own fields, without `..`",
        );
    }

    /// The indices of the policies of this name.
    pub(super) fn candidates(&self, base: &str) -> &[usize] {
        self.by_name.get(base).map_or(&[], Vec::as_slice)
    }

    pub(super) fn cfgs(&self, at: usize) -> Vec<String> {
        cfg_texts(&self.items[at].attributes)
    }

    /// The policy that `base` names, if it exists in every build in which it is named: by the policy `by`, or by
    /// `entry` in one of its lists.
    fn named(&self, base: &Ident, by: &PolicyItem, entry: Option<&ListEntry>) -> Option<usize> {
        let mut around = cfg_texts(&by.attributes);
        around.extend(entry.into_iter().flat_map(|entry| cfg_texts(&entry.attributes)));
        let candidates = self.candidates(&base.unraw().to_string());
        // Of two without a condition, which is reported, the first.
        let is_clear = candidates.iter().all(|at| self.cfgs(*at).is_empty());
        let is_there = |at: &&usize| {
            let cfgs = self.cfgs(**at);
            if cfgs.is_empty() { is_clear } else { cfgs.iter().all(|cfg| around.contains(cfg)) }
        };
        candidates.iter().find(is_there).copied()
    }
}

/// Whether it names something else than the bases that were found; a word among its origins may be one without its dots.
fn has_unknown(item: &PolicyItem, found: usize) -> bool {
    let is_word = |entry: &ListEntry| match &entry.kind {
        EntryKind::Word(word) => word != kw::RUNTIME,
        kind => matches!(kind, EntryKind::Other),
    };
    let is_unknown = |field: &PolicyField| match &field.value {
        Value::List(entries) => entries.iter().any(is_word),
        Value::Tokens(trees) => ![kw::ANY, kw::NONE].contains(&ast::text(trees).as_str()),
    };
    item.body.broken
        || found < item.body.base.iter().count() + based(item).count()
        || item.body.fields.iter().any(|field| field.name == FieldName::Origins.name() && is_unknown(field))
}

/// The bases in its lists.
fn based(item: &PolicyItem) -> impl Iterator<Item = (&Ident, &ListEntry)> {
    item.body.entries().filter_map(|entry| match &entry.kind {
        EntryKind::Base(base) => Some((base, entry)),
        _ => None,
    })
}

/// The predicates of the `#[cfg(…)]`s.
fn cfg_texts(attributes: &[Attribute]) -> Vec<String> {
    // Others are a mistake, which the compiler reports.
    cfgs(attributes)
        .filter_map(|attribute| attribute.meta.require_list().ok())
        .map(|list| ast::written(&list.tokens))
        .filter(|text| !text.is_empty())
        .collect()
}
