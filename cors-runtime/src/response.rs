//! Writes what a policy puts on responses, in every framework's own values. They are no part of cors-policy, which knows
//! no framework: there stands what is written, as names and texts.

use cors_policy::decision::{Actual, Granted, GrantedMethod, GrantedOrigin};
use cors_policy::response::{Fixed, ResponseHeader, varies_by_origin};

use crate::choose::ChosenBy;
use crate::data::PolicyData;
use crate::header_value::HeaderValue;
use crate::origin_values::OriginValues;

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
    fn append(&mut self, field: ResponseHeader, value: Self::Value);
    fn remove(&mut self, field: ResponseHeader);
}

/// [`Headers`] for the header map of one version of `http`: its module, its field of [`HeaderValue`], and what gives the
/// lines of `Vary`.
macro_rules! headers {
    ($map:ty, $($header:ident)::+, $field:ident, $vary:path) => {
        const _: () = {
            use $($header)::+::{self as header, HeaderName, HeaderValue};
            use cors_policy::response::{Fixed, ResponseHeader};
            use $crate::response::Headers;

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

                fn append(&mut self, field: ResponseHeader, value: HeaderValue) {
                    self.append(name(field), value);
                }

                fn remove(&mut self, field: ResponseHeader) {
                    self.remove(name(field));
                }
            }

            #[inline]
            fn name(field: ResponseHeader) -> HeaderName {
                match field {
                    ResponseHeader::Vary => header::VARY,
                    ResponseHeader::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
                    ResponseHeader::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
                    ResponseHeader::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
                    ResponseHeader::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
                    ResponseHeader::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
                    ResponseHeader::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
                    ResponseHeader::Refusal => const { HeaderName::from_static("cors-refusal") },
                }
            }
        };
    };
}
pub(crate) use headers;

/// What the response to an actual request will carry, decided before the application sees the request. It is small and
/// owned: a slow request keeps no list of origins alive. `V` is the framework's header value.
#[derive(Debug, Clone)]
pub(crate) enum ResponseHeaders<V> {
    Granted(GrantedHeaders<V>),
    /// Nothing but `Vary`, where that depends on the request's `Origin`.
    NotGranted {
        varies: bool,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct GrantedHeaders<V> {
    origin: AllowOrigin<V>,
    kept: Kept,
}

/// The value of Access-Control-Allow-Origin.
#[derive(Debug, Clone)]
enum AllowOrigin<V> {
    /// Whether it depends on the request's `Origin`.
    Any {
        varies: bool,
    },
    /// Of a constant policy: cheaper to keep than a clone.
    Constant(&'static HeaderValue),
    Repeated(V),
}

impl<V: Clone> AllowOrigin<V> {
    #[inline]
    fn of(granted: &GrantedOrigin<'_, V>, values: OriginValues, chosen_by: ChosenBy) -> Self {
        match granted {
            GrantedOrigin::Any => Self::Any { varies: chosen_by == ChosenBy::Origin },
            GrantedOrigin::Exact(slot, origin) => {
                values.get(*slot).map_or_else(|| Self::Repeated((*origin).clone()), Self::Constant)
            }
            GrantedOrigin::Repeated(origin) => Self::Repeated((*origin).clone()),
        }
    }

    #[inline]
    fn value<H: Headers<Value = V>>(&self) -> V {
        match self {
            Self::Any { .. } => H::fixed(Fixed::Any),
            Self::Constant(value) => H::constant(value),
            Self::Repeated(value) => value.clone(),
        }
    }
}

/// What a request keeps of its policy until its response is written.
#[derive(Debug, Clone)]
pub enum Kept {
    /// All of a constant one, which is there for ever.
    Constant(&'static PolicyData),
    /// A few words of one that may be replaced.
    #[cfg(feature = "live")]
    Live(std::sync::Arc<Exposure>),
}

/// What the response to a granted request carries beside the origin.
#[cfg(feature = "live")]
#[derive(Debug)]
pub struct Exposure {
    credentials: bool,
    any: bool,
    value: Option<HeaderValue>,
}

#[cfg(feature = "live")]
impl Exposure {
    pub(crate) fn of(policy: &PolicyData) -> Self {
        let value = policy.values.expose.first().cloned();
        Self { credentials: policy.credentials, any: policy.expose.is_any(), value }
    }
}

impl Kept {
    /// `credentials`, whether `expose` is `any`, and the value of Access-Control-Expose-Headers, if it is a constant.
    #[inline]
    fn exposure(&self) -> (bool, bool, Option<&HeaderValue>) {
        match self {
            Self::Constant(policy) => {
                (policy.credentials, policy.expose.is_any(), policy.values.expose.first())
            }
            #[cfg(feature = "live")]
            Self::Live(exposure) => (exposure.credentials, exposure.any, exposure.value.as_ref()),
        }
    }
}

impl<V: Clone> ResponseHeaders<V> {
    /// For a request that `policy` has decided.
    #[allow(clippy::inline_always, reason = "counted: most of it for a request without a grant")]
    #[inline(always)]
    pub(crate) fn new(
        policy: &PolicyData,
        keep: impl FnOnce() -> Kept,
        chosen_by: ChosenBy,
        decided: &Actual<'_, V>,
    ) -> Self {
        match decided {
            Actual::NotCors | Actual::Refused(_) => {
                Self::NotGranted { varies: chosen_by == ChosenBy::Origin || policy.varies_by_origin() }
            }
            Actual::Granted(origin) => {
                let origin = AllowOrigin::of(origin, policy.origin_values, chosen_by);
                Self::Granted(GrantedHeaders { origin, kept: keep() })
            }
        }
    }

    /// Writes it on a response with this status.
    #[allow(clippy::inline_always, reason = "counted: with `strip`, 40 instructions of each request")]
    #[inline(always)]
    pub(crate) fn write<T: Headers<Value = V>>(&self, headers: &mut T, status: u16) {
        let has_vary = strip(headers);
        match self {
            Self::Granted(grant) => grant.write(headers, has_vary, status),
            // Also where nothing is granted: a cache must not give this response to an origin that is allowed
            // (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
            Self::NotGranted { varies: true } => add_origin(headers, has_vary),
            Self::NotGranted { varies: false } => {}
        }
    }
}

impl<V: Clone> GrantedHeaders<V> {
    #[allow(clippy::inline_always, reason = "counted: 25 instructions of each request that is granted")]
    #[inline(always)]
    fn write<T: Headers<Value = V>>(&self, headers: &mut T, has_vary: bool, status: u16) {
        let (credentials, any, value) = self.kept.exposure();
        // Before `Vary` is added, because it names what the application wrote; `any` has a value where `*` will do.
        let names = if value.is_none() && any { exposed_names(headers, status) } else { None };
        if !matches!(self.origin, AllowOrigin::Any { varies: false }) {
            add_origin(headers, has_vary);
        }
        allow_origin(headers, self.origin.value::<T>(), credentials);
        if let Some(value) = value {
            headers.append(ResponseHeader::ExposeHeaders, T::constant(value));
        } else if let Some(names) = names {
            headers.append(ResponseHeader::ExposeHeaders, names);
        }
    }
}

/// Writes a granted preflight into the headers of a new response.
pub(crate) fn granted<H: Headers>(
    headers: &mut H,
    data: &PolicyData,
    chosen_by: ChosenBy,
    granted: &Granted<'_, H::Value>,
) {
    preflight_vary(headers, data, chosen_by);
    let origin = AllowOrigin::of(&granted.origin, data.origin_values, chosen_by);
    allow_origin(headers, origin.value::<H>(), data.credentials);
    let method = match &granted.method {
        GrantedMethod::Listed(at) => H::constant(&data.values.methods[*at]),
        GrantedMethod::Repeated(method) => (*method).clone(),
    };
    headers.append(ResponseHeader::AllowMethods, method);
    let names = match &granted.headers {
        Some(names) if names.is_empty() => None,
        Some(names) => H::text(names),
        None => data.values.headers.first().map(H::constant),
    };
    if let Some(names) = names {
        headers.append(ResponseHeader::AllowHeaders, names);
    }
    if let Some(seconds) = data.values.max_age.first() {
        headers.append(ResponseHeader::MaxAge, H::constant(seconds));
    }
}

/// The `Vary` of a preflight's answer, which is always a new response.
pub(crate) fn preflight_vary<H: Headers>(headers: &mut H, policy: &PolicyData, chosen_by: ChosenBy) {
    if chosen_by == ChosenBy::Origin || policy.preflight_varies_by_origin() {
        preflight_vary_by_origin(headers);
    } else {
        headers.append(ResponseHeader::Vary, H::fixed(Fixed::PreflightVary));
    }
}

/// The same, for an answer that depends on `Origin`.
pub(crate) fn preflight_vary_by_origin<H: Headers>(headers: &mut H) {
    headers.append(ResponseHeader::Vary, H::fixed(Fixed::PreflightVaryByOrigin));
}

fn allow_origin<H: Headers>(headers: &mut H, origin: H::Value, credentials: bool) {
    headers.append(ResponseHeader::AllowOrigin, origin);
    if credentials {
        headers.append(ResponseHeader::AllowCredentials, H::fixed(Fixed::True));
    }
}

/// See [`exposed_names`](cors_policy::response::exposed_names).
#[cold]
fn exposed_names<H: Headers>(headers: &H, status: u16) -> Option<H::Value> {
    // A 304 has fewer headers than the response that it confirms, and browsers would take its list for that one's
    // (RFC 9111, 4.3.4).
    if status == 304 {
        return None;
    }
    cors_policy::response::exposed_names(headers.names(), headers.vary()).and_then(|names| H::text(&names))
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
        for field in ResponseHeader::OWNED {
            headers.remove(field);
        }
    }
    varies
}

/// Adds `Origin` to `Vary` unless a line names it or is `*`.
pub(crate) fn vary_by_origin<H: Headers>(headers: &mut H) {
    add_origin(headers, true);
}

/// The same, if it is known whether there is a `Vary`.
#[allow(clippy::inline_always, reason = "see `write`")]
#[inline(always)]
fn add_origin<H: Headers>(headers: &mut H, varies: bool) {
    if !(varies && varies_by_origin(headers.vary())) {
        headers.append(ResponseHeader::Vary, H::fixed(Fixed::Origin));
    }
}
