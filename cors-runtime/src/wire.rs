//! Header values that are ready when the service starts.

/// A header value made while the service is compiled. Not public API.
///
/// Without the feature `actix-web` nobody needs it, and it is empty, so that the macro need not know the features.
#[derive(Debug)]
pub struct Value(
    #[cfg(feature = "actix-web")] pub(crate) actix_web::http::header::HeaderValue,
    #[cfg(not(feature = "actix-web"))] (),
);

/// A policy's values on the wire. Not public API.
#[derive(Debug)]
pub struct Wire {
    /// Access-Control-Allow-Origin for each slot of the table of exact origins.
    pub origins: &'static [Value],
    /// Access-Control-Allow-Methods for each listed method, or `*` alone.
    pub methods: &'static [Value],
    /// Access-Control-Allow-Headers, at most one.
    pub headers: &'static [Value],
    /// Access-Control-Expose-Headers, at most one.
    pub expose: &'static [Value],
    /// Access-Control-Max-Age, at most one.
    pub max_age: &'static [Value],
}

impl Wire {
    /// Cuts `values` into the fields, whose lengths are given in order. One static holds all the values: a borrow of
    /// an unnamed one is not allowed, since header values count references.
    pub const fn new(values: &'static [Value], [origins, methods, headers, expose]: [usize; 4]) -> Self {
        let (origins, rest) = values.split_at(origins);
        let (methods, rest) = rest.split_at(methods);
        let (headers, rest) = rest.split_at(headers);
        let (expose, max_age) = rest.split_at(expose);
        Self { origins, methods, headers, expose, max_age }
    }
}

/// `text` as a header value. Not public API.
#[cfg(feature = "actix-web")]
pub const fn value(text: &'static str) -> Value {
    Value(actix_web::http::header::HeaderValue::from_static(text))
}

/// `text` as a header value. Not public API.
#[cfg(not(feature = "actix-web"))]
pub const fn value(_: &'static str) -> Value {
    Value(())
}
