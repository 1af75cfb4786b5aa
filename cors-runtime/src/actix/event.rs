//! Events: nothing of the request is printed unescaped, so nothing can forge a log line.

#[cfg(any(feature = "tracing", debug_assertions))]
use std::fmt;

use actix_web::http::header::HeaderValue;

use crate::verdict::Verdict;

/// The most bytes of an origin that are printed. A browser's origin is at most scheme, 253 bytes of host and port.
#[cfg(feature = "tracing")]
const MOST: usize = 280;

/// Text of a request, escaped and of bounded length.
#[cfg(any(feature = "tracing", debug_assertions))]
pub(super) struct Escaped<'a>(pub(super) &'a [u8], pub(super) usize);

#[cfg(any(feature = "tracing", debug_assertions))]
impl fmt::Debug for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, rest) = self.0.split_at(self.0.len().min(self.1));
        write!(f, "{:?}", String::from_utf8_lossy(head))?;
        if rest.is_empty() { Ok(()) } else { write!(f, " and {} more bytes", rest.len()) }
    }
}

/// Whether anybody listens to refusals.
pub(super) fn wanted() -> bool {
    #[cfg(feature = "tracing")]
    return tracing::enabled!(target: "cors", tracing::Level::DEBUG);
    #[cfg(not(feature = "tracing"))]
    return false;
}

/// The origin to print, if anybody listens: it is kept until the response is there.
pub(super) fn origin(origin: Option<&HeaderValue>) -> Option<HeaderValue> {
    if wanted() { origin.cloned() } else { None }
}

/// A refusal, of a preflight or of an actual request: one event at debug level.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
pub(super) fn refused(policy: &'static str, preflight: bool, origin: Option<&HeaderValue>, verdict: Verdict) {
    #[cfg(feature = "tracing")]
    {
        let origin = Escaped(origin.map_or(b"", HeaderValue::as_bytes), MOST);
        if preflight {
            tracing::debug!(target: "cors", policy, ?origin, %verdict, "preflight refused");
        } else {
            tracing::debug!(target: "cors", policy, ?origin, %verdict, "response without CORS headers");
        }
    }
}

/// A request that an `AllowedOrigin` refused: one event at debug level.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
pub(super) fn blocked(policy: &'static str, origin: Option<&HeaderValue>) {
    #[cfg(feature = "tracing")]
    {
        let origin = Escaped(origin.map_or(b"", HeaderValue::as_bytes), MOST);
        let verdict = Verdict::OriginNotAllowed;
        tracing::debug!(target: "cors", policy, ?origin, %verdict, "request refused");
    }
}

/// A handler wants the origin that was checked, and nothing checks it: a mistake in the application, and one event at
/// error level.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
pub(super) fn unchecked(route: Option<&str>) {
    #[cfg(feature = "tracing")]
    tracing::error!(
        target: "cors",
        route = route.unwrap_or_default(),
        "a handler takes a `CheckedOrigin`, and nothing around it checks the origin: wrap it in a policy with a list of \
         origins, or in an `AllowedOrigin`",
    );
}

/// A wrapped policy inside another one: a mistake in the application, and one event at error level.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
pub(super) fn stacked(outer: &'static str, inner: &'static str) {
    #[cfg(feature = "tracing")]
    tracing::error!(
        target: "cors",
        policy = inner,
        outer,
        verdict = %Verdict::Stacked,
        "policy `{inner}` is wrapped inside policy `{outer}`, which governs: preflights hear `{outer}`, and responses \
         behind both carry no CORS headers; wrap the two side by side, or give the routes their own policy with \
         `#[cross_origin(…)]`",
    );
}
