//! A policy with exceptions for methods.

use std::hash::{DefaultHasher, Hash as _};

use cors_policy::bytes::same;
use cors_policy::data::Data;
use cors_policy::decision::{CorsRequest, Framework};
use cors_policy::lookup::is_method;
use cors_policy::method::{is_forbidden, right_case, standard_near};

use super::{ByOrigin, Chooser, ChosenBy, InForce, Name, Source, for_each, refuse};
#[cfg(feature = "live")]
use crate::live::LivePolicy;
use crate::policy::Policy;

/// A policy with exceptions for `N` methods, made by [`Policy::except_methods`]. It goes wherever a policy goes, and
/// counts as one.
#[derive(Debug, Clone, Copy)]
#[must_use = "give it to `.wrap` or `.layer`"]
pub struct ByMethod<const N: usize, P = Policy, B = P> {
    exceptions: [(&'static str, P); N],
    base: B,
}

impl Policy {
    /// This policy, with other policies for some methods: `PUBLIC.except_methods([("PUT", EDITORS)])`. A request is
    /// decided by its method, a preflight by the method that it asks for; `HEAD` counts as `GET`, unless it is given a
    /// policy of its own.
    ///
    /// It goes around one path, where the methods of the path have different policies, or around a whole `App` or
    /// `Router`. A preflight for a method that its policy does not allow is refused: it never falls through to this
    /// policy.
    ///
    /// # Panics
    ///
    /// In a `const`, these are compile errors:
    ///
    /// - A policy does not allow the method that it is given for.
    /// - A method is given twice.
    /// - A standard method is not in upper case, or has one typing mistake: the method that is meant would have another
    ///   policy. (One that its policy lists, in quotes, is meant as it is.)
    ///
    /// ```
    /// use cors_runtime::{ByMethod, cors};
    ///
    /// cors! {
    ///     const PUBLIC = { origins: any };
    ///     const EDITORS = { origins: ["https://edit.example.com"], methods: [PUT, DELETE], credentials: true };
    /// }
    ///
    /// const ARTICLE: ByMethod<2> = PUBLIC.except_methods([("PUT", EDITORS), ("DELETE", EDITORS)]);
    /// # let _ = ARTICLE;
    /// ```
    #[track_caller]
    pub const fn except_methods<const N: usize>(self, exceptions: [(&'static str, Self); N]) -> ByMethod<N> {
        for_each!(at in exceptions: check(&exceptions, at, &exceptions[at].1.0.data));
        ByMethod { exceptions, base: self }
    }
}

impl<const M: usize, B> ByOrigin<M, Policy, B> {
    /// The same choice, with other policies for some methods, and the same panics: see [`Policy::except_methods`].
    /// `PUBLIC.except_origins_of([OWN]).except_methods([("PUT", EDITORS)])` is a `ByMethod<1, Policy, ByOrigin<1>>`.
    #[track_caller]
    pub const fn except_methods<const N: usize>(
        self,
        exceptions: [(&'static str, Policy); N],
    ) -> ByMethod<N, Policy, Self> {
        for_each!(at in exceptions: check(&exceptions, at, &exceptions[at].1.0.data));
        ByMethod { exceptions, base: self }
    }
}

#[cfg(feature = "live")]
impl LivePolicy {
    /// This policy, with other policies for some methods: see [`Policy::except_methods`]. `LivePolicy::from` turns a
    /// constant into one of them.
    ///
    /// # Panics
    ///
    /// As there. Whether a policy allows its method is checked now, and not after a replacement.
    #[track_caller]
    pub fn except_methods<const N: usize>(self, exceptions: [(&'static str, Self); N]) -> ByMethod<N, Self> {
        for_each!(at in exceptions: check(&exceptions, at, &exceptions[at].1.in_force()));
        ByMethod { exceptions, base: self }
    }
}

#[cfg(feature = "live")]
impl<const M: usize, B> ByOrigin<M, LivePolicy, B> {
    /// The same choice, with other policies for some methods, and the same panics: see [`LivePolicy::except_methods`].
    #[track_caller]
    pub fn except_methods<const N: usize>(
        self,
        exceptions: [(&'static str, LivePolicy); N],
    ) -> ByMethod<N, LivePolicy, Self> {
        for_each!(at in exceptions: check(&exceptions, at, &exceptions[at].1.in_force()));
        ByMethod { exceptions, base: self }
    }
}

/// Whether the exception at `at` names a method, in quotes, that its policy allows, for the first time.
#[track_caller]
const fn check<P>(exceptions: &[(&'static str, P)], at: usize, policy: &Data) {
    let method = exceptions[at].0;
    if !is_method(method.as_bytes()) {
        refuse(&[
            "`except_methods`: no policy allows a method of the name `",
            method,
            "`\n\nhelp: name one method, such as `\"PUT\"`",
        ]);
    }
    if is_forbidden(method) {
        refuse(&["`except_methods`: browsers never send `", method, "`\n\nhelp: remove it"]);
    }
    let allows = policy.allows_route(method);
    let (meant, why) = match right_case(method) {
        Some(meant) => (Some(meant), ": methods are case-sensitive"),
        // A policy that lists such a method says that it is meant.
        None if allows && !policy.methods.is_any() => (None, ""),
        None => (standard_near(method), ""),
    };
    if let Some(meant) = meant {
        refuse(&[
            "`except_methods`: unknown method `",
            method,
            "`",
            why,
            "\n\nhelp: write `\"",
            meant,
            "\"`",
        ]);
    }
    if !allows {
        let name = policy.name();
        refuse(&[
            "`except_methods`: policy `",
            name,
            "` does not allow the method ",
            method,
            ", which it is given for\n\nhelp: add it to `methods` of `",
            name,
            "`, or give another policy for it",
        ]);
    }
    let mut earlier = 0;
    while earlier < at {
        if same(exceptions[earlier].0.as_bytes(), method.as_bytes()) {
            refuse(&["`except_methods`: the method ", method, " is given twice\n\nhelp: remove one of them"]);
        }
        earlier += 1;
    }
}

impl<const N: usize, P: Source, B: Chooser<Policy = P>> Chooser for ByMethod<N, P, B> {
    type Policy = P;

    const CHOSEN_BY: ChosenBy = match B::CHOSEN_BY {
        ChosenBy::Origin => ChosenBy::Origin,
        ChosenBy::Method | ChosenBy::Nothing => ChosenBy::Method,
    };

    fn choose<F: Framework>(&self, request: &CorsRequest<'_, F>) -> InForce<Self> {
        let method = request.effective_method();
        let find = |method: &[u8]| self.exceptions.iter().find(|(name, _)| name.as_bytes() == method);
        // As in a policy, GET covers HEAD.
        let found = find(method).or_else(|| if method == b"HEAD" { find(b"GET") } else { None });
        match found {
            Some((_, policy)) => policy.in_force(),
            None => self.base.choose(request),
        }
    }

    fn identify(&self, identity: &mut DefaultHasher) {
        "except_methods".hash(identity);
        for (method, policy) in &self.exceptions {
            (method, Source::identity(policy)).hash(identity);
        }
        self.base.identify(identity);
    }

    fn name(&self) -> Name {
        Name { has_exceptions: true, ..self.base.name() }
    }
}
