//! Requests and responses of `http` 1, and [`Policy::answer`] for frameworks that this crate has no middleware for.

use cors_policy::decision::{CorsRequest, Framework, Single};
use http::header::{self, HeaderValue};
use http::{HeaderMap, Method, Response, StatusCode};

use crate::answer::{Nesting, Responses, answer};
use crate::choose::{ByMethod, ByOrigin, Chooser, Source};
#[cfg(feature = "live")]
use crate::live::LivePolicy;
use crate::policy::Policy;
use crate::response;

/// `http` 1.
pub(crate) struct Http;

impl Framework for Http {
    type Method = Method;
    type Value = HeaderValue;
    type Headers = HeaderMap;

    fn requested_headers(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
        headers.get_all(header::ACCESS_CONTROL_REQUEST_HEADERS).iter().map(HeaderValue::as_bytes)
    }
}

impl Responses for Http {
    type Response = Response<()>;

    fn response(status: u16) -> Response<()> {
        let mut response = Response::new(());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::NO_CONTENT);
        // As many headers as a granted preflight has.
        response.headers_mut().reserve(6);
        response
    }

    fn headers(response: &mut Response<()>) -> &mut HeaderMap {
        response.headers_mut()
    }
}

crate::response::headers!(HeaderMap, http::header, http, vary);

/// The lines of a response's `Vary`.
fn vary(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    headers.get_all(header::VARY).iter().map(HeaderValue::as_bytes)
}

/// Reads the headers that a decision depends on.
#[inline]
pub(crate) fn read<'r>(method: &'r Method, headers: &'r HeaderMap) -> CorsRequest<'r, Http> {
    let origin = Single::from_lines(headers.get_all(header::ORIGIN).iter());
    let requested_method = if *method == Method::OPTIONS {
        Single::from_lines(headers.get_all(header::ACCESS_CONTROL_REQUEST_METHOD).iter())
    } else {
        Single::Absent
    };
    CorsRequest { method, headers, origin, requested_method }
}

/// What to do with a request, as [`Policy::answer`] says.
#[derive(Debug)]
#[must_use = "it is the response to a preflight, or has to be written on the application's"]
pub enum Answer {
    /// The response to a preflight, granted or refused. Send it as it is, and do not call the application.
    Preflight(Response<()>),
    /// Anything else: let the application respond, and write these headers on its response, errors included.
    Actual(ResponseHeaders),
}

/// The headers that a policy writes on the application's response. The value is small and owned, so it can wait for a
/// slow response.
#[derive(Debug, Clone)]
#[must_use = "write it on the application's response"]
pub struct ResponseHeaders(response::ResponseHeaders<HeaderValue>);

impl ResponseHeaders {
    /// Writes them on a response with this status. CORS headers that the application has set are replaced or removed, and
    /// `Vary` names `Origin` where the response depends on it. Writing twice changes nothing.
    pub fn write(&self, status: StatusCode, headers: &mut HeaderMap) {
        self.0.write(headers, status.as_u16());
    }
}

fn answer_of<C: Chooser>(policy: &C, method: &Method, headers: &HeaderMap) -> Answer {
    let request = read(method, headers);
    match answer::<Http, C>(&policy.choose(&request), &request, Nesting::Outermost) {
        Ok(headers) => Answer::Actual(ResponseHeaders(headers)),
        Err(response) => Answer::Preflight(response),
    }
}

impl Policy {
    /// Decides a request (feature `http`), for frameworks that this crate has no middleware for: with the same decisions,
    /// events and headers as the middleware.
    ///
    /// Call it before any other part of the application sees the request, authentication included. It sees one request
    /// and one policy: it is up to you that a request meets no other policy.
    ///
    /// ```
    /// use cors_runtime::{Answer, cors};
    /// use http::{Request, Response};
    ///
    /// cors! {
    ///     const APP = { origins: ["https://app.example.com"] };
    /// }
    ///
    /// fn serve(request: &Request<String>, next: impl FnOnce() -> Response<String>) -> Response<String> {
    ///     match APP.answer(request.method(), request.headers()) {
    ///         Answer::Preflight(response) => response.map(|()| String::new()),
    ///         Answer::Actual(cors) => {
    ///             let mut response = next();
    ///             cors.write(response.status(), response.headers_mut());
    ///             response
    ///         }
    ///     }
    /// }
    ///
    /// let request = Request::get("/").header("origin", "https://app.example.com").body(String::new())?;
    /// let response = serve(&request, || Response::new("hello".to_owned()));
    /// assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
    /// # Ok::<_, http::Error>(())
    /// ```
    pub fn answer(&self, method: &Method, headers: &HeaderMap) -> Answer {
        answer_of(self, method, headers)
    }
}

/// The same for everything that stands wherever a policy does.
macro_rules! answer {
    ($([$($generics:tt)*] $type:ty,)+) => {$(
        impl<$($generics)*> $type {
            /// Decides a request (feature `http`): see [`Policy::answer`].
            pub fn answer(&self, method: &Method, headers: &HeaderMap) -> Answer {
                answer_of(self, method, headers)
            }
        }
    )+};
}

answer! {
    [const N: usize, P: Source, B: Chooser<Policy = P>] ByMethod<N, P, B>,
    [const N: usize, P: Source, B: Chooser<Policy = P>] ByOrigin<N, P, B>,
}
#[cfg(feature = "live")]
answer! { [] LivePolicy, }
