//! actix-http's header map, as [`response`](crate::response) writes on it.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::header_value;
use crate::response::{Field, Fixed, Headers};

impl Headers for HeaderMap {
    type Value = HeaderValue;

    fn constant(value: &header_value::HeaderValue) -> HeaderValue {
        value.actix.clone()
    }

    #[inline]
    fn fixed(value: Fixed) -> HeaderValue {
        // Made by the compiler: at run time each byte would be looked at.
        match value {
            Fixed::Any => const { HeaderValue::from_static(Fixed::Any.text()) },
            Fixed::True => const { HeaderValue::from_static(Fixed::True.text()) },
            Fixed::Origin => const { HeaderValue::from_static(Fixed::Origin.text()) },
            Fixed::PreflightVary => const { HeaderValue::from_static(Fixed::PreflightVary.text()) },
            Fixed::PreflightVaryByOrigin => {
                const { HeaderValue::from_static(Fixed::PreflightVaryByOrigin.text()) }
            }
        }
    }

    fn method(method: &'static str) -> HeaderValue {
        HeaderValue::from_static(method)
    }

    fn text(text: &str) -> Option<HeaderValue> {
        HeaderValue::from_str(text).ok()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.keys().map(HeaderName::as_str)
    }

    fn vary(&self) -> impl Iterator<Item = &[u8]> {
        self.get_all(&header::VARY).map(HeaderValue::as_bytes)
    }

    fn append(&mut self, field: Field, value: HeaderValue) {
        self.append(name(field), value);
    }

    fn remove(&mut self, field: Field) {
        self.remove(name(field));
    }

    fn reserve(&mut self, additional: usize) {
        self.reserve(additional);
    }
}

#[inline]
fn name(field: Field) -> HeaderName {
    match field {
        Field::Vary => header::VARY,
        Field::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
        Field::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        Field::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
        Field::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
        Field::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
        Field::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
    }
}
