//! The same policy inside itself is not a mistake: it does its work again, which changes nothing. Also with other policies
//! on the worker, where each request carries a mark.

use actix_web::dev::{Service as _, ServiceRequest};
use actix_web::middleware::from_fn;
use actix_web::{App, Error, get, web};
use cors_runtime::{Policy, cors, cross_origin};
use cors_tests::actix::{Served, application, serve};
use cors_tests::events;
use cors_tests::middleware::in_a_task;
use cors_tests::request::Request;
use cors_tests::script::{How, Script, calls, play};

cors! {
    const APP = {
        origins: ["https://app.example.com"],
        methods: [GET],
        expose: ["x-total"],
        credentials: true,
    };
    const LIVE = { origins: [runtime], ..APP };
    const OTHER = { origins: any };
}

#[cross_origin(APP)]
#[get("/x")]
async fn attribute() -> Result<actix_web::HttpResponse, Error> {
    application().await
}

#[cross_origin(none)]
#[get("/x", wrap = "from_fn(cors_tests::actix::middleware)")]
async fn none() -> &'static str {
    "none"
}

async fn apps() -> Vec<(&'static str, Served)> {
    let resource =
        || web::resource("/x").route(web::get().to(application)).wrap(from_fn(cors_tests::actix::middleware));
    let live = LIVE.with_origins(["https://app.example.com"]).expect("an origin");
    vec![
        ("an app and a resource", serve(App::new().service(resource().wrap(APP)).wrap(APP)).await),
        (
            "three times",
            serve(App::new().service(web::scope("").service(resource().wrap(APP)).wrap(APP)).wrap(APP)).await,
        ),
        ("an attribute", serve(App::new().service(attribute).wrap(APP)).await),
        ("in a task", serve(App::new().service(attribute).wrap(from_fn(in_a_task)).wrap(APP)).await),
        (
            "clones of a live one",
            serve(App::new().service(resource().wrap(live.clone())).wrap(live.clone())).await,
        ),
    ]
}

async fn assert_one_grant(apps: Vec<(&'static str, Served)>) {
    const GRANT: [&str; 4] = [
        "access-control-allow-credentials: true",
        "access-control-allow-origin: https://app.example.com",
        "access-control-expose-headers: x-total",
        "vary: Origin",
    ];
    let bare = ["vary: Origin"];
    for (says, app) in apps {
        for script in [
            Script::plain(),
            Script::of(503, &[]).how(How::HandlerError),
            Script::of(404, &["vary: Cookie"]).how(How::MiddlewareError),
        ] {
            play(&script);
            for (origin, expected) in [
                (&["Origin: https://app.example.com"][..], &GRANT[..]),
                (&["Origin: https://evil.example"], &bare),
                (&[], &bare),
            ] {
                calls();
                let answer = app.ask(&Request::new("GET", "/x", origin)).await;
                let mut got = answer.cors_and_vary();
                got.retain(|line| *line != "vary: Cookie");
                assert_eq!(
                    (answer.status, calls(), &got[..]),
                    (script.status, 1, expected),
                    "{says}: {script:?}"
                );
            }
        }
        let answer = app.ask(&Request::preflight("/x", "https://app.example.com", "GET")).await;
        assert_eq!(answer.in_short(), "204 https://app.example.com", "{says}");
        assert_eq!(
            app.ask(&Request::preflight("/x", "https://evil.example", "GET")).await.status,
            403,
            "{says}"
        );
    }
}

#[actix_web::test]
async fn the_only_policy_of_the_worker() {
    let app = serve(App::new().service(attribute).wrap(APP)).await;
    assert_one_grant(vec![("alone", app)]).await;
}

#[actix_web::test]
async fn one_of_several() {
    let _other = serve(App::new().wrap(OTHER)).await;
    assert_one_grant(apps().await).await;
}

#[actix_web::test]
async fn none_inside_none() {
    let app = serve(App::new().service(none)).await;
    let _other = serve(App::new().wrap(OTHER)).await;
    let answer = app.ask(&Request::from_page("GET", "/x", "https://app.example.com")).await;
    assert_eq!((answer.status, answer.cors_and_vary()), (200, vec![]));
}

/// Where the mark tells that the same policy is around, it has told of the refusal.
#[actix_web::test]
async fn a_refusal_is_one_event() {
    let apps = apps().await;
    for (says, app) in apps {
        play(&Script::plain());
        let (log, _guard) = events::record();
        app.ask(&Request::from_page("GET", "/x", "https://evil.example")).await;
        assert_eq!(log.lines().len(), 1, "{says}");
    }
}

/// A middleware that sends a request through twice at a time, and takes the second response: each pass is whole.
#[actix_web::test]
async fn two_passes_at_a_time_are_both_whole() {
    let twice = |policy: Policy, inner: Policy| {
        web::resource("/x").route(web::get().to(application)).wrap(inner).wrap(policy).wrap_fn(
            |request, inside| {
                let again = ServiceRequest::from_request(request.request().clone());
                let (first, second) = (inside.call(request), inside.call(again));
                async move {
                    // The first one is done while the second one is still inside.
                    drop(first.await?);
                    second.await
                }
            },
        )
    };
    let app = serve(App::new().service(twice(APP, APP))).await;
    let _other = serve(App::new().wrap(OTHER)).await;
    play(&Script::plain());
    let answer = app.ask(&Request::from_page("GET", "/x", "https://app.example.com")).await;
    assert_eq!(
        (answer.in_short().as_str(), answer.values("vary")),
        ("200 https://app.example.com", vec!["Origin"])
    );
    let app = serve(App::new().service(twice(APP, OTHER))).await;
    let (_log, _guard) = events::record();
    let answer = app.ask(&Request::from_page("GET", "/x", "https://app.example.com")).await;
    assert_eq!(answer.in_short(), "500 https://app.example.com", "another policy inside, in the second pass");
}
