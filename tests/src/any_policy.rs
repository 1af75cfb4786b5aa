//! What [`deployments`](crate::deployments) takes: a policy of any kind, or what chooses among several.
//!
//! ```ignore
//! deployments(APP).await
//! deployments(AnyPolicy::ByMethod(PUBLIC.except_methods([("PUT", EDITORS), ("DELETE", ADMINS)]))).await
//! ```

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

/// Runs code with the policy that this is, whatever its type. What a policy is put around has types that cannot be
/// named, so no function can take one.
#[macro_export]
macro_rules! with_policy {
    ($any:expr, |$policy:ident| $run:expr) => {
        match $any {
            $crate::any_policy::AnyPolicy::Constant($policy) => $run,
            $crate::any_policy::AnyPolicy::Live($policy) => $run,
            $crate::any_policy::AnyPolicy::ByMethod($policy) => $run,
            $crate::any_policy::AnyPolicy::LiveByMethod($policy) => $run,
            $crate::any_policy::AnyPolicy::ByOrigin($policy) => $run,
            $crate::any_policy::AnyPolicy::LiveByOrigin($policy) => $run,
            $crate::any_policy::AnyPolicy::ByBoth($policy) => $run,
            $crate::any_policy::AnyPolicy::LiveByBoth($policy) => $run,
        }
    };
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
