//! A policy inside another one: a mistake in the service, which every request that reaches the inner one shows.

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, get, web};
use cors_runtime::{AllowedOrigin, Policy, cors, cross_origin, skip_preflights};
use cors_tests::actix::{Served, application, auth, serve};
use cors_tests::events;
use cors_tests::middleware::{FirstPass, ServeAgain, in_a_task};
use cors_tests::request::Request;
use cors_tests::script::{Script, calls, play};

cors! {
    const OUTER = { origins: ["https://outer.example"], methods: [GET, PUT], credentials: true };
    const INNER = { origins: ["https://inner.example"], methods: [GET, PUT] };
    const OPEN = { origins: any };
    const TENANTS = { origins: [runtime], methods: [GET, PUT] };
    /// The same fields as `OUTER`, but another policy.
    const TWIN = { ..OUTER };
}

#[cross_origin(INNER)]
#[get("/x")]
async fn attribute() -> Result<actix_web::HttpResponse, Error> {
    application().await
}

#[cross_origin(none)]
#[get("/x")]
async fn none() -> Result<actix_web::HttpResponse, Error> {
    application().await
}

#[cross_origin(OUTER)]
#[get("/x", wrap = "INNER")]
async fn wrap_in_attribute() -> Result<actix_web::HttpResponse, Error> {
    application().await
}

#[cross_origin(none)]
#[get("/x", wrap = "INNER")]
async fn wrap_in_none() -> Result<actix_web::HttpResponse, Error> {
    application().await
}

#[cross_origin(TENANTS, origins = ["https://inner.example"])]
#[get("/x")]
async fn live_attribute() -> Result<actix_web::HttpResponse, Error> {
    application().await
}

fn route() -> actix_web::Route {
    web::route().to(application)
}

fn resource() -> actix_web::Resource {
    web::resource("/x").route(route())
}

/// What it is, the application with `/x`, and the names of the outer and of the inner policy.
async fn mistakes() -> Vec<(&'static str, Served, &'static str, &'static str)> {
    let inner_scope = |policy: Policy| web::scope("").route("/x", route()).wrap(policy);
    let live = || TENANTS.with_origins(["https://inner.example"]).expect("an origin");
    let two = [live(), live()];
    let task = || App::new().service(attribute).wrap(from_fn(in_a_task));
    let own = live();
    vec![
        (
            "a scope in an app",
            serve(App::new().service(inner_scope(INNER)).wrap(OUTER)).await,
            "OUTER",
            "INNER",
        ),
        (
            "a resource in a scope",
            serve(App::new().service(web::scope("").service(resource().wrap(INNER)).wrap(OUTER))).await,
            "OUTER",
            "INNER",
        ),
        (
            "one wrap in the next",
            serve(App::new().service(resource().wrap(INNER).wrap(OUTER))).await,
            "OUTER",
            "INNER",
        ),
        ("an attribute in an app", serve(App::new().service(attribute).wrap(OUTER)).await, "OUTER", "INNER"),
        ("`wrap` in an attribute", serve(App::new().service(wrap_in_attribute)).await, "OUTER", "INNER"),
        (
            "`none` in a scope",
            serve(App::new().service(web::scope("").service(none).wrap(OUTER))).await,
            "OUTER",
            "none",
        ),
        ("`wrap` in `none`", serve(App::new().service(wrap_in_none)).await, "none", "INNER"),
        (
            "one that is open to any",
            serve(App::new().service(inner_scope(OPEN)).wrap(OUTER)).await,
            "OUTER",
            "OPEN",
        ),
        (
            "inside one that is",
            serve(App::new().service(inner_scope(INNER)).wrap(OPEN)).await,
            "OPEN",
            "INNER",
        ),
        (
            "one with the same fields",
            serve(App::new().service(inner_scope(TWIN)).wrap(OUTER)).await,
            "OUTER",
            "TWIN",
        ),
        (
            "a live one in a constant",
            serve(App::new().service(resource().wrap(live())).wrap(OUTER)).await,
            "OUTER",
            "TENANTS",
        ),
        (
            "a constant in a live one",
            serve(App::new().service(attribute).wrap(own)).await,
            "TENANTS",
            "INNER",
        ),
        ("a live attribute", serve(App::new().service(live_attribute).wrap(OUTER)).await, "OUTER", "TENANTS"),
        (
            "two live ones of one template",
            serve(App::new().service(resource().wrap(two[0].clone())).wrap(two[1].clone())).await,
            "TENANTS",
            "TENANTS",
        ),
        ("in a task", serve(task().wrap(OUTER)).await, "OUTER", "INNER"),
        (
            "with other middleware between them",
            serve(
                App::new()
                    .service(attribute)
                    .wrap(Compress::default())
                    .wrap(skip_preflights(Compress::default()))
                    .wrap(OUTER),
            )
            .await,
            "OUTER",
            "INNER",
        ),
    ]
}

const ORIGINS: [&[&str]; 6] = [
    &[],
    &["Origin: null"],
    &["Origin: https://evil.example"],
    &["Origin: https://outer.example"],
    &["Origin: https://inner.example"],
    &["Origin: https://inner.example", "Origin: https://inner.example"],
];

/// What a 500 must carry: what the outer policy grants, and nothing of the inner one's.
fn granted(outer: &str, origin: &[&str]) -> Vec<&'static str> {
    match (outer, origin) {
        ("none", _) => vec![],
        ("OPEN", _) => vec!["access-control-allow-origin: *"],
        ("OUTER", ["Origin: https://outer.example"]) => {
            vec![
                "access-control-allow-credentials: true",
                "access-control-allow-origin: https://outer.example",
                "vary: Origin",
            ]
        }
        ("TENANTS", ["Origin: https://inner.example"]) => {
            vec!["access-control-allow-origin: https://inner.example", "vary: Origin"]
        }
        _ => vec!["vary: Origin"],
    }
}

#[actix_web::test]
async fn every_request_that_reaches_the_inner_policy_is_a_500() {
    let (log, _listening) = events::record();
    for (says, app, outer, inner) in mistakes().await {
        for origin in ORIGINS {
            let context = format!("{says}, {origin:?}");
            play(&Script::plain());
            calls();
            let answer = app.ask(&Request::new("GET", "/x", origin)).await;
            assert_eq!((answer.status, calls()), (500, 0), "{context}: {answer:?}");
            assert_eq!(answer.cors_and_vary(), granted(outer, origin), "{context}");
            let error: Vec<_> = log.lines().into_iter().filter(|line| line.starts_with("ERROR")).collect();
            let [error] = &error[..] else { panic!("{context}: one error event: {error:?}") };
            assert!(
                error.contains(&format!("policy `{inner}` is nested inside policy `{outer}`")),
                "{context}: {error}"
            );
            assert!(error.ends_with(&format!("policy=\"{inner}\" outer=\"{outer}\"")), "{context}: {error}");
            assert_eq!(
                (answer.reason().is_some(), answer.body.as_str()),
                (cfg!(debug_assertions), ""),
                "{context}"
            );
            if let Some(reason) = answer.reason() {
                let remedy = "`App::new().service(exception).service(web::scope(\"\").service(the_others).wrap(OUTER))`";
                let names_both = format!("policy `{inner}` is nested inside policy `{outer}`; ");
                assert!(reason.starts_with(&names_both) && reason.contains(remedy), "{context}: {reason}");
                assert_eq!(reason.contains("use clones of one"), outer == inner, "{context}: {reason}");
            }
        }
    }
}

#[actix_web::test]
async fn the_outer_policy_answers_preflights_and_no_handler_runs() {
    for (says, app, outer, _) in mistakes().await {
        for origin in ["https://outer.example", "https://inner.example", "https://evil.example"] {
            calls();
            let answer = app.ask(&Request::preflight("/x", origin, "GET")).await;
            let allows = match outer {
                "OUTER" => origin == "https://outer.example",
                "TENANTS" => origin == "https://inner.example",
                "OPEN" => true,
                _ => false,
            };
            assert_eq!((answer.status, calls()), (if allows { 204 } else { 403 }, 0), "{says}: {origin}");
        }
    }
}

/// Every other end of a request removes the mark: what is served afterwards does not find it.
#[actix_web::test]
async fn one_request_after_another() {
    for (says, app, ..) in mistakes().await {
        for _ in 0..3 {
            let answer = app.ask(&Request::new("GET", "/x", &["Origin: https://outer.example"])).await;
            assert_eq!(answer.status, 500, "{says}");
        }
    }
    let app = serve(
        App::new()
            .service(web::resource("/a").route(route()).wrap(OUTER))
            .service(web::resource("/b").route(route()).wrap(INNER)),
    )
    .await;
    for path in ["/a", "/b", "/a", "/a", "/b", "/b"] {
        assert_eq!(app.ask(&Request::new("GET", path, &[])).await.status, 200, "{path}");
    }
}

#[actix_web::test]
async fn a_request_that_is_served_again_is_judged_again() {
    let again = || ServeAgain { path: "/x", when: |_| true, keeps_request: false, first: FirstPass::Awaited };
    let right = App::new().service(resource().wrap(INNER)).service(web::scope("/o").wrap(OUTER));
    let right = serve(right.wrap(again())).await;
    calls();
    let answer = right.ask(&Request::new("GET", "/x", &["Origin: https://inner.example"])).await;
    assert_eq!((answer.in_short().as_str(), calls()), ("200 https://inner.example", 2), "outside a policy");
    let wrong = serve(App::new().service(resource().wrap(INNER)).wrap(again()).wrap(OUTER)).await;
    let answer = wrong.ask(&Request::new("GET", "/x", &["Origin: https://inner.example"])).await;
    assert_eq!((answer.in_short().as_str(), calls()), ("500 -", 0), "inside one, both times");
}

#[actix_web::test]
async fn authentication_that_refuses_comes_before_the_inner_policy() {
    let app = serve(App::new().service(attribute).wrap(from_fn(auth)).wrap(OUTER)).await;
    let answer = app.ask(&Request::new("GET", "/x", &["Origin: https://outer.example"])).await;
    assert_eq!(answer.in_short(), "401 https://outer.example", "the mistake is not reached");
    let answer = app.ask(&Request::new("GET", "/x", &["Authorization: me"])).await;
    assert_eq!(answer.status, 500);
}

#[actix_web::test]
async fn an_allowed_origin_is_not_a_policy() {
    let check = AllowedOrigin::of(OUTER);
    let alone =
        serve(App::new().service(resource().wrap(check.clone())).wrap(INNER).wrap(check.clone())).await;
    let nested = serve(App::new().service(resource().wrap(INNER)).wrap(check).wrap(OUTER)).await;
    play(&Script::plain());
    let request = Request::from_page("GET", "/x", "https://outer.example");
    assert_eq!(alone.ask(&request).await.in_short(), "200 -", "inside a policy and outside");
    assert_eq!(nested.ask(&request).await.in_short(), "500 https://outer.example", "between two");
}
