//! The names of policies, and the `#[cfg(…)]`s on them.

use std::collections::HashMap;

use syn::{Attribute, Meta};

use crate::ast::{self, PolicyItem};
use crate::diag::{Caret, Errors};
use crate::kw;

/// Two policies with the same name would be two constants with the same name.
pub(super) fn unique(items: &[&PolicyItem], errors: &mut Errors) {
    let mut seen: HashMap<String, &PolicyItem> = HashMap::new();
    for item in items {
        let first = seen.insert(item.name.to_string(), item);
        if let Some(first) = first.filter(|_| item.cfgs().next().is_none()) {
            let (here, there) = (Caret::from(item.name.span()), Caret::from(first.name.span()));
            errors.conflict(
                there,
                here,
                &format!("two policies are named `{}`", item.name),
                "give one of them another name",
            );
        }
    }
}

/// The predicates of the `#[cfg(…)]`s, in an order that does not depend on how they are written.
pub(super) fn cfg_texts(attributes: &[Attribute]) -> Vec<String> {
    let mut texts: Vec<String> = attributes
        .iter()
        .filter(|attribute| kw::is(attribute.path(), kw::CFG))
        .map(|attribute| match &attribute.meta {
            Meta::List(list) => ast::written(&list.tokens),
            Meta::Path(_) | Meta::NameValue(_) => String::new(),
        })
        .collect();
    texts.sort_unstable();
    texts
}
