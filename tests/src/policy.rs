//! What stands in an application: a policy of any kind, or what chooses among several.

use cors_runtime::{ByMethod, ByOrigin, LivePolicy, Policy};

/// A policy of any kind, or what chooses among several.
#[derive(Debug, Clone)]
pub enum AnyPolicy {
    /// A constant.
    Constant(Policy),
    /// A template with its list, a configuration, or a constant made live.
    Live(LivePolicy),
    /// A constant with exceptions for methods.
    ByMethod(ByMethod<2>),
    /// A live one with exceptions for methods.
    LiveByMethod(ByMethod<2, LivePolicy>),
    /// A constant with exceptions for origins.
    ByOrigin(ByOrigin<2>),
    /// A live one with exceptions for origins.
    LiveByOrigin(ByOrigin<2, LivePolicy>),
    /// One with both.
    ByBoth(ByMethod<2, Policy, ByOrigin<2>>),
    /// The other way round.
    LiveByBoth(ByOrigin<2, LivePolicy, ByMethod<2, LivePolicy>>),
}

/// Runs code that is generic over the kind of a policy, with the name of the kind.
#[macro_export]
macro_rules! with_policy {
    ($any:expr, |$kind:ident, $policy:ident| $run:expr) => {{
        use $crate::policy::AnyPolicy;
        match $any {
            AnyPolicy::Constant($policy) => {
                let $kind = "";
                $run
            }
            AnyPolicy::Live($policy) => {
                let $kind = ", live,";
                $run
            }
            AnyPolicy::ByMethod($policy) => {
                let $kind = ", by method,";
                $run
            }
            AnyPolicy::LiveByMethod($policy) => {
                let $kind = ", live, by method,";
                $run
            }
            AnyPolicy::ByOrigin($policy) => {
                let $kind = ", by origin,";
                $run
            }
            AnyPolicy::LiveByOrigin($policy) => {
                let $kind = ", live, by origin,";
                $run
            }
            AnyPolicy::ByBoth($policy) => {
                let $kind = ", by origin and method,";
                $run
            }
            AnyPolicy::LiveByBoth($policy) => {
                let $kind = ", live, by method and origin,";
                $run
            }
        }
    }};
}

impl AnyPolicy {
    /// What chooses this policy for every request, in one way or another: so it answers as the policy does alone.
    pub fn choosers(policy: Policy) -> Vec<Self> {
        let live = || LivePolicy::from(policy);
        let mut all = Vec::new();
        // A policy that is open to any origin varies where it is chosen by origin.
        let has_list = !policy.origins().is_any();
        if has_list {
            all.push(Self::ByOrigin(policy.except_origins_of([policy, policy])));
            all.push(Self::LiveByOrigin(live().except_origins_of([live(), live()])));
        }
        if policy.allows_method("GET") {
            all.push(Self::ByMethod(policy.except_methods([("GET", policy), ("HEAD", policy)])));
            all.push(Self::LiveByMethod(live().except_methods([("GET", live()), ("HEAD", live())])));
            if has_list {
                let both = policy
                    .except_origins_of([policy, policy])
                    .except_methods([("GET", policy), ("HEAD", policy)]);
                all.push(Self::ByBoth(both));
                let both = live()
                    .except_methods([("GET", live()), ("HEAD", live())])
                    .except_origins_of([live(), live()]);
                all.push(Self::LiveByBoth(both));
            }
        }
        all
    }
}

impl From<Policy> for AnyPolicy {
    fn from(policy: Policy) -> Self {
        Self::Constant(policy)
    }
}

impl From<LivePolicy> for AnyPolicy {
    fn from(policy: LivePolicy) -> Self {
        Self::Live(policy)
    }
}
