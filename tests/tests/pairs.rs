//! Authentication and two policies, in every order: a generated table, with what the contract says of each row.
//!
//! Each application has a thread of its own: routes with a policy of their own are known per worker.

use std::thread;

use actix_web::App;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::rt::System;
use actix_web::web::{self, ServiceConfig};
use cors_runtime::guard::method_or_preflight;
use cors_runtime::{cors, preflights_past};
use cors_tests::service::{Served, auth, calls, handler, preflight, request};
use cors_tests::{route, serve};

cors! {
    const OUT = { origins: ["https://out.example"], methods: [GET, PUT] };
    const IN = { origins: ["https://in.example"], methods: [PUT], credentials: true };
}

const PUT: &[&str] = &["PUT"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outer {
    App,
    Scope,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inner {
    Attribute,
    AttributeNone,
    Scope,
    Resource,
    ByHand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Auth {
    /// Around everything with the inner policy.
    Between,
    /// The same, in `preflights_past`.
    Past,
    /// Inside the inner policy: a route's own `wrap`.
    Inside,
    None,
}

fn innermost(inner: Inner, inside: bool, config: &mut ServiceConfig) {
    let put = || web::put().to(handler);
    let guard = || method_or_preflight(Method::PUT);
    match (inner, inside) {
        (Inner::Attribute, false) => config.service(route!("/x", PUT, IN)),
        (Inner::Attribute, true) => {
            let guard = IN.__cors_policy().route_guard("/x", PUT);
            let layer = IN.__cors_policy().route_layer(PUT);
            let resource = web::resource("/x").guard(guard);
            config.service(resource.wrap(from_fn(auth)).wrap(layer).to(handler))
        }
        (Inner::AttributeNone, false) => config.service(route!("/x", PUT, none)),
        (Inner::AttributeNone, true) => {
            let resource = web::resource("/x").guard(cors_runtime::private::none_guard("/x", PUT));
            let layer = cors_runtime::private::none_layer();
            config.service(resource.wrap(from_fn(auth)).wrap(layer).to(handler))
        }
        (Inner::Scope, false) => config.service(web::scope("").route("/x", put()).wrap(IN)),
        (Inner::Scope, true) => {
            config.service(web::scope("").route("/x", put()).wrap(from_fn(auth)).wrap(IN))
        }
        (Inner::Resource, false) => config.service(web::resource("/x").route(put()).wrap(IN)),
        (Inner::Resource, true) => {
            config.service(web::resource("/x").route(put()).wrap(from_fn(auth)).wrap(IN))
        }
        (Inner::ByHand, false) => config.service(web::resource("/x").guard(guard()).wrap(IN).to(handler)),
        (Inner::ByHand, true) => {
            config.service(web::resource("/x").guard(guard()).wrap(from_fn(auth)).wrap(IN).to(handler))
        }
    };
}

/// `lookalikes`: elsewhere in the application there are routes with a policy of their own, of which the path could be
/// a tail, so that nobody can know without asking whether such a route is meant.
async fn app(outer: Outer, inner: Inner, authentication: Auth, lookalikes: bool) -> Served {
    let innermost = move |config: &mut ServiceConfig| {
        innermost(inner, authentication == Auth::Inside, config);
    };
    let between = move |config: &mut ServiceConfig| {
        let scope = web::scope("/p").configure(innermost);
        match authentication {
            Auth::Between => config.service(scope.wrap(from_fn(auth))),
            Auth::Past => config.service(scope.wrap(preflights_past(from_fn(auth)))),
            Auth::Inside | Auth::None => config.service(scope),
        };
    };
    let scope = web::scope("/s").configure(between);
    let app = App::new().configure(|config| {
        if lookalikes {
            let scope = web::scope("/elsewhere").service(route!("/x", PUT, IN)).service(route!("", PUT, IN));
            config.service(scope.service(route!("/{any}*", PUT, IN)));
        }
    });
    match outer {
        Outer::App => serve!(app.service(scope).wrap(OUT)),
        Outer::Scope => serve!(app.service(scope.wrap(OUT))),
        Outer::None => serve!(app.service(scope)),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    preflight: bool,
    credentials: bool,
    origin: &'static str,
}

/// The status, and the allowed origin or `-`.
#[allow(clippy::match_same_arms)] // one rule of the contract each, in its order
fn expected(outer: Outer, inner: Inner, auth: Auth, asked: Asked) -> (u16, &'static str) {
    let Asked { preflight, credentials, origin } = asked;
    let granted = |policy| if origin == policy { policy } else { "-" };
    let answers = |policy| if origin == policy { (204, policy) } else { (403, "-") };
    let attribute = matches!(inner, Inner::Attribute | Inner::AttributeNone);
    let in_speaks = if inner == Inner::AttributeNone { "nobody" } else { "in" };
    // A preflight of a browser never has credentials; somebody else's may.
    let stopped_between = !credentials && matches!(auth, Auth::Between | Auth::Past);
    match (outer, preflight) {
        // Wrapped policies are not stacked: the outer one governs, preflights included.
        (Outer::App | Outer::Scope, true) if !attribute => answers("out"),
        // Only the preflights of attributes go past.
        (_, true) if auth == Auth::Past && attribute => answers(in_speaks),
        (Outer::App | Outer::Scope, true) if stopped_between => (403, "-"),
        (Outer::None, true) if stopped_between => (401, "-"),
        (_, true) => answers(in_speaks),
        // Whatever has not met the inner policy is the outer one's.
        (Outer::App | Outer::Scope, false) if stopped_between => (401, granted("out")),
        (Outer::None, false) if stopped_between => (401, "-"),
        (_, false) => {
            let status = if auth == Auth::Inside && !credentials { 401 } else { 200 };
            // Of two wrapped policies, neither grants.
            let stacked = outer != Outer::None && !attribute;
            (status, if stacked { "-" } else { granted(in_speaks) })
        }
    }
}

async fn holds(outer: Outer, inner: Inner, auth: Auth, lookalikes: bool) {
    let app = app(outer, inner, auth, lookalikes).await;
    for preflighted in [true, false] {
        for credentials in [false, true] {
            for origin in ["out", "in", "evil"] {
                let asked = Asked { preflight: preflighted, credentials, origin };
                let line = format!("https://{origin}.example");
                let request = if preflighted {
                    preflight("/s/p/x", &line, "PUT")
                } else {
                    request("PUT", "/s/p/x", &[&format!("Origin: {line}")])
                };
                let request =
                    if credentials { request.insert_header(("Authorization", "me")) } else { request };
                calls();
                let reply = app.send(request).await;
                let says = format!("{outer:?} > {auth:?} > {inner:?}, {lookalikes}: {asked:?}");
                let (status, granted) = expected(outer, inner, auth, asked);
                let granted =
                    if granted == "-" { vec![] } else { vec![format!("https://{granted}.example")] };
                let (lines, calls) = (reply.lines("access-control-allow-origin"), calls());
                let half = reply.cors().len();
                assert_eq!(half == 0, lines.is_empty(), "{says}: half a grant: {:?}", reply.cors());
                if lookalikes && preflighted && reply.status == 403 {
                    // A refusal is always safe. A handler that takes any method may have seen the preflight, but not
                    // without authentication.
                    let authenticated = credentials || matches!(auth, Auth::None);
                    assert!(lines.is_empty() && (calls == 0 || authenticated), "{says}: {calls} {lines:?}");
                    continue;
                }
                if lookalikes && preflighted && (outer, auth) == (Outer::None, Auth::Past) {
                    // It went past; the inner policy is the only one, and its refusals are 403, too.
                    let granted = (204, vec!["https://in.example"], "in", 0);
                    assert_eq!((reply.status, lines, origin, calls), granted, "{says}");
                    continue;
                }
                assert_eq!(
                    (reply.status, lines),
                    (status, granted.iter().map(|line| &**line).collect()),
                    "{says}"
                );
                assert_eq!(calls, usize::from(!preflighted && status == 200), "{says}: handlers that ran");
            }
        }
    }
}

fn every_pair(lookalikes: bool) {
    for outer in [Outer::App, Outer::Scope, Outer::None] {
        for inner in [Inner::Attribute, Inner::AttributeNone, Inner::Scope, Inner::Resource, Inner::ByHand] {
            for auth in [Auth::Between, Auth::Past, Auth::Inside, Auth::None] {
                let row = move || System::new().block_on(holds(outer, inner, auth, lookalikes));
                assert!(thread::spawn(row).join().is_ok(), "{outer:?} > {auth:?} > {inner:?}");
            }
        }
    }
}

#[test]
fn authentication_between_two_policies() {
    every_pair(false);
}

#[test]
fn routes_elsewhere_take_preflights_away_but_give_none() {
    every_pair(true);
}
