//! The names of policies, and the `#[cfg(…)]`s on them.

use std::collections::HashMap;

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use super::attribute_span;
use crate::ast::{self, PolicyItem};
use crate::diag::{Caret, Errors};
use crate::kw;

/// Two policies with the same name would be two constants with the same name.
pub(super) fn unique(items: &[&PolicyItem], errors: &mut Errors) {
    let mut seen: HashMap<String, &PolicyItem> = HashMap::new();
    for item in items {
        let first = seen.insert(item.name.to_string(), item);
        if let Some(first) = first.filter(|_| item.cfgs().next().is_none()) {
            let (here, there) = (Caret::token(item.name.span()), Caret::token(first.name.span()));
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
        .map(|attribute| text(&attribute.meta))
        .collect();
    texts.sort_unstable();
    texts
}

/// The text between the parentheses.
fn text(meta: &Meta) -> String {
    match meta {
        Meta::List(list) => ast::text(&list.tokens.clone().into_iter().collect::<Vec<TokenTree>>()),
        Meta::Path(_) | Meta::NameValue(_) => String::new(),
    }
}

/// `#[cfg_attr(…, cfg(…))]` leaves a policy out of builds without a `#[cfg(…)]` that could be compared with
/// another one.
pub(super) fn without_hidden_cfg(items: &[&PolicyItem], errors: &mut Errors) {
    for attribute in items.iter().flat_map(|item| &item.attributes) {
        if let Some((when, cfg)) = hidden_cfg(&attribute.meta) {
            errors.error(
                Caret::token(attribute_span(attribute)),
                "a policy takes no `#[cfg_attr(…, cfg(…))]`: what builds on it must have the same `#[cfg(…)]`",
                &format!("write `#[cfg(any(not({when}), {cfg}))]`"),
            );
        }
    }
}

/// The two predicates.
fn hidden_cfg(meta: &Meta) -> Option<(String, String)> {
    let Meta::List(list) = meta else { return None };
    if !kw::is(&list.path, kw::CFG_ATTR) {
        return None;
    }
    let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
    let mut parts = parts.iter();
    let when = ast::text(&parts.next()?.to_token_stream().into_iter().collect::<Vec<_>>());
    parts.find_map(|part| match part {
        Meta::List(inner) if kw::is(&inner.path, kw::CFG) => Some((when.clone(), text(part))),
        part => hidden_cfg(part).map(|(inner, cfg)| (format!("all({when}, {inner})"), cfg)),
    })
}
