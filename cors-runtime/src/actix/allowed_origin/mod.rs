//! `AllowedOrigin`: a policy's origins for what CORS does not cover.

mod future;
mod middleware;

pub use self::future::AllowedOriginFuture;
pub use self::middleware::AllowedOriginMiddleware;
use crate::origin::Origins;
use crate::parsed::Origin;
use crate::policy::{Facts, Policy};

/// A middleware that refuses, with 403, every request whose `Origin` the policy does not allow: for WebSocket upgrades
/// and for form posts that change something, which CORS does not cover.
///
/// Browsers let any page open a WebSocket to any server and post a form to it, with the user's cookies (`SameSite`
/// permitting). They neither send a preflight nor ask for CORS headers, but they do say which page it was: `Origin`
/// ([RFC 6455, 10.2](https://www.rfc-editor.org/rfc/rfc6455#section-10.2), and Fetch,
/// [`Origin` header](https://fetch.spec.whatwg.org/#origin-header)). This middleware reads it.
///
/// A request passes with exactly one `Origin` line that the policy allows, or that is the service's own
/// ([`or_same_origin`](Self::or_same_origin)). No `Origin`, two of them, `null`, or another one: 403, an empty body, and
/// one event at debug level. The handler finds the origin in a [`CheckedOrigin`](crate::CheckedOrigin).
///
/// # What it does not do
///
/// - It is no authentication. A program that is no browser sends any `Origin` that it likes; it does not have your
///   users' cookies, though, which is what this protects.
/// - It writes no CORS headers and answers no preflight: that is the policy's work. Wrap both where both are needed.
/// - Wrap what is to be protected, and nothing else: when a user follows a link or types an address, there is no
///   `Origin`, and such requests are refused like all others.
/// - A page with the referrer policy `no-referrer` posts its forms with `Origin: null`, also to its own server. It is
///   refused: `null` could be anybody.
///
/// # Panics
///
/// [`of`](Self::of), [`of_live`](AllowedOrigin::of_live) and [`or_same_origin`](Self::or_same_origin) panic; in a
/// `const` that is a compile error.
///
/// ```
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
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use = "give it to `.wrap`"]
pub struct AllowedOrigin<P = Policy> {
    policy: P,
    same: Option<&'static str>,
}

impl AllowedOrigin<Policy> {
    /// The origins of `policy`.
    ///
    /// # Panics
    ///
    /// Where the policy has not `credentials: true`: a policy that no cookie goes by may name origins that nobody should
    /// trust with one (`http`, wildcards that strangers can register below). Where it is open to any origin: there would
    /// be nothing to check.
    ///
    /// See Fetch, [`Origin` header](https://fetch.spec.whatwg.org/#origin-header).
    ///
    /// ```
    /// use cors_runtime::{AllowedOrigin, cors};
    ///
    /// cors! {
    ///     const APP = { origins: ["https://app.example.com"], credentials: true };
    /// }
    /// const FORMS: AllowedOrigin = AllowedOrigin::of(APP);
    /// # let _ = FORMS;
    /// ```
    ///
    /// ```compile_fail
    /// use cors_runtime::{AllowedOrigin, cors};
    ///
    /// cors! {
    ///     const READ = { origins: any };
    /// }
    /// const FORMS: AllowedOrigin = AllowedOrigin::of(READ);
    /// # let _ = FORMS;
    /// ```
    #[track_caller]
    pub const fn of(policy: Policy) -> Self {
        check(policy.facts());
        Self { policy, same: None }
    }

    /// Lets the service's own pages in as well: browsers send `Origin` with their WebSockets and posts, too. It is
    /// given here because it cannot be taken from the request: what a client says in `Host` proves nothing.
    ///
    /// # Panics
    ///
    /// Where `origin` is not the exact text that a browser sends, as the
    /// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    /// serialises it; where it is `http` and not loopback; where there is one already (further ones can stand in the
    /// policy's `origins`).
    ///
    /// ```
    /// # use cors_runtime::{AllowedOrigin, cors};
    /// # cors! { const APP = { origins: ["https://app.example.com"], credentials: true }; }
    /// const FORMS: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin("https://api.example.com");
    /// # let _ = FORMS;
    /// ```
    ///
    /// ```compile_fail
    /// # use cors_runtime::{AllowedOrigin, cors};
    /// # cors! { const APP = { origins: ["https://app.example.com"], credentials: true }; }
    /// const FORMS: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin("https://api.example.com/");
    /// # let _ = FORMS;
    /// ```
    #[track_caller]
    pub const fn or_same_origin(self, origin: &'static str) -> Self {
        Self { same: Some(same(self.same, origin)), ..self }
    }
}

#[cfg(feature = "live")]
impl AllowedOrigin<crate::LivePolicy> {
    /// The origins of a policy with a run-time list: whatever replaces the list counts here at the same moment.
    ///
    /// # Panics
    ///
    /// Where the template has not `credentials: true`, for the reasons that [`of`](AllowedOrigin::of) gives.
    ///
    /// See Fetch, [`Origin` header](https://fetch.spec.whatwg.org/#origin-header).
    ///
    /// ```
    /// use cors_runtime::{AllowedOrigin, cors};
    ///
    /// cors! {
    ///     const TENANTS = { origins: [runtime], credentials: true };
    /// }
    ///
    /// # fn main() -> Result<(), cors_runtime::OriginErrors> {
    /// let live = TENANTS.with_origins(["https://t1.example"])?;
    /// let forms = AllowedOrigin::of_live(live).or_same_origin("https://api.example.com");
    /// # drop(forms);
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn of_live(policy: crate::LivePolicy) -> Self {
        check(policy.template().facts());
        Self { policy, same: None }
    }

    /// Lets the service's own pages in as well; see [`or_same_origin`](AllowedOrigin::<Policy>::or_same_origin).
    ///
    /// # Panics
    ///
    /// As there: where `origin` is no exact origin, is insecure, or is the second one. See the
    /// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin).
    ///
    /// ```
    /// # use cors_runtime::{AllowedOrigin, cors};
    /// # cors! { const TENANTS = { origins: [runtime], credentials: true }; }
    /// let live = TENANTS.with_origins_matching(|origin| origin.is_subdomain_of("tenants.example"));
    /// let forms = AllowedOrigin::of_live(live).or_same_origin("https://api.example.com");
    /// # drop(forms);
    /// ```
    #[track_caller]
    pub fn or_same_origin(self, origin: &'static str) -> Self {
        Self { same: Some(same(self.same, origin)), ..self }
    }
}

/// What a policy must be. One with mistakes passes: the compiler reports those.
#[track_caller]
const fn check(facts: &Facts) {
    if facts.poisoned {
        return;
    }
    assert!(
        matches!(facts.origins, Origins::List(_)),
        "`AllowedOrigin` checks origins, and this policy is open to any: there is nothing to check\n\n\
         help: give it a policy with a list of origins and `credentials: true`"
    );
    assert!(
        facts.credentials,
        "`AllowedOrigin` protects requests with cookies, and this policy is for requests without: it may name origins \
         that nobody should trust with a cookie\n\n\
         help: add `credentials: true` to the policy, or give `AllowedOrigin` a policy that has it"
    );
}

/// The service's own origin, where it can be one.
#[track_caller]
const fn same(already: Option<&'static str>, origin: &'static str) -> &'static str {
    assert!(
        already.is_none(),
        "`or_same_origin` takes one origin, the service's own\n\nhelp: put further ones into `origins` of the policy"
    );
    let Some(parsed) = Origin::parse(origin) else {
        panic!(
            "`or_same_origin` takes an origin as browsers send it\n\n\
             help: write scheme and host in lower case, and the port unless it is the scheme's own, as in \
             `\"https://api.example.com\"`; no wildcard, no path, no slash at the end"
        )
    };
    assert!(
        !parsed.is_insecure(),
        "`or_same_origin` with `http`: anyone on the network path can pose as that origin\n\n\
         help: write `https`; if that risk is acceptable, put the origin into `origins` of the policy, under \
         `#[dangerously_allow(insecure_origins)]`"
    );
    origin
}
