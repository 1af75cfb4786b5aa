//! [`ast`](crate::ast) → [`Draft`]: attributes and included files are read, and bases are merged in. Whether a
//! policy is legal is for the rules to decide.

mod bases;
mod cfg;
pub(crate) mod cfg_attr;
mod entries;
pub(crate) mod expect;
mod expression;
mod fields;
mod include;
mod inherit;
mod limit;
mod methods;
mod names;
pub(crate) mod places;
mod unexpected;
pub(crate) mod waivers;

use std::path::PathBuf;

use cors_policy::draft::{Draft, Place};

use self::bases::Bases;
pub(crate) use self::cfg::{Predicates, attribute_span};
use self::places::{Location, Places, PolicyPart};
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
    /// A waiver is on the policy and not on an entry, which is reported.
    has_misplaced_waiver: bool,
}

impl Context {
    fn place(&mut self, caret: Caret, policy: usize, part: PolicyPart) -> Place {
        self.places.add(Location { caret, policy, part, line: None })
    }
}

/// The policies of an item block.
pub(crate) fn policies(items: &[&PolicyItem], context: &mut Context) -> Vec<Draft> {
    names::unique(items, &mut context.errors);
    cfg_attr::check(items, &mut context.errors);
    let mut bases = Bases::new(items);
    for at in bases.order(&mut context.errors) {
        let PolicyItem { body, broken, .. } = items[at];
        context.has_misplaced_waiver = waivers::misplaced(items[at], &mut context.errors);
        let broken = *broken || context.has_misplaced_waiver;
        let draft = read(at, body, broken, &bases, context);
        bases.put(at, draft);
    }
    bases.into_drafts()
}

/// The policy of an expression. `broken`: its grammar was broken, which has been reported.
pub(crate) fn expression(body: &Body, broken: bool, context: &mut Context) -> Draft {
    read(0, body, broken, &Bases::default(), context)
}

fn read(at: usize, body: &Body, broken: bool, bases: &Bases<'_>, context: &mut Context) -> Draft {
    let base = body.base.as_ref().and_then(|base| bases.draft(base, at, None, &mut context.errors));
    let mut draft = match base {
        Some(base) => base.clone(),
        None => Draft::new(context.place(body.caret, at, PolicyPart::Policy)),
    };
    draft.is_incomplete |= broken || body.base.is_some() && base.is_none();
    context.has_credentials = bases::have_credentials(body, base);
    fields::read(at, body, &mut draft, bases, context);
    limit::check(body, &mut draft, context);
    draft
}
