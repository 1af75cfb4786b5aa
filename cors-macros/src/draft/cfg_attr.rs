//! `#[cfg_attr(…)]` on a policy. One that holds a `cfg` leaves the policy out of a build, without a `#[cfg(…)]` that
//! could be compared with that of a policy that builds on it: what the build leaves out would come back. So it is
//! refused, and so is whatever cannot be read.

use cors_policy::violation::Advice;
use proc_macro2::TokenStream;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use crate::ast::{self, PolicyItem};
use crate::diag::Errors;
use crate::kw;
use crate::parse::{flatten, is_punct};

/// Reports each one that hides a `cfg`, or may do so.
pub(super) fn check(items: &[&PolicyItem], errors: &mut Errors) {
    for attribute in items.iter().flat_map(|item| &item.attributes) {
        match Effect::from_attribute(attribute) {
            Effect::None => {}
            Effect::Hides(what) => errors.error(
                attribute,
                "a policy must not hide a `cfg` in a `#[cfg_attr(…)]`",
                Advice::help(format!("write `{}`", what.in_the_open()))
                    .because("what builds on the policy must have the same `#[cfg(…)]`"),
            ),
            Effect::Unreadable => errors.error(
                attribute,
                "this `#[cfg_attr(…)]` cannot be read, and it may hide a `cfg`",
                "write `#[cfg_attr(predicate, attribute)]`\nor put `#[cfg(…)]` on the policy",
            ),
        }
    }
}

/// Whether an attribute may leave its policy out of a build.
pub(crate) fn may_hide_cfg(attribute: &Attribute) -> bool {
    !matches!(Effect::from_attribute(attribute), Effect::None)
}

enum Effect {
    None,
    Hides(CfgAttr),
    Unreadable,
}

impl Effect {
    fn from_attribute(attribute: &Attribute) -> Self {
        if !kw::is(attribute.path(), kw::CFG_ATTR) {
            return Self::None;
        }
        let Meta::List(list) = &attribute.meta else { return Self::Unreadable };
        match CfgAttr::read(list.tokens.clone()) {
            Some(read) if read.cfgs.is_empty() => Self::None,
            Some(read) => Self::Hides(read),
            None => Self::Unreadable,
        }
    }
}

/// `predicate, attribute, …`
#[derive(Default)]
struct CfgAttr {
    /// The predicate, as text.
    when: String,
    /// The predicates of each `cfg` in it.
    cfgs: Vec<String>,
    /// The other attributes.
    others: Vec<String>,
}

impl CfgAttr {
    /// Reads it as the compiler does: a predicate up to the first comma, then attributes. `None` for anything else.
    fn read(tokens: TokenStream) -> Option<Self> {
        let trees = flatten(tokens);
        let comma = trees.iter().position(|tree| is_punct(tree, ',')).filter(|at| *at > 0)?;
        let attributes = trees[comma + 1..].iter().cloned().collect();
        let attributes = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(attributes).ok()?;
        let mut read = Self { when: ast::text(&trees[..comma]), ..Self::default() };
        attributes.iter().try_for_each(|attribute| read.attribute(attribute))?;
        Some(read)
    }

    fn attribute(&mut self, attribute: &Meta) -> Option<()> {
        let path = attribute.path();
        let inner = if let Meta::List(list) = attribute { Some(list.tokens.clone()) } else { None };
        if kw::is(path, kw::CFG) {
            self.cfgs.push(ast::text(&flatten(inner?)));
        } else if kw::is(path, kw::CFG_ATTR) {
            let inner = Self::read(inner?)?;
            if !inner.cfgs.is_empty() {
                self.cfgs.push(inner.condition());
            }
            self.others.extend(inner.without_cfgs());
        } else {
            // `unsafe(no_mangle)`
            if path.is_ident("unsafe") {
                let mut wrapped = Self::default();
                wrapped.attribute(&syn::parse2(inner?).ok()?)?;
                self.cfgs.extend(wrapped.cfgs);
            }
            self.others.push(ast::written(attribute));
        }
        Some(())
    }

    /// The one predicate that says the same.
    fn condition(&self) -> String {
        let cfgs = self.cfgs.join(", ");
        let cfgs = if self.cfgs.len() == 1 { cfgs } else { format!("all({cfgs})") };
        format!("any(not({}), {cfgs})", self.when)
    }

    fn without_cfgs(&self) -> Option<String> {
        let others = self.others.join(", ");
        (!others.is_empty()).then(|| format!("{}({}, {others})", kw::CFG_ATTR, self.when))
    }

    /// The attributes that say the same, with the `cfg` first.
    fn in_the_open(&self) -> String {
        let cfg = format!("#[{}({})]", kw::CFG, self.condition());
        self.without_cfgs().map_or(cfg.clone(), |others| format!("{cfg} #[{others}]"))
    }
}

#[cfg(test)]
mod tests;
