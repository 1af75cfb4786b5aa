//! `..BASE`: finds the policy that a base names, and refuses one that some build leaves out.

use cors_policy::condition::Condition;
use cors_policy::draft::{DraftEntry, Place, Written};
use cors_policy::near::near_miss;
use cors_policy::words::FieldName;
use proc_macro2::Ident;

use super::names::cfg_texts;
use crate::ast::{Body, PolicyItem, Value};
use crate::diag::{Caret, Errors};

/// The fields that a policy sets itself.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// The fields that are lists, in the order of [`FieldName::ALL`], which begins with them.
    pub(super) lists: [Option<Written<List>>; 4],
    pub(super) credentials: Option<Written<bool>>,
    pub(super) max_age: Option<Written<String>>,
    pub(super) preflight_status: Option<Written<u64>>,
    /// The index of the policy that provides the other fields.
    pub(super) base: Option<usize>,
    /// Part of it could not be read; the error has been reported.
    pub(super) is_incomplete: bool,
}

#[derive(Debug)]
pub(super) enum List {
    Any,
    None,
    Empty,
    Parts(Vec<ListPart>),
}

#[derive(Debug)]
pub(super) enum ListPart {
    Entry(DraftEntry),
    Base(BaseEntry),
}

/// `..BASE` in a list.
#[derive(Debug)]
pub(super) struct BaseEntry {
    pub(super) name: Ident,
    pub(super) when: Condition,
    /// Its own `#[cfg(…)]`s.
    pub(super) cfgs: Vec<String>,
    pub(super) place: Place,
    /// The index of the policy that is meant.
    pub(super) policy: Option<usize>,
}

impl Fields {
    fn base_entries(&mut self) -> impl Iterator<Item = &mut BaseEntry> {
        let parts = self.lists.iter_mut().flatten().filter_map(|list| match &mut list.value {
            List::Parts(parts) => Some(parts),
            List::Any | List::None | List::Empty => None,
        });
        parts.flatten().filter_map(|part| match part {
            ListPart::Base(base) => Some(base),
            ListPart::Entry(_) => None,
        })
    }

    /// The policies that this one builds on.
    fn policies(&mut self) -> Vec<usize> {
        let base = self.base;
        base.into_iter().chain(self.base_entries().filter_map(|base| base.policy)).collect()
    }
}

/// An expression has no other policy in its block to build on.
pub(super) fn refuse(body: &Body, fields: &mut Fields, errors: &mut Errors) {
    let entries: Vec<Ident> = fields.base_entries().map(|base| base.name.clone()).collect();
    for base in body.base.iter().chain(&entries) {
        errors.error(
            Caret::token(base.span()),
            &format!("an expression has no base: `..{base}` would have to be a policy of the same block"),
            &format!("move this policy into the block of `{base}`, as in `const NAME = {{ …, ..{base} }};`"),
        );
        fields.is_incomplete = true;
    }
}

/// Whether a policy allows credentials, itself or through its bases, of which at most `above` are followed.
pub(super) fn have_credentials(body: &Body, items: &[&PolicyItem], above: usize) -> bool {
    if let Some(field) = body.fields.iter().find(|field| field.name == FieldName::Credentials.name()) {
        return matches!(&field.value, Value::Word(word) if word == "true");
    }
    let base = items.iter().find(|item| body.base.as_ref() == Some(&item.name));
    base.is_some_and(|base| above > 0 && have_credentials(&base.body, items, above - 1))
}

/// Finds the policies that bases name.
pub(super) fn resolve(items: &[&PolicyItem], written: &mut [Fields], errors: &mut Errors) {
    for (at, item) in items.iter().enumerate() {
        let fields = &mut written[at];
        let mut complete = true;
        if let Some(base) = &item.body.base {
            fields.base = named(base, items, item, None, errors);
            complete &= fields.base.is_some();
        }
        for base in fields.base_entries() {
            base.policy = named(&base.name, items, item, Some(&base.cfgs), errors);
            complete &= base.policy.is_some();
        }
        fields.is_incomplete |= !complete;
    }
    for at in 0..items.len() {
        cycle(at, items, written, errors);
    }
}

/// The policy that `base` names, if it exists in every build in which it is named: by the policy `by`, or by an
/// entry of one of its lists, whose `#[cfg(…)]`s are `entry`.
fn named(
    base: &Ident,
    items: &[&PolicyItem],
    by: &PolicyItem,
    entry: Option<&[String]>,
    errors: &mut Errors,
) -> Option<usize> {
    let candidates: Vec<usize> = (0..items.len()).filter(|at| items[*at].name == *base).collect();
    let cfgs = |at: usize| cfg_texts(&items[at].attributes);
    match candidates.as_slice() {
        [] => {
            unknown(base, items, by, errors);
            return None;
        }
        [only] if cfgs(*only).is_empty() => return Some(*only),
        _ => {}
    }
    let own = cfg_texts(&by.attributes);
    let same = |at: &&usize| {
        let cfgs = cfgs(**at);
        !cfgs.is_empty() && (cfgs == own || Some(cfgs.as_slice()) == entry)
    };
    if let Some(at) = candidates.iter().find(same) {
        return Some(*at);
    }
    let (message, help) = if let [only] = candidates.as_slice() {
        let cfg: Vec<String> = cfgs(*only).iter().map(|cfg| format!("#[cfg({cfg})]")).collect();
        let what = if entry.is_some() { format!("..{base}") } else { by.name.to_string() };
        (
            format!(
                "`{base}` does not exist in every build, and `..{base}` would bring it back where it does not"
            ),
            format!("put `{}` on `{what}` as well, or build on a policy without `#[cfg(…)]`", cfg.join(" ")),
        )
    } else {
        let help = if entry.is_some() {
            format!("put the `#[cfg(…)]` of the `{base}` that is meant on `..{base}`")
        } else {
            format!("define `{}` as often, each time with the `#[cfg(…)]` of one `{base}`", by.name)
        };
        (format!("`{base}` is defined more than once, and `..{base}` does not say which one is meant"), help)
    };
    errors.error(Caret::token(base.span()), &message, &help);
    None
}

fn unknown(base: &Ident, items: &[&PolicyItem], by: &PolicyItem, errors: &mut Errors) {
    let mut names: Vec<String> =
        items.iter().map(|item| item.name.to_string()).filter(|name| by.name != name).collect();
    names.dedup();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let help = match (near_miss(&base.to_string(), &known), known.as_slice()) {
        (Some(near), _) => format!("write `{near}`"),
        (None, []) => format!("define `{base}` in this block, or remove `..{base}`"),
        (None, known) => {
            let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            format!("write {}, or define `{base}` in this block", known.join(" or "))
        }
    };
    errors.error(Caret::token(base.span()), &format!("this block has no policy `{base}`"), &help);
}

/// Reports a cycle through the policy `start`, and cuts it. It does not matter which fields the policies take from
/// each other.
fn cycle(start: usize, items: &[&PolicyItem], written: &mut [Fields], errors: &mut Errors) {
    let Some(path) = path_back(start, &mut vec![start], &mut vec![false; items.len()], written) else {
        return;
    };
    let chain: Vec<String> = path.iter().chain([&start]).map(|at| format!("`{}`", items[*at].name)).collect();
    let next = path.get(1).copied().unwrap_or(start);
    let name = if written[start].base == Some(next) { items[start].body.base.clone() } else { None };
    let entry = written[start].base_entries().find(|base| base.policy == Some(next));
    let name = name.or_else(|| entry.map(|base| base.name.clone()));
    errors.error(
        Caret::token(name.map_or_else(|| items[start].name.span(), |name| name.span())),
        &format!("a cycle of bases: {}", chain.join(" builds on ")),
        "give one of them its own fields, without `..`",
    );
    for at in path {
        let fields = &mut written[at];
        fields.base = None;
        fields.base_entries().for_each(|base| base.policy = None);
        fields.is_incomplete = true;
    }
}

/// The policies on the way from the last one of `path` to `start`.
fn path_back(
    start: usize,
    path: &mut Vec<usize>,
    seen: &mut [bool],
    written: &mut [Fields],
) -> Option<Vec<usize>> {
    for next in written[path[path.len() - 1]].policies() {
        if next == start {
            return Some(path.clone());
        }
        if !std::mem::replace(&mut seen[next], true) {
            path.push(next);
            if let Some(found) = path_back(start, path, seen, written) {
                return Some(found);
            }
            path.pop();
        }
    }
    None
}
