//! `#[cfg_attr(…)]` on a policy. One that holds a `cfg` leaves the policy out of a build, without a `#[cfg(…)]` that
//! could be compared with that of a policy that builds on it: what the build leaves out would come back. So it is
//! refused, and so is whatever cannot be read.

use cors_policy::violation::Advice;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Meta};

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
                "write `#[cfg_attr(predicate, attribute)]`, or put `#[cfg(…)]` on the policy",
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
        let mut parts = trees.split(|tree| is_punct(tree, ','));
        let when = parts.next().filter(|when| !when.is_empty() && when.len() < trees.len())?;
        let mut read = Self { when: ast::text(when), ..Self::default() };
        let mut parts = parts.peekable();
        while let Some(part) = parts.next() {
            if !part.is_empty() {
                read.attribute(part)?;
            } else if parts.peek().is_some() {
                return None;
            }
        }
        Some(read)
    }

    fn attribute(&mut self, trees: &[TokenTree]) -> Option<()> {
        let name = match trees.first()? {
            TokenTree::Ident(name) => name.to_string(),
            colon if is_punct(colon, ':') => String::new(),
            _ => return None,
        };
        let inner = match trees {
            [_, TokenTree::Group(group)] => Some(group.stream()),
            _ => None,
        };
        match (name.trim_start_matches("r#"), inner) {
            (kw::CFG, inner) => self.cfgs.push(ast::text(&flatten(inner?))),
            (kw::CFG_ATTR, inner) => {
                let inner = Self::read(inner?)?;
                if !inner.cfgs.is_empty() {
                    self.cfgs.push(inner.condition());
                }
                self.others.extend(inner.without_cfgs());
            }
            // `unsafe(no_mangle)`
            ("unsafe", inner) => {
                let mut wrapped = Self::default();
                wrapped.attribute(&flatten(inner?))?;
                self.cfgs.extend(wrapped.cfgs);
                self.others.push(ast::text(trees));
            }
            _ => self.others.push(ast::text(trees)),
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
