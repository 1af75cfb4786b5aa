//! Where a middleware takes its policy from.

use crate::decision::RunTimeOrigins;
use crate::policy::{Facts, Policy};
use crate::query::Queries;

/// A policy that can be enforced: constant, or constant with a list that is known at run time.
pub trait PolicySource: Clone + 'static {
    /// What the macro wrote down.
    fn facts(&self) -> &'static Facts;

    /// Whether the run-time list names `origin`, which the constant part does not.
    fn allows_at_run_time(&self, origin: &[u8]) -> bool;
}

impl PolicySource for Policy {
    fn facts(&self) -> &'static Facts {
        (*self).facts()
    }

    fn allows_at_run_time(&self, _: &[u8]) -> bool {
        false
    }
}

impl PolicySource for Queries {
    fn facts(&self) -> &'static Facts {
        (*self).facts()
    }

    fn allows_at_run_time(&self, _: &[u8]) -> bool {
        false
    }
}

/// A source as the decision sees it.
pub(super) struct RunTime<'a, P>(pub(super) &'a P);

impl<P: PolicySource> RunTimeOrigins for RunTime<'_, P> {
    fn allow(&self, _: &Facts, origin: &[u8]) -> bool {
        self.0.allows_at_run_time(origin)
    }
}
