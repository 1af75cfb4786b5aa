//! `AllowedOrigin`: a policy's origins, applied to what CORS does not cover.

use std::borrow::Cow;

use cors_policy::Origin;
use cors_policy::allowed::Allowed;
use cors_policy::decision::{CorsRequest, Framework, Single, granted_origin};
#[cfg(feature = "live")]
use cors_policy::{entry::RunTimeRules, origin::OriginError, violation::Help, words::RunTimeWaivers};

use crate::answer::{FORBIDDEN, Responses, explain};
use crate::checked_origin::CheckedOrigin;
use crate::choose::Source;
use crate::data::PolicyData;
use crate::policy::Policy;
use crate::{event, reason, response};

/// A middleware that answers 403 to every request whose `Origin` the policy does not allow: for WebSocket upgrades, and
/// for form posts that change something. CORS covers neither.
///
/// Browsers let any page open a WebSocket to any server and post a form to it, with the user's cookies. They send no
/// preflight and look at no CORS headers, but they do send the page's origin in `Origin`
/// ([RFC 6455, 10.2](https://www.rfc-editor.org/rfc/rfc6455#section-10.2), and Fetch,
/// [`Origin` header](https://fetch.spec.whatwg.org/#origin-header)).
///
/// A request passes with exactly one `Origin` line that the policy allows, or that is the service's own
/// ([`or_same_origin`](Self::or_same_origin)). No `Origin`, two of them, `null`, or another one: 403, an empty body,
/// and one event at debug level. The handler gets the origin as a [`CheckedOrigin`](crate::CheckedOrigin).
///
/// | what it does not do | so |
/// |---|---|
/// | authenticate: a client that is not a browser sends any `Origin` | it protects your users' cookies, which such a client does not have; authenticate your users as before |
/// | write CORS headers or answer preflights | wrap the policy as well, outside it, where pages of other origins read responses |
/// | let requests without `Origin` pass, such as links that a user follows | wrap only the routes that need it; for clients that are not browsers, use [`or_no_origin`](Self::or_no_origin) |
/// | let `Origin: null` pass, which pages with the referrer policy `no-referrer` send with forms, even to their own server | give such pages another referrer policy |
///
/// ```
/// # #[cfg(feature = "actix-web")] {
/// use actix_web::{App, HttpResponse, web};
/// use cors_runtime::{AllowedOrigin, CheckedOrigin, cors};
///
/// cors! {
///     const APP = { origins: ["https://app.example.com"], credentials: true };
/// }
/// const WS: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin("https://api.example.com");
///
/// async fn socket(origin: CheckedOrigin) -> HttpResponse {
///     HttpResponse::Ok().body(format!("welcome, page of {origin}"))
/// }
///
/// let app = App::new().service(web::resource("/ws").wrap(WS).route(web::get().to(socket)));
/// # let _ = app;
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "give it to `.wrap`"]
pub struct AllowedOrigin<P = Policy> {
    policy: P,
    protection: Protection,
    /// The service's own origin.
    own: Option<Cow<'static, str>>,
    no_origin: bool,
}

/// What is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protection {
    /// Requests with cookies: only a policy with `credentials: true` has a list that was chosen for them.
    Cookies,
    /// A service that has no cookies.
    NoCookies,
}

impl AllowedOrigin<Policy> {
    /// The origins of `policy`. Its methods and headers do not count: a WebSocket is a `GET`, whatever `methods` says.
    ///
    /// # Panics
    ///
    /// In a `const`, these are compile errors:
    ///
    /// - The policy lacks `credentials: true`. Without it, the list may contain origins that should not be trusted with
    ///   a cookie: `http` ones, or wildcards below which anyone can register a name.
    /// - The policy is open to any origin: there would be nothing to check.
    #[track_caller]
    pub const fn of(policy: Policy) -> Self {
        check(policy.0, Protection::Cookies);
        Self::protecting(policy, Protection::Cookies)
    }

    /// For a service that has no cookies, but still refuses other people's pages: `policy` need not have
    /// `credentials: true`. **Do not use it where cookies log users in**: the list was not chosen with them in mind, and
    /// may contain `http` origins, or wildcards below which anyone can register a name.
    ///
    /// # Panics
    ///
    /// In a `const`, a compile error: the policy is open to any origin.
    #[track_caller]
    pub const fn without_credentials(policy: Policy) -> Self {
        check(policy.0, Protection::NoCookies);
        Self::protecting(policy, Protection::NoCookies)
    }
}

#[cfg(feature = "live")]
impl AllowedOrigin<crate::live::LivePolicy> {
    /// The origins of a policy that the running service may replace. A replacement takes effect here at the same
    /// moment.
    ///
    /// If the new policy is open to any origin, or has no credentials, every request is refused, with an event at error
    /// level.
    ///
    /// # Panics
    ///
    /// For the same policies as [`of`](AllowedOrigin::of).
    #[track_caller]
    pub fn of_live(policy: crate::live::LivePolicy) -> Self {
        check(&policy.in_force(), Protection::Cookies);
        Self::protecting(policy, Protection::Cookies)
    }

    /// The same for a service that has no cookies: see [`without_credentials`](AllowedOrigin::without_credentials). If the
    /// policy is replaced by one that is open to any origin, every request is refused, with an event at error level.
    ///
    /// # Panics
    ///
    /// If the policy is open to any origin.
    #[track_caller]
    pub fn without_credentials_live(policy: crate::live::LivePolicy) -> Self {
        check(&policy.in_force(), Protection::NoCookies);
        Self::protecting(policy, Protection::NoCookies)
    }
}

impl<P> AllowedOrigin<P> {
    const fn protecting(policy: P, protection: Protection) -> Self {
        Self { policy, protection, own: None, no_origin: false }
    }

    /// Also allows the service's own pages: browsers send `Origin` with their WebSockets and posts too. The origin is
    /// given here because it cannot be taken from the request: a client can put anything into `Host`.
    ///
    /// # Panics
    ///
    /// In a `const`, these are compile errors:
    ///
    /// - `origin` is not the exact text that a browser sends.
    /// - It is an `http` origin whose host is not loopback.
    /// - It is the second one. Further origins belong in the policy's `origins`.
    #[track_caller]
    pub const fn or_same_origin(mut self, origin: &'static str) -> Self {
        self.assert_first_own();
        let Some(parsed) = Origin::parse(origin) else {
            panic!(
                "the service's own origin is not written as browsers send it\n\n\
                 help: write scheme and host in lower case, and the port unless it is the scheme's own, as in \
                 `\"https://api.example.com\"`; no wildcard, no path, no trailing slash"
            );
        };
        assert!(
            !parsed.is_insecure(),
            "the service's own origin is `http`: anyone on the network path can pose as it\n\n\
             help: write `https`; if that risk is acceptable, put the origin into `origins` of the policy, under \
             `#[dangerously_allow(insecure_origins)]`"
        );
        std::mem::forget(self.own.replace(Cow::Borrowed(origin)));
        self
    }

    /// Like [`or_same_origin`](Self::or_same_origin), with an origin that the service reads from its configuration.
    ///
    /// # Errors
    ///
    /// If `origin` is not the exact text that a browser sends, or is `http` and not loopback. The error says what to
    /// write instead.
    ///
    /// # Panics
    ///
    /// If there is one already.
    #[cfg(feature = "live")]
    #[track_caller]
    pub fn try_or_same_origin(mut self, origin: &str) -> Result<Self, OriginError> {
        self.assert_first_own();
        let rules = RunTimeRules { credentials: true, waivers: RunTimeWaivers::default() };
        let own = rules.exact(origin).map_err(|violation| {
            let mut violation = violation.of_one_origin();
            violation.helps.retain(|help| !matches!(help, Help::Waive(_)));
            OriginError::without_position(origin, &violation)
        })?;
        self.own = Some(Cow::Owned(own.into_text()));
        Ok(self)
    }

    /// Also allows requests without any `Origin`: those of clients that are not browsers.
    ///
    /// Browsers send `Origin` with every WebSocket and with every request but `GET` and `HEAD` (Fetch, [`Origin`
    /// header](https://fetch.spec.whatwg.org/#origin-header)), so none of those becomes possible for a page. A `GET`
    /// without `Origin`, which any page can cause with a link or an image, passes as well: such requests must not
    /// change anything.
    pub const fn or_no_origin(mut self) -> Self {
        self.no_origin = true;
        self
    }

    #[track_caller]
    const fn assert_first_own(&self) {
        assert!(
            self.own.is_none(),
            "the service's own origin is given twice\n\nhelp: put further ones into `origins` of the policy"
        );
    }
}

/// Checks that a policy is suitable. One with mistakes passes, because the compiler reports those.
#[track_caller]
const fn check(policy: &PolicyData, protection: Protection) {
    if policy.data.has_errors || is_suitable(policy, protection) {
        return;
    }
    assert!(
        !policy.data.origins.is_any(),
        "`AllowedOrigin` checks origins, and this policy allows any origin\n\n\
         help: give it a policy with a list of origins"
    );
    panic!(
        "`AllowedOrigin` protects requests with cookies, and this policy has no `credentials: true`: its origins \
         were not chosen with cookies in mind\n\n\
         help: add `credentials: true` to the policy, or give `AllowedOrigin` a policy that has it; if the service has no \
         cookies, write `AllowedOrigin::without_credentials(…)`"
    );
}

/// Whether the origins of a policy can be checked, and were chosen for that. A policy that allows nobody suits everything.
const fn is_suitable(policy: &PolicyData, protection: Protection) -> bool {
    let is_empty = match &policy.data.origins {
        Allowed::Any => return false,
        Allowed::None => true,
        Allowed::List(list) => list.written.is_empty() && list.runtime.is_none(),
    };
    is_empty || policy.data.credentials || matches!(protection, Protection::NoCookies)
}

impl<P: Source> AllowedOrigin<P> {
    /// Lets a request pass, with its origin if it has one, or refuses it.
    pub(crate) fn admit<F: Responses>(
        &self,
        request: &CorsRequest<'_, F>,
    ) -> Result<Option<CheckedOrigin>, F::Response> {
        let policy = self.policy.in_force();
        // A live policy may have been replaced by one that is not suitable.
        let is_suitable = is_suitable(&policy, self.protection);
        if is_suitable && self.allows(&policy, request) {
            return Ok(request.origin.only_line().and_then(|origin| CheckedOrigin::new(origin.as_ref())));
        }
        let mut response = F::response(FORBIDDEN);
        let headers = F::headers(&mut response);
        response::vary_by_origin(headers);
        if is_suitable {
            event::request_refused(&policy, request);
            explain(headers, || reason::request(&policy, request));
        } else {
            let name = policy.name();
            let message = || {
                format!(
                    "an `AllowedOrigin` refuses every request: policy `{name}` is now open to any origin, or without \
                     credentials"
                )
            };
            event::unsuitable(name, message);
            explain(headers, || reason::line(&message()));
        }
        Err(response)
    }

    fn allows<F: Framework>(&self, policy: &PolicyData, request: &CorsRequest<'_, F>) -> bool {
        let Single::One(origin) = request.origin else {
            return self.no_origin && matches!(request.origin, Single::Absent);
        };
        self.own.as_ref().is_some_and(|own| own.as_bytes() == origin.as_ref())
            || granted_origin(policy, origin).is_some()
    }
}
