//! [`ast`](crate::ast) → [`Draft`]: attributes and included files are read, and bases are merged in. Whether a
//! policy is legal is for the rules to decide.

mod bases;
mod cfg;
pub(crate) mod cfg_attr;
mod entries;
pub(crate) mod expect;
mod fields;
mod include;
mod inherit;
mod limit;
mod methods;
mod misfits;
mod names;
pub(crate) mod places;
mod waivers;

use std::path::PathBuf;

use cors_policy::draft::{Draft, Place};

use self::bases::Fields;
pub(crate) use self::cfg::{Predicates, attribute_span};
use self::places::{Location, Part, Places};
use crate::ast::{Body, PolicyItem};
use crate::diag::{Caret, Errors};

/// What is known about a block so far.
#[derive(Debug, Default)]
pub(crate) struct Context {
    pub(crate) errors: Errors,
    pub(crate) predicates: Predicates,
    pub(crate) places: Places,
    /// The files that the compiler has to watch.
    pub(crate) watched: Vec<PathBuf>,
    /// The policy that is being read has `credentials: true`, itself or through its base.
    has_credentials: bool,
}

impl Context {
    fn place(&mut self, caret: Caret, policy: usize, part: Part) -> Place {
        self.places.add(Location { caret, policy, part, line: None })
    }
}

/// The policies of an item block.
pub(crate) fn policies(items: &[&PolicyItem], context: &mut Context) -> Vec<Draft> {
    names::unique(items, &mut context.errors);
    cfg_attr::check(items, &mut context.errors);
    let mut written: Vec<Fields> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        context.has_credentials = bases::have_credentials(&item.body, items, items.len());
        let mut fields = fields::read(at, &item.body, context);
        fields.is_incomplete |= item.broken;
        written.push(fields);
    }
    bases::resolve(items, &mut written, &mut context.errors);
    let bodies: Vec<&Body> = items.iter().map(|item| &item.body).collect();
    drafts(&bodies, &written, context)
}

/// The policy of an expression. `broken`: its grammar was broken, which has been reported.
pub(crate) fn expression(body: &Body, broken: bool, context: &mut Context) -> Draft {
    context.has_credentials = bases::have_credentials(body, &[], 0);
    let mut fields = fields::read(0, body, context);
    fields.is_incomplete |= broken;
    bases::refuse(body, &mut fields, &mut context.errors);
    drafts(&[body], &[fields], context).remove(0)
}

fn drafts(bodies: &[&Body], written: &[Fields], context: &mut Context) -> Vec<Draft> {
    let mut drafts = inherit::drafts(bodies, written, context);
    limit::check(bodies, written, &mut drafts, context);
    drafts
}
