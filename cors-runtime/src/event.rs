//! Events, the same for every framework. Nothing of a request is printed unescaped or in full, so nothing can forge a
//! log line.
//!
//! Each is emitted where the request is decided, by one macro call whose fields are computed only if the event is
//! enabled: so a service that logs through `log` gets the same events as one with a subscriber of `tracing`.

use std::fmt;

use cors_policy::decision::{CorsRequest, Framework, Refusal, Single};
use cors_policy::verdict::Verdict;

use crate::choose::Name;
use crate::data::PolicyData;

macro_rules! event {
    ($level:ident, $($fields:tt)*) => {
        #[cfg(feature = "tracing")]
        tracing::$level!(target: "cors", $($fields)*)
    };
}

/// The most bytes of a text that are printed. A browser's origin has a scheme, a host of at most 253 bytes and a port.
const MOST: usize = 280;

/// Text of a request, escaped, and at most so many bytes of it.
pub(crate) struct Escaped<'a>(pub(crate) &'a [u8], pub(crate) usize);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, rest) = self.0.split_at(self.0.len().min(self.1));
        write!(f, "{:?}", String::from_utf8_lossy(head))?;
        if rest.is_empty() { Ok(()) } else { write!(f, " and {} more bytes", rest.len()) }
    }
}

/// The same for a header that must come in one line.
pub(crate) struct HeaderLine<'r, V>(pub(crate) Single<'r, V>, pub(crate) usize);

impl<V: AsRef<[u8]>> fmt::Display for HeaderLine<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Single::Absent => f.write_str("none"),
            Single::One(value) => Escaped(value.as_ref(), self.1).fmt(f),
            Single::Repeated => f.write_str("several lines"),
        }
    }
}

/// A preflight that is refused: one event at debug level.
pub(crate) fn preflight_refused<F: Framework>(
    policy: &PolicyData,
    request: &CorsRequest<'_, F>,
    refusal: Refusal<'_>,
) {
    event!(
        debug,
        policy = policy.name(),
        origin = %HeaderLine(request.origin, MOST),
        method = %HeaderLine(request.requested_method, MOST),
        header = refusal.header.map(|header| tracing::field::display(Escaped(header, MOST))),
        verdict = %refusal.verdict,
        "preflight refused"
    );
}

/// A response that carries no grant although the request has an `Origin`: one event at debug level.
pub(crate) fn not_granted<F: Framework>(policy: &PolicyData, request: &CorsRequest<'_, F>, verdict: Verdict) {
    event!(
        debug,
        policy = policy.name(),
        origin = %HeaderLine(request.origin, MOST),
        method = %Escaped(request.method.as_ref().as_bytes(), MOST),
        %verdict,
        "response without CORS headers"
    );
}

/// A request that an `AllowedOrigin` refused: one event at debug level.
pub(crate) fn request_refused<F: Framework>(policy: &PolicyData, request: &CorsRequest<'_, F>) {
    event!(
        debug,
        policy = policy.name(),
        origin = %HeaderLine(request.origin, MOST),
        method = %Escaped(request.method.as_ref().as_bytes(), MOST),
        verdict = %Verdict::OriginNotAllowed,
        "request refused"
    );
}

/// A handler takes a checked origin, and no `AllowedOrigin` is around it: a mistake in the service, and one event
/// at error level.
#[cfg(feature = "actix-web")]
pub(crate) fn unchecked_origin(route: Option<&str>) {
    event!(
        error,
        route = route.unwrap_or_default(),
        "a handler takes a `CheckedOrigin`, and no `AllowedOrigin` around it checks the origin: add \
         `.wrap(AllowedOrigin::of(POLICY))`"
    );
}

/// A live policy that an `AllowedOrigin` uses was replaced by one whose origins cannot be checked, or were not chosen for
/// that: one event at error level.
pub(crate) fn unsuitable(policy: &str, message: impl Fn() -> String) {
    event!(error, policy, "{}", message());
}

/// A predicate that panicked: one event at error level for each policy, because a client may choose that it does.
#[cfg(feature = "live")]
pub(crate) fn predicate_panicked(policy: &str, origin: &str) {
    let origin = Escaped(origin.as_bytes(), MOST);
    event!(
        error,
        policy,
        %origin,
        "the predicate of policy `{policy}` panicked, which is a refusal; later panics are not reported"
    );
}

/// What a configuration says without effect. The text is escaped.
#[cfg(feature = "config")]
pub(crate) fn noted(policy: &str, note: &crate::live::ConfigNote) {
    event!(warn, policy, place = note.place(), "{}", note.message());
}

/// A policy inside another one: a mistake in the service, and one event at error level.
pub(crate) fn nested(nested: &Nested<'_>) {
    event!(error, policy = &*nested.inner.base, outer = &*nested.outer.base, "{nested}");
}

/// What is wrong with a policy inside another one, and what to do.
pub(crate) struct Nested<'a> {
    pub(crate) outer: &'a Name,
    pub(crate) inner: &'a Name,
    /// What to do about it in the framework at hand.
    pub(crate) remedy: &'static str,
}

impl fmt::Display for Nested<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { outer, inner, remedy } = self;
        write!(
            f,
            "{inner} is nested inside {outer}; policies do not nest, so the request was not handled. {remedy}"
        )?;
        if outer.base == inner.base && !outer.has_exceptions && !inner.has_exceptions {
            f.write_str(" (These are two policies, although they have one name: use clones of one.)")?;
        }
        Ok(())
    }
}
