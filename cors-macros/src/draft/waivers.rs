//! `#[dangerously_allow(…)]`: the waivers of an entry.

use cors_policy::draft::Written;
use cors_policy::near::near_miss;
use cors_policy::violation::Wording;
use cors_policy::words::Waiver;
use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{Attribute, Token};

use super::Reader;
use crate::ast::{self, PolicyItem};
use crate::diag::{Caret, Errors};
use crate::kw;
use crate::report::{PolicyPart, WrittenIn};

impl Reader<'_> {
    /// Adds the waivers of one attribute, and returns whether all of them could be read.
    pub(super) fn waivers(&mut self, attribute: &Attribute, given: &mut Vec<Written<Waiver>>) -> bool {
        let before = self.context.errors.count();
        let as_attribute = |waiver: Waiver| WrittenIn::Code.waiver(waiver);
        match attribute.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated) {
            Err(_) => {
                self.error(attribute, "expected the name of a waiver in parentheses", known(as_attribute));
            }
            Ok(names) if names.is_empty() => {
                self.error(attribute, "the name of the waiver is missing", known(as_attribute));
            }
            Ok(names) => names.iter().for_each(|name| self.waiver(name, given)),
        }
        self.context.errors.count() == before
    }

    fn waiver(&mut self, name: &Ident, given: &mut Vec<Written<Waiver>>) {
        let text = name.to_string();
        let Some(waiver) = Waiver::from_name(&text) else {
            let near = near_miss(&text, &Waiver::ALL.map(Waiver::name));
            let help =
                near.map_or_else(|| known(|waiver| waiver.to_string()), |near| format!("write `{near}`"));
            return self.error(name.span(), format!("unknown waiver `{text}`"), help);
        };
        let place = self.place(Caret::from(name.span()), PolicyPart::Waiver);
        given.push(Written::new(waiver, place));
    }
}

/// Whether a waiver is on the policy and not on the entry that needs it; reports it.
pub(super) fn misplaced(item: &PolicyItem, errors: &mut Errors) -> bool {
    let Some(attribute) = item.attributes.iter().find(|attribute| is_waiver(attribute)) else { return false };
    let help = format!("move it: write `{}` in front of that entry", ast::written(attribute));
    errors.error(attribute, "a waiver must stand on the entry that needs it", help);
    true
}

/// Whether it is a `#[dangerously_allow(…)]`.
pub(crate) fn is_waiver(attribute: &Attribute) -> bool {
    attribute.path().is_ident(kw::DANGEROUSLY_ALLOW)
}

fn known(written: impl Fn(Waiver) -> String) -> String {
    let [insecure, suffixes, any_host, predicates] =
        Waiver::ALL.map(|waiver| format!("`{}`", written(waiver)));
    format!("write {insecure}, {suffixes} or {any_host} (on `runtime` also {predicates})")
}
