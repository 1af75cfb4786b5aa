//! Different policies for the methods of one path.

use cors_policy::method::in_other_letters;

use crate::policy::Policy;
#[cfg(feature = "tower")]
use crate::source::Source;

/// One layer with a policy for each of the given methods, and one policy for all others.
///
/// The policy is chosen by the request's method or, for a preflight, by the requested method. The layer goes around
/// whatever serves all methods of one path: axum's `MethodRouter` (feature `tower`), or actix-web's `Resource`. In a
/// `const`, a policy that does not allow its method is a compile error.
///
/// # Panics
///
/// If a policy does not allow the method that it is given for, if a method is given twice, or if it is a standard method
/// that is not in upper case, which no request has.
///
/// ```
/// use cors_runtime::{ByMethod, by_method, cors};
///
/// cors! {
///     const PUBLIC = { origins: any };
///     const EDITORS = { origins: ["https://edit.example.com"], methods: [PUT, DELETE], credentials: true };
/// }
///
/// const ARTICLE: ByMethod<2> = by_method([("PUT", EDITORS), ("DELETE", EDITORS)], PUBLIC);
/// # let _ = ARTICLE;
/// ```
#[track_caller]
pub const fn by_method<const N: usize>(policies: [(&'static str, Policy); N], others: Policy) -> ByMethod<N> {
    let mut at = 0;
    while at < N {
        let (method, policy) = policies[at];
        assert!(
            policy.__cors_policy().allows_route(method),
            "`by_method`: a policy does not allow the method that it is given for\n\n\
             help: add the method to `methods` of the policy, or give another policy for it"
        );
        assert!(
            in_other_letters(method).is_none(),
            "`by_method`: methods are case-sensitive, and this is a standard one that is not in upper case: no request \
             has it, and the method that is meant would have another policy\n\nhelp: write it in upper case"
        );
        let mut earlier = 0;
        while earlier < at {
            assert!(
                !cors_policy::bytes::same(policies[earlier].0.as_bytes(), method.as_bytes()),
                "`by_method`: a method is given twice\n\nhelp: remove one of them"
            );
            earlier += 1;
        }
        at += 1;
    }
    ByMethod { policies, others }
}

/// Like [`by_method`](by_method()), with policies that the running service may replace. `LivePolicy::from` turns a
/// constant policy into one.
///
/// # Panics
///
/// If a method is given twice, or if it is a standard method that is not in upper case. Whether a policy allows its
/// method is not checked, because it may be replaced later.
#[cfg(feature = "live")]
pub fn by_method_live<const N: usize>(
    policies: [(&'static str, crate::live::LivePolicy); N],
    others: crate::live::LivePolicy,
) -> ByMethod<N, crate::live::LivePolicy> {
    for (at, (method, _)) in policies.iter().enumerate() {
        if let Some(meant) = in_other_letters(method) {
            panic!("`by_method_live`: no request has the method {method}\n\nhelp: write `{meant}`");
        }
        assert!(
            policies[..at].iter().all(|(earlier, _)| earlier != method),
            "`by_method_live`: the method {method} is given twice\n\nhelp: remove one of them"
        );
    }
    ByMethod { policies, others }
}

/// What [`by_method`](by_method()) returns: a policy for each of `N` methods, and one for the others.
#[derive(Debug, Clone, Copy)]
#[must_use = "give it to `.layer` or `.wrap`"]
pub struct ByMethod<const N: usize, P = Policy> {
    pub(crate) policies: [(&'static str, P); N],
    pub(crate) others: P,
}

impl<const N: usize, P> ByMethod<N, P> {
    /// The policy for a method.
    pub(crate) fn policy(&self, method: &[u8]) -> &P {
        let find = |method: &[u8]| self.policies.iter().find(|(name, _)| name.as_bytes() == method);
        // As in a policy, GET covers HEAD.
        let found = find(method).or_else(|| if method == b"HEAD" { find(b"GET") } else { None });
        found.map_or(&self.others, |(_, policy)| policy)
    }
}

/// One policy, or one of several.
#[cfg(feature = "tower")]
pub trait Choice: 'static {
    /// The kind of policy that is chosen.
    type Policy: Source;

    /// The policy for a request whose method, or requested method, is this.
    fn choose<'m>(&self, method: impl FnOnce() -> &'m [u8]) -> &Self::Policy;

    /// All policies that may be chosen.
    fn each(&self) -> impl Iterator<Item = &Self::Policy>;
}

#[cfg(feature = "tower")]
impl<P: Source> Choice for P {
    type Policy = P;

    fn choose<'m>(&self, _: impl FnOnce() -> &'m [u8]) -> &P {
        self
    }

    fn each(&self) -> impl Iterator<Item = &P> {
        std::iter::once(self)
    }
}

#[cfg(feature = "tower")]
impl<const N: usize, P: Source> Choice for ByMethod<N, P> {
    type Policy = P;

    fn choose<'m>(&self, method: impl FnOnce() -> &'m [u8]) -> &P {
        self.policy(method())
    }

    fn each(&self) -> impl Iterator<Item = &P> {
        self.policies.iter().map(|(_, policy)| policy).chain([&self.others])
    }
}
