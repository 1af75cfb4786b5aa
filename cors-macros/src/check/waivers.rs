//! `#[dangerously_allow(…)]`: the waivers of two rules, on the entry that needs them.

use std::cell::{Cell, RefCell};

use crate::cfg::attribute_span;
use crate::check::near_miss;
use crate::diag::{Errors, Place};
use crate::kw;

/// The waivers that an entry bears, and whether some policy needed them.
#[derive(Debug, Default)]
pub(crate) struct Waivers {
    given: RefCell<Vec<(String, Place)>>,
    needed: RefCell<Vec<String>>,
    /// One could not be read; the error is reported, and what it was meant to waive is no second one.
    broken: Cell<bool>,
}

impl Waivers {
    /// Whether `name` is waived; asking is needing it.
    pub(super) fn waive(&self, name: &str) -> bool {
        self.needed.borrow_mut().push(name.to_owned());
        self.broken.get() || self.bears(name)
    }

    pub(super) fn bears(&self, name: &str) -> bool {
        self.given.borrow().iter().any(|(given, _)| given == name)
    }

    /// A waiver that its entry does not need hides the day when it will.
    pub(super) fn report_unneeded(&self, errors: &mut Errors) {
        for (name, place) in self.given.take() {
            if !self.needed.borrow().contains(&name) {
                let why = if name == kw::INSECURE_ORIGINS {
                    "only an `http` origin that is not loopback needs it, and only with `credentials: true`"
                } else {
                    "only a wildcard that reaches a public suffix needs it, and only with `credentials: true`"
                };
                errors.error(
                    place,
                    format!("this entry does not need the waiver `{name}`: {why}"),
                    format!("remove `#[{}({name})]`", kw::DANGEROUSLY_ALLOW),
                );
            }
        }
    }

    /// Adds those of one attribute.
    pub(super) fn read(&self, attribute: &syn::Attribute, errors: &mut Errors) {
        const WRITE: &str =
            "write `#[dangerously_allow(insecure_origins)]` or `#[dangerously_allow(public_suffixes)]`";
        let before = errors.count();
        let place = Place::token(attribute_span(attribute));
        let parse = syn::punctuated::Punctuated::<syn::Ident, syn::Token![,]>::parse_terminated;
        match attribute.parse_args_with(parse) {
            Err(_) => errors.error(place, "a waiver is a name in parentheses", WRITE),
            Ok(names) if names.is_empty() => errors.error(place, "this waiver names nothing", WRITE),
            Ok(names) => names.iter().for_each(|name| self.add(name, WRITE, errors)),
        }
        if errors.count() > before {
            self.set_broken();
        }
    }

    pub(super) fn set_broken(&self) {
        self.broken.set(true);
    }

    fn add(&self, name: &syn::Ident, write: &str, errors: &mut Errors) {
        const KNOWN: [&str; 2] = [kw::INSECURE_ORIGINS, kw::PUBLIC_SUFFIXES];
        let (text, place) = (name.to_string(), Place::token(name.span()));
        if self.bears(&text) {
            errors.error(place, format!("the waiver `{text}` is given twice"), "remove one of them");
        } else if KNOWN.contains(&text.as_str()) {
            self.given.borrow_mut().push((text, place));
        } else {
            let help = near_miss(&text, &KNOWN)
                .map_or_else(|| write.to_owned(), |near| format!("did you mean `{near}`?"));
            errors.error(place, format!("there is no waiver `{text}`"), help);
        }
    }
}
