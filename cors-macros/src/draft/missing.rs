//! A base that cannot be used: why not, and which one may be meant.

use cors_policy::draft::{DraftList, EntryText};
use cors_policy::near::near_miss;
use cors_policy::violation::Advice;
use cors_policy::words::FieldName;
use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::bases::Bases;
use crate::ast::{PolicyField, Value};

/// How many policies of the block a help names.
const MOST_NAMED: usize = 5;

/// How many names are compared with one that is not there.
const MOST_COMPARED: usize = 200;

impl Bases<'_> {
    /// Message and help for a base that is not found.
    pub(super) fn why_not(&self, base: &Ident, by: usize, list: Option<FieldName>) -> (String, Advice) {
        let candidates = self.candidates(&base.unraw().to_string());
        let by_name = &self.items[by].name;
        match candidates {
            [] => self.unknown(base, by, list),
            [only] => {
                let cfg: Vec<String> = self.cfgs(*only).iter().map(|cfg| format!("#[cfg({cfg})]")).collect();
                let what = if list.is_some() { format!("..{base}") } else { by_name.to_string() };
                (
                    format!("`{base}` does not exist in every build in which `..{base}` stands"),
                    Advice::help(format!("put `{}` on `{what}` as well", cfg.join(" ")))
                        .or("or build on a policy without `#[cfg(…)]`")
                        .because("what a build leaves out must not come back through a base"),
                )
            }
            _ => {
                let help = if list.is_some() {
                    format!("put the `#[cfg(…)]` of the `{base}` that is meant on `..{base}`")
                } else {
                    format!("define `{by_name}` as often, each time with the `#[cfg(…)]` of one `{base}`")
                };
                let message =
                    format!("`{base}` is defined more than once, and `..{base}` may mean any of them");
                (message, Advice::help(help))
            }
        }
    }

    /// The policies that this one, or its list of `field`, could build on: those that do not build on it, exist where it does,
    /// and have no word in place of the list.
    fn others(&self, by: usize, field: Option<FieldName>) -> Vec<usize> {
        let mut builds_on_it = vec![false; self.items.len()];
        let mut heirs = vec![by];
        while let Some(heir) = heirs.pop() {
            if !std::mem::replace(&mut builds_on_it[heir], true) {
                heirs.extend(&self.heirs[heir]);
            }
        }
        let around = self.cfgs(by);
        let has_list = |item: usize, field: FieldName| {
            let is_word =
                |own: &PolicyField| own.name == field.name() && matches!(own.value, Value::Tokens(_));
            let list = self.drafts[item].as_ref().and_then(|draft| draft.list(field));
            !self.items[item].body.fields.iter().any(is_word)
                && list.is_none_or(|list| matches!(*list.value, DraftList::Entries(_)))
        };
        let is_fit = |item: &usize| {
            !builds_on_it[*item]
                && self.cfgs(*item).iter().all(|cfg| around.contains(cfg))
                && field.is_none_or(|field| has_list(*item, field))
        };
        (0..self.items.len()).filter(is_fit).collect()
    }

    /// Of these, the one whose name is nearly that of the base.
    fn near(&self, base: &str, others: &[usize]) -> Option<usize> {
        let names = others.iter().take(MOST_COMPARED).map(|at| self.items[*at].name.unraw().to_string());
        let names: Vec<String> = names.collect();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let near = near_miss(base, &known)?;
        names.iter().position(|name| name == near).map(|at| others[at])
    }

    /// Message and help for a base that is not in the block.
    fn unknown(&self, base: &Ident, by: usize, field: Option<FieldName>) -> (String, Advice) {
        let others = self.others(by, field);
        let mut names: Vec<String> = Vec::new();
        for name in others.iter().map(|at| format!("`{}`", self.items[*at].name)) {
            if names.len() <= MOST_NAMED && !names.contains(&name) {
                names.push(name);
            }
        }
        let define = format!("define `{base}` in this block");
        let advice = match self.near(&base.unraw().to_string(), &others) {
            Some(near) => Advice::help(format!("write `{}`", self.items[near].name)),
            None if names.is_empty() => Advice::help(define).or(format!("or remove `..{base}`")),
            None => {
                if names.len() > MOST_NAMED {
                    names.truncate(MOST_NAMED);
                    names.push("…".to_owned());
                }
                Advice::help(format!("write {}", names.join(" or "))).or(format!("or {define}"))
            }
        };
        (format!("cannot find policy `{base}` in this `cors!` block"), advice)
    }

    /// Whether the policy that is meant by a base is a template. Then what builds on it is one as well, though the base
    /// cannot be used.
    pub(super) fn means_run_time(&self, base: &str, by: usize) -> bool {
        let is_template = |at: usize| {
            let list = self.drafts[at].as_ref().and_then(|draft| draft.origins.as_ref());
            list.is_some_and(|list| list.value.entries().iter().any(|entry| entry.text == EntryText::RunTime))
        };
        if !(0..self.items.len()).any(is_template) {
            return false;
        }
        let near = || self.near(base, &self.others(by, None));
        self.candidates(base).first().copied().or_else(near).is_some_and(is_template)
    }
}
