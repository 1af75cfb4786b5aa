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
mod methods;
mod missing;
mod unexpected;
pub(crate) mod waivers;

use std::collections::HashSet;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use cors_policy::draft::{Draft, DraftList, Place, Written};
use cors_policy::violation::Advice;

use self::bases::{Bases, Missing};
pub(crate) use self::cfg::Predicates;
use crate::ast::{Body, PolicyItem};
use crate::diag::{Caret, Errors};
use crate::report::{Location, Places, PolicyPart};

/// What is known about a block so far.
#[derive(Default)]
pub(crate) struct Context {
    pub(crate) errors: Errors,
    pub(crate) predicates: Predicates,
    pub(crate) places: Places,
    /// The files that the compiler has to watch.
    pub(crate) watched: Vec<PathBuf>,
    /// What a policy builds on is not known, nor which waivers are needed for it.
    pub(crate) has_unknown_base: bool,
    /// The lines of files that were refused here. Another policy may include the same file.
    told: HashSet<(Rc<str>, usize)>,
}

/// The policies of an item block.
pub(crate) fn policies(items: &[&PolicyItem], context: &mut Context) -> Vec<Draft> {
    let mut bases = Bases::new(items, &mut context.errors);
    cfg_attr::check(items, &mut context.errors);
    let before = context.errors.count();
    let order = bases.order(&mut context.errors);
    // Or a cycle.
    context.has_unknown_base = bases.has_unknown.contains(&true) || context.errors.count() > before;
    for at in order {
        let has_misplaced_waiver = waivers::misplaced(items[at], &mut context.errors);
        let draft = read(at, &items[at].body, has_misplaced_waiver, &bases, context);
        bases.drafts[at] = Some(draft);
    }
    // `order` names each policy once, so none is missing, and the indices stay those of the items.
    bases.drafts.into_iter().flatten().collect()
}

/// The policy of an expression.
pub(crate) fn expression(body: &Body, context: &mut Context) -> Draft {
    read(0, body, false, &Bases::default(), context)
}

/// The policy of this index.
fn read(
    policy: usize,
    body: &Body,
    has_misplaced_waiver: bool,
    bases: &Bases<'_>,
    context: &mut Context,
) -> Draft {
    let base = body.base.as_ref().map(|base| bases.draft(base, policy, None, &mut context.errors));
    let location = Location { caret: body.caret, policy, part: PolicyPart::Policy, line: None };
    let has_unknown_base = matches!(base, Some(Err(_)));
    let mut draft = match base {
        Some(Ok(base)) => base.clone(),
        _ => Draft::new(context.places.add(location)),
    };
    if let Some(Err(Missing { means_run_time: true })) = base {
        let list = DraftList::Entries(vec![entries::run_time(draft.place)]);
        draft.origins = Some(Written::new(Arc::new(list), draft.place));
    }
    let has_misplaced_waiver = has_misplaced_waiver || body.has_waiver;
    draft.may_have_origins |= body.broken || has_unknown_base;
    draft.is_incomplete |= draft.may_have_origins || has_misplaced_waiver;
    let mut reader = Reader { context, bases, policy, body, draft, has_misplaced_waiver };
    reader.fields();
    reader.limit();
    reader.draft
}

/// One policy while it is read.
struct Reader<'a> {
    context: &'a mut Context,
    bases: &'a Bases<'a>,
    /// The index of the policy.
    policy: usize,
    body: &'a Body,
    /// What is read so far, and what the base provides.
    draft: Draft,
    /// A waiver is on the policy or a field and not on an entry, which is reported.
    has_misplaced_waiver: bool,
}

impl Reader<'_> {
    /// Whether it has `credentials: true`, itself or through its base. That is known while the lists are read, because
    /// [`fields`](Self::fields) reads `credentials` first.
    fn has_credentials(&self) -> bool {
        self.draft.credentials.as_ref().is_some_and(|credentials| credentials.value)
    }

    fn error(&mut self, at: impl Into<Caret>, message: impl Into<String>, advice: impl Into<Advice>) {
        self.context.errors.error(at, message, advice);
    }

    fn place(&mut self, caret: Caret, part: PolicyPart) -> Place {
        self.context.places.add(Location { caret, policy: self.policy, part, line: None })
    }
}
