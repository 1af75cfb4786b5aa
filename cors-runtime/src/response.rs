//! What a policy writes on responses, for every framework: the six headers that it owns, and `Vary`, which it shares.
//!
//! Fetch standard, "HTTP responses" of the CORS protocol: <https://fetch.spec.whatwg.org/#http-responses>.

use std::ops::Deref;

use crate::data::PolicyData;
use crate::decision::{Actual, Granted, GrantedMethod, GrantedOrigin};
use crate::header_value::HeaderValue;

/// A response header that policies write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Vary,
    AllowOrigin,
    AllowCredentials,
    AllowMethods,
    AllowHeaders,
    ExposeHeaders,
    MaxAge,
}

impl Field {
    /// The headers that a policy owns: what the application or an upstream sets in them never reaches a browser.
    const OWNED: [Self; 6] = [
        Self::AllowOrigin,
        Self::AllowCredentials,
        Self::AllowMethods,
        Self::AllowHeaders,
        Self::ExposeHeaders,
        Self::MaxAge,
    ];
}

/// A value that does not depend on the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixed {
    Any,
    True,
    Origin,
    PreflightVary,
    PreflightVaryByOrigin,
}

impl Fixed {
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Any => "*",
            Self::True => "true",
            Self::Origin => "Origin",
            Self::PreflightVary => "Access-Control-Request-Method, Access-Control-Request-Headers",
            Self::PreflightVaryByOrigin => {
                "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
            }
        }
    }
}

/// The headers of a framework's response.
pub(crate) trait Headers {
    type Value: Clone;

    /// A policy's constant.
    fn constant(value: &HeaderValue) -> Self::Value;
    fn fixed(value: Fixed) -> Self::Value;
    /// `None` for what no header can hold.
    fn text(text: &str) -> Option<Self::Value>;
    /// The names, in lower case, each once or more.
    fn names(&self) -> impl Iterator<Item = &str>;
    /// The lines of `Vary`.
    fn vary(&self) -> impl Iterator<Item = &[u8]>;
    fn append(&mut self, field: Field, value: Self::Value);
    fn remove(&mut self, field: Field);
}

/// [`Headers`] for the header map of one version of `http`: its module, its field of [`HeaderValue`], and what gives the
/// lines of `Vary`.
macro_rules! headers {
    ($map:ty, $($header:ident)::+, $field:ident, $vary:path) => {
        const _: () = {
            use $($header)::+::{self as header, HeaderName, HeaderValue};
            use $crate::response::{Field, Fixed, Headers};

            impl Headers for $map {
                type Value = HeaderValue;

                fn constant(value: &$crate::header_value::HeaderValue) -> HeaderValue {
                    value.$field.clone()
                }

                #[inline]
                fn fixed(value: Fixed) -> HeaderValue {
                    // Made at compile time: at run time each byte would be checked.
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

                fn text(text: &str) -> Option<HeaderValue> {
                    HeaderValue::from_str(text).ok()
                }

                fn names(&self) -> impl Iterator<Item = &str> {
                    self.keys().map(HeaderName::as_str)
                }

                fn vary(&self) -> impl Iterator<Item = &[u8]> {
                    $vary(self)
                }

                fn append(&mut self, field: Field, value: HeaderValue) {
                    self.append(name(field), value);
                }

                fn remove(&mut self, field: Field) {
                    self.remove(name(field));
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
        };
    };
}
pub(crate) use headers;

/// What the response to an actual request will carry, decided before the application sees the request. `D` holds the
/// policy's data until then, `V` is the framework's header value.
#[derive(Debug, Clone)]
pub(crate) struct ActualResponse<D, V> {
    data: D,
    origin: AllowOrigin<V>,
}

#[derive(Debug, Clone)]
enum AllowOrigin<V> {
    /// No grant.
    None,
    Any,
    Constant(usize),
    Repeated(V),
}

impl<D: Deref<Target = PolicyData>, V: Clone> ActualResponse<D, V> {
    pub(crate) fn new(data: D, decided: &Actual<'_, V>) -> Self {
        let origin = match decided {
            Actual::NotCors | Actual::Refused(_) => AllowOrigin::None,
            Actual::Granted(GrantedOrigin::Any) => AllowOrigin::Any,
            Actual::Granted(GrantedOrigin::Constant(slot)) => AllowOrigin::Constant(*slot),
            Actual::Granted(GrantedOrigin::Repeated(origin)) => AllowOrigin::Repeated((*origin).clone()),
        };
        Self { data, origin }
    }

    /// Writes it on a response, which confirms another one if it is a 304.
    #[allow(clippy::inline_always, reason = "counted: with `strip`, 40 instructions of each request")]
    #[inline(always)]
    pub(crate) fn write<H: Headers<Value = V>>(&self, headers: &mut H, is_304: bool) {
        let varies = strip(headers);
        let value = match &self.origin {
            AllowOrigin::None => {
                // Also where nothing is granted: a cache must not give this response to an origin that is allowed
                // (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
                if self.data.varies_by_origin() {
                    add_origin(headers, varies);
                }
                return;
            }
            AllowOrigin::Any => H::fixed(Fixed::Any),
            AllowOrigin::Constant(slot) => H::constant(&self.data.values.origins[*slot]),
            AllowOrigin::Repeated(origin) => origin.clone(),
        };
        write_granted(headers, &self.data, value, varies, is_304);
    }
}

/// Writes the headers of a granted actual response. `varies`: it has a `Vary`.
fn write_granted<H: Headers>(
    headers: &mut H,
    data: &PolicyData,
    origin: H::Value,
    varies: bool,
    is_304: bool,
) {
    let exposed = exposed(headers, data, is_304);
    if data.varies_by_origin() {
        add_origin(headers, varies);
    }
    allow_origin(headers, data, origin);
    if let Some(exposed) = exposed {
        headers.append(Field::ExposeHeaders, exposed);
    }
}

/// Writes a granted preflight into the empty headers of a new response.
pub(crate) fn granted<H: Headers>(headers: &mut H, data: &PolicyData, granted: &Granted<'_, H::Value>) {
    preflight_vary(headers, data.preflight_varies_by_origin());
    let origin = match &granted.origin {
        GrantedOrigin::Any => H::fixed(Fixed::Any),
        GrantedOrigin::Constant(slot) => H::constant(&data.values.origins[*slot]),
        GrantedOrigin::Repeated(origin) => (*origin).clone(),
    };
    allow_origin(headers, data, origin);
    let method = match &granted.method {
        GrantedMethod::Constant(at) => H::constant(&data.values.methods[*at]),
        GrantedMethod::Repeated(method) => (*method).clone(),
    };
    headers.append(Field::AllowMethods, method);
    let names = match &granted.headers {
        Some(names) if names.is_empty() => None,
        Some(names) => H::text(names),
        None => data.values.headers.first().map(H::constant),
    };
    if let Some(names) = names {
        headers.append(Field::AllowHeaders, names);
    }
    if let Some(seconds) = data.values.max_age.first() {
        headers.append(Field::MaxAge, H::constant(seconds));
    }
}

/// The `Vary` of a preflight's answer, which is always a new response.
pub(crate) fn preflight_vary<H: Headers>(headers: &mut H, by_origin: bool) {
    let value =
        if by_origin { H::fixed(Fixed::PreflightVaryByOrigin) } else { H::fixed(Fixed::PreflightVary) };
    headers.append(Field::Vary, value);
}

fn allow_origin<H: Headers>(headers: &mut H, data: &PolicyData, origin: H::Value) {
    headers.append(Field::AllowOrigin, origin);
    if data.credentials {
        headers.append(Field::AllowCredentials, H::fixed(Fixed::True));
    }
}

/// The value of Access-Control-Expose-Headers.
#[inline]
fn exposed<H: Headers>(headers: &H, data: &PolicyData, is_304: bool) -> Option<H::Value> {
    if data.expose.is_any() && data.credentials {
        exposed_names(headers, is_304)
    } else {
        data.values.expose.first().map(H::constant)
    }
}

/// With credentials browsers read `*` as the name of a header, so `any` names what the response has.
#[cold]
fn exposed_names<H: Headers>(headers: &H, is_304: bool) -> Option<H::Value> {
    // A 304 has fewer headers than the response that it confirms, and browsers would take its list for that one's
    // (RFC 9111, 4.3.4).
    if is_304 {
        return None;
    }
    let mut names: Vec<&str> = headers.names().filter(|name| !is_readable_or_hidden(name)).collect();
    // `Vary: Origin` is what a policy adds: one that stands inside itself would name its own line, and only where the
    // worker has no other policy.
    if headers.vary().all(|line| line == Fixed::Origin.text().as_bytes()) {
        names.retain(|name| *name != "vary");
    }
    names.sort_unstable();
    names.dedup();
    if names.is_empty() { None } else { H::text(&names.join(", ")) }
}

/// What pages may read in any case, and what they never may
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>,
/// <https://fetch.spec.whatwg.org/#forbidden-response-header-name>).
fn is_readable_or_hidden(name: &str) -> bool {
    matches!(
        name,
        // A header of this name would be the wildcard.
        "*" | "cache-control"
            | "content-language"
            | "content-length"
            | "content-type"
            | "expires"
            | "last-modified"
            | "pragma"
            | "set-cookie"
            | "set-cookie2"
    )
}

/// Removes what the policy owns, and says whether there is a `Vary`. Most responses have one or two headers, none of
/// them ours: one look at the names is cheaper than seven look-ups.
#[allow(clippy::inline_always, reason = "see `write`")]
#[inline(always)]
fn strip<H: Headers>(headers: &mut H) -> bool {
    let (mut owned, mut varies) = (false, false);
    for name in headers.names() {
        match name.len() {
            4 => varies |= name == "vary",
            // From `access-control-max-age` on; comparing the length first is what makes the pass cheap.
            22.. => owned |= name.starts_with("access-control-"),
            _ => {}
        }
    }
    if owned {
        for field in Field::OWNED {
            headers.remove(field);
        }
    }
    varies
}

/// Adds `Origin` to `Vary` (RFC 9110, 12.5.5) unless a line names it or is `*`.
pub(crate) fn vary_by_origin<H: Headers>(headers: &mut H) {
    add_origin(headers, true);
}

/// The same, if it is known whether there is a `Vary`.
#[inline]
fn add_origin<H: Headers>(headers: &mut H, varies: bool) {
    let named = varies
        && headers.vary().flat_map(|line| line.split(|byte| *byte == b',')).any(|token| {
            let token = token.trim_ascii();
            token == b"*" || token.eq_ignore_ascii_case(b"origin")
        });
    if !named {
        headers.append(Field::Vary, H::fixed(Fixed::Origin));
    }
}
