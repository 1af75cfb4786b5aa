//! `#[dangerously_allow(…)]`: the waivers of an entry.

use cors_policy::draft::Written;
use cors_policy::near::near_miss;
use cors_policy::words::Waiver;
use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{Attribute, Token};

use super::places::PolicyPart;
use super::{Context, attribute_span};
use crate::ast::{self, PolicyItem};
use crate::diag::{Caret, Errors};
use crate::kw;

#[derive(Debug, Default)]
pub(super) struct Waivers {
    pub(super) given: Vec<Written<Waiver>>,
    /// One of them could not be read, which is reported.
    pub(super) is_broken: bool,
}

impl Waivers {
    /// Adds the waivers of one attribute.
    pub(super) fn read(&mut self, attribute: &Attribute, policy: usize, context: &mut Context) {
        let before = context.errors.count();
        let caret = Caret::from(attribute_span(attribute));
        match attribute.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated) {
            Err(_) => context.errors.error(caret, "expected the name of a waiver in parentheses", &known()),
            Ok(names) if names.is_empty() => {
                context.errors.error(caret, "the name of the waiver is missing", &known());
            }
            Ok(names) => names.iter().for_each(|name| self.add(name, policy, context)),
        }
        self.is_broken |= context.errors.count() > before;
    }

    fn add(&mut self, name: &Ident, policy: usize, context: &mut Context) {
        let (text, caret) = (name.to_string(), Caret::from(name.span()));
        match Waiver::from_name(&text) {
            Some(waiver) if self.given.iter().any(|given| given.value == waiver) => {
                context.errors.error(
                    caret,
                    &format!("the waiver `{text}` is given twice"),
                    "remove one of them",
                );
            }
            Some(waiver) => {
                let place = context.place(caret, policy, PolicyPart::Waiver);
                self.given.push(Written::new(waiver, place));
            }
            None => {
                let names = "write `insecure_origins`, `public_suffixes` or `any_host` (on `runtime` also `predicates`)";
                let help = near_miss(&text, &Waiver::ALL.map(Waiver::name))
                    .map_or_else(|| names.to_owned(), |near| format!("write `{near}`"));
                context.errors.error(caret, &format!("unknown waiver `{text}`"), &help);
            }
        }
    }
}

/// Whether a waiver is on the policy and not on the entry that needs it; reports it.
pub(super) fn misplaced(item: &PolicyItem, errors: &mut Errors) -> bool {
    let Some(attribute) = item.attributes.iter().find(|attribute| is_waiver(attribute)) else { return false };
    let text = ast::written(attribute);
    errors.error(
        attribute,
        "a waiver must stand on the entry that needs it",
        &format!("move it: write `{text}` in front of that entry"),
    );
    true
}

/// Whether it is a `#[dangerously_allow(…)]`.
pub(crate) fn is_waiver(attribute: &Attribute) -> bool {
    attribute.path().is_ident(kw::DANGEROUSLY_ALLOW)
}

fn known() -> String {
    let [insecure, suffixes, any_host, predicates] =
        Waiver::ALL.map(|waiver| format!("`#[dangerously_allow({waiver})]`"));
    format!("write {insecure}, {suffixes} or {any_host} (on `runtime` also {predicates})")
}
