//! Header values that are ready when the service starts.

use std::borrow::Cow;

/// A header value, once for each framework. Not public API.
///
/// Without a framework it is empty, so that the macro need not know the features.
#[derive(Debug, Clone)]
pub struct HeaderValue {
    #[cfg(feature = "actix-web")]
    pub(crate) actix: actix_web::http::header::HeaderValue,
    #[cfg(feature = "tower")]
    pub(crate) http: http::HeaderValue,
}

/// The values of a policy's headers. Not public API.
#[derive(Debug, Clone)]
pub struct HeaderValues {
    /// Access-Control-Allow-Origin for each slot of the table of exact origins.
    pub origins: Cow<'static, [HeaderValue]>,
    /// Access-Control-Allow-Methods for each listed method.
    pub methods: Cow<'static, [HeaderValue]>,
    /// Access-Control-Allow-Headers, at most one.
    pub headers: Cow<'static, [HeaderValue]>,
    /// Access-Control-Expose-Headers, at most one.
    pub expose: Cow<'static, [HeaderValue]>,
    /// Access-Control-Max-Age, at most one.
    pub max_age: Cow<'static, [HeaderValue]>,
}

impl HeaderValue {
    /// `text` as a header value.
    #[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(unused_variables))]
    pub const fn constant(text: &'static str) -> Self {
        Self {
            #[cfg(feature = "actix-web")]
            actix: actix_web::http::header::HeaderValue::from_static(text),
            #[cfg(feature = "tower")]
            http: http::HeaderValue::from_static(text),
        }
    }
}

impl HeaderValues {
    /// Cuts `values` into the fields, whose lengths are given in order. One static holds all the values: a borrow of
    /// an unnamed one is not allowed, since header values count references.
    pub const fn constant(
        values: &'static [HeaderValue],
        [origins, methods, headers, expose]: [usize; 4],
    ) -> Self {
        let (origins, rest) = values.split_at(origins);
        let (methods, rest) = rest.split_at(methods);
        let (headers, rest) = rest.split_at(headers);
        let (expose, max_age) = rest.split_at(expose);
        Self {
            origins: Cow::Borrowed(origins),
            methods: Cow::Borrowed(methods),
            headers: Cow::Borrowed(headers),
            expose: Cow::Borrowed(expose),
            max_age: Cow::Borrowed(max_age),
        }
    }
}
