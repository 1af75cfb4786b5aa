//! Header values that are ready when the service starts.

use cors_policy::method::DEFAULT;

/// A header value, once for each framework. Not public API.
///
/// Without a framework it is empty, so that the macro need not know the features.
#[derive(Debug, Clone)]
pub struct HeaderValue {
    #[cfg(feature = "actix-web")]
    pub(crate) actix: actix_web::http::header::HeaderValue,
    #[cfg(feature = "http")]
    pub(crate) http: http::HeaderValue,
}

impl HeaderValue {
    /// `text` as a header value.
    pub const fn constant(text: &'static str) -> Self {
        Self {
            #[cfg(feature = "actix-web")]
            actix: actix_web::http::header::HeaderValue::from_static(text),
            #[cfg(feature = "http")]
            http: http::HeaderValue::from_static(text),
        }
    }
}

/// The methods of policies that name none, once for all of them.
pub static DEFAULT_METHODS: [HeaderValue; DEFAULT.len()] = {
    let [get, head, post] = DEFAULT;
    [HeaderValue::constant(get), HeaderValue::constant(head), HeaderValue::constant(post)]
};

#[cfg(feature = "live")]
impl HeaderValue {
    /// `text` as a header value; `None` where it cannot be one.
    #[cfg_attr(not(any(feature = "actix-web", feature = "http")), allow(clippy::unnecessary_wraps))]
    pub(crate) fn read(text: &str) -> Option<Self> {
        let value = Self {
            #[cfg(feature = "actix-web")]
            actix: actix_web::http::header::HeaderValue::from_str(text).ok()?,
            #[cfg(feature = "http")]
            http: http::HeaderValue::from_str(text).ok()?,
        };
        // The first clone of a value allocates what it shares with the others: here, and not while a request waits.
        drop(value.clone());
        Some(value)
    }
}
