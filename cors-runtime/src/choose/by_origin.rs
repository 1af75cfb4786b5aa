//! A policy with exceptions for origins.

use std::hash::{DefaultHasher, Hash as _};

use cors_policy::data::Data;
use cors_policy::decision::{CorsRequest, Framework, granted_origin};

use super::{ByMethod, Chooser, ChosenBy, InForce, Name, Source, for_each, refuse};
#[cfg(feature = "live")]
use crate::live::LivePolicy;
use crate::policy::Policy;

/// A policy with exceptions for the origins of `N` others, made by [`Policy::except_origins_of`]. It goes wherever a
/// policy goes, and counts as one.
#[derive(Debug, Clone, Copy)]
#[must_use = "give it to `.wrap` or `.layer`"]
pub struct ByOrigin<const N: usize, P = Policy, B = P> {
    exceptions: [P; N],
    base: B,
}

impl Policy {
    /// This policy, except for the origins of others: `PUBLIC.except_origins_of([OWN])` lets anyone read without cookies,
    /// and your own pages with them, on the same route. A request meets the first of `exceptions` that allows its only
    /// `Origin`, else this policy.
    ///
    /// | situation | what happens |
    /// |---|---|
    /// | a preflight for a method or a header that the chosen policy lacks | it is refused, even if this policy would grant it: if `OWN` allows less than `PUBLIC`, your own pages get less |
    /// | a shared cache | every response varies by `Origin`, even if this policy is open to any |
    /// | a browser's cache of preflights | it keeps them by origin |
    ///
    /// # Panics
    ///
    /// If one of `exceptions` is open to any origin, because it would leave no requests for the rest. In a `const`, that
    /// is a compile error.
    ///
    /// ```
    /// use cors_runtime::{ByOrigin, cors};
    ///
    /// cors! {
    ///     const PUBLIC = { origins: any };
    ///     const OWN = { origins: ["https://app.example.com"], methods: [GET, PUT], credentials: true };
    ///     const PARTNERS = { origins: ["https://partner.example"], methods: [GET, POST] };
    /// }
    ///
    /// const API: ByOrigin<2> = PUBLIC.except_origins_of([OWN, PARTNERS]);
    /// # let _ = API;
    /// ```
    #[track_caller]
    pub const fn except_origins_of<const N: usize>(self, exceptions: [Self; N]) -> ByOrigin<N> {
        for_each!(at in exceptions: check(&exceptions[at].0.data));
        ByOrigin { exceptions, base: self }
    }
}

impl<const M: usize, B> ByMethod<M, Policy, B> {
    /// The same choice, except for the origins of other policies, and the same panics: see
    /// [`Policy::except_origins_of`].
    #[track_caller]
    pub const fn except_origins_of<const N: usize>(
        self,
        exceptions: [Policy; N],
    ) -> ByOrigin<N, Policy, Self> {
        for_each!(at in exceptions: check(&exceptions[at].0.data));
        ByOrigin { exceptions, base: self }
    }
}

#[cfg(feature = "live")]
impl LivePolicy {
    /// This policy, except for the origins of others: see [`Policy::except_origins_of`]. `LivePolicy::from` turns a
    /// constant into one of them.
    ///
    /// # Panics
    ///
    /// If one of `exceptions` is open to any origin now. If one is replaced by such a policy later, it takes every request
    /// that has an `Origin`.
    #[track_caller]
    pub fn except_origins_of<const N: usize>(self, exceptions: [Self; N]) -> ByOrigin<N, Self> {
        for_each!(at in exceptions: check(&exceptions[at].in_force()));
        ByOrigin { exceptions, base: self }
    }
}

#[cfg(feature = "live")]
impl<const M: usize, B> ByMethod<M, LivePolicy, B> {
    /// The same choice, except for the origins of other policies, and the same panics: see
    /// [`LivePolicy::except_origins_of`].
    #[track_caller]
    pub fn except_origins_of<const N: usize>(
        self,
        exceptions: [LivePolicy; N],
    ) -> ByOrigin<N, LivePolicy, Self> {
        for_each!(at in exceptions: check(&exceptions[at].in_force()));
        ByOrigin { exceptions, base: self }
    }
}

/// Whether a policy can be an exception.
#[track_caller]
const fn check(policy: &Data) {
    if policy.origins.is_any() {
        refuse(&[
            "`except_origins_of`: policy `",
            policy.name(),
            "` is open to any origin, and would leave no request to the policies after it\n\n\
             help: make it the one that the others are exceptions from",
        ]);
    }
}

impl<const N: usize, P: Source, B: Chooser<Policy = P>> Chooser for ByOrigin<N, P, B> {
    type Policy = P;

    const CHOSEN_BY: ChosenBy = ChosenBy::Origin;

    fn choose<F: Framework>(&self, request: &CorsRequest<'_, F>) -> InForce<Self> {
        // Two `Origin` lines are no exception's.
        if let Some(origin) = request.origin.only_line() {
            for policy in &self.exceptions {
                let policy = policy.in_force();
                if granted_origin(&policy, origin).is_some() {
                    return policy;
                }
            }
        }
        self.base.choose(request)
    }

    fn identify(&self, identity: &mut DefaultHasher) {
        "except_origins_of".hash(identity);
        for policy in &self.exceptions {
            Source::identity(policy).hash(identity);
        }
        self.base.identify(identity);
    }

    fn name(&self) -> Name {
        Name { has_exceptions: true, ..self.base.name() }
    }
}
