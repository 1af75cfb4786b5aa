//! `skip_preflights`: authentication around many routes, without losing the preflights of the policies inside, and
//! without a way past it.

use std::cell::RefCell;
use std::future::ready;

use actix_web::dev::{Service as _, ServiceRequest, fn_service};
use actix_web::guard::fn_guard;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Compress, Condition, NormalizePath, from_fn};
use actix_web::{App, Error, HttpResponse, get, put, web};
use cors_runtime::guard::method_or_preflight;
use cors_runtime::{LivePolicy, cors, cross_origin, skip_preflights};
use cors_tests::actix::{Served, application, auth, serve};
use cors_tests::middleware::{FirstPass, ServeAgain};
use cors_tests::request::Request;
use cors_tests::script::calls;

use crate::rows::{APP_ORIGIN, EVIL, actual, assert_rows, preflight};

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET, PUT], credentials: true };
    const TENANTS = { origins: [runtime], methods: [GET, PUT] };
    const OPEN = { origins: any };
}

#[cross_origin(APP)]
#[put("/item")]
async fn attribute() -> Result<HttpResponse, Error> {
    application().await
}

#[cross_origin(none)]
#[get("/item")]
async fn none() -> Result<HttpResponse, Error> {
    application().await
}

fn live() -> LivePolicy {
    TENANTS.with_origins(["https://app.example.com"]).expect("an origin")
}

fn routes(config: &mut web::ServiceConfig) {
    let any = || web::route().to(application);
    config
        .service(attribute)
        .service(none)
        .service(web::resource("/wrapped").route(any()).wrap(APP))
        .service(web::resource("/live").route(any()).wrap(live()))
        .service(web::scope("/scope").route("/x", any()).wrap(Compress::default()).wrap(APP))
        .service(web::resource("/by-hand").guard(method_or_preflight(Method::PUT)).route(any()).wrap(APP))
        .service(web::resource("/plain").route(any()))
        .route("/put", web::put().to(application))
        .route("/options", web::method(Method::OPTIONS).to(application))
        .default_service(web::to(application));
}

/// Every way to put it around routes; each application has `routes` under `/api`.
async fn apps() -> Vec<(&'static str, Served)> {
    let api = || web::scope("/api").configure(routes);
    vec![
        ("around a scope", serve(App::new().service(api().wrap(skip_preflights(from_fn(auth))))).await),
        ("around an app", serve(App::new().service(api()).wrap(skip_preflights(from_fn(auth)))).await),
        (
            "twice",
            serve(
                App::new()
                    .service(api().wrap(skip_preflights(from_fn(auth))))
                    .wrap(skip_preflights(from_fn(auth))),
            )
            .await,
        ),
        (
            "three times at one place",
            serve(
                App::new().service(
                    api()
                        .wrap(skip_preflights(from_fn(auth)))
                        .wrap(skip_preflights(from_fn(auth)))
                        .wrap(skip_preflights(from_fn(auth))),
                ),
            )
            .await,
        ),
        (
            "under a condition",
            serve(App::new().service(api().wrap(Condition::new(true, skip_preflights(from_fn(auth)))))).await,
        ),
        (
            "with middleware inside and outside that is not an async function",
            serve(
                App::new().service(
                    api()
                        .wrap(Compress::default())
                        .wrap(skip_preflights(from_fn(auth)))
                        .wrap(NormalizePath::trim()),
                ),
            )
            .await,
        ),
        (
            "with more authentication in it",
            serve(
                App::new()
                    .service(api().wrap(skip_preflights(from_fn(auth))).wrap(skip_preflights(from_fn(auth)))),
            )
            .await,
        ),
    ]
}

#[actix_web::test]
async fn policies_inside_answer_their_preflights() {
    for (says, app) in apps().await {
        calls();
        let rows = vec![
            ("an attribute", preflight("/api/item", APP_ORIGIN, "PUT"), "204 https://app.example.com PUT"),
            ("its refusal", preflight("/api/item", EVIL, "PUT"), "403 - -"),
            ("`none`", preflight("/api/item", APP_ORIGIN, "GET"), "403 - -"),
            (
                "a wrapped resource",
                preflight("/api/wrapped", APP_ORIGIN, "GET"),
                "204 https://app.example.com GET",
            ),
            ("its refusal", preflight("/api/wrapped", APP_ORIGIN, "DELETE"), "403 - -"),
            ("a live policy", preflight("/api/live", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
            (
                "a wrapped scope",
                preflight("/api/scope/x", APP_ORIGIN, "PUT"),
                "204 https://app.example.com PUT",
            ),
            (
                "a path in it that is not there",
                preflight("/api/scope/y", APP_ORIGIN, "PUT"),
                "204 https://app.example.com PUT",
            ),
            ("one by hand", preflight("/api/by-hand", APP_ORIGIN, "PUT"), "204 https://app.example.com PUT"),
        ];
        assert_rows(&app, rows).await;
        assert_eq!(calls(), 0, "{says}");
    }
}

#[actix_web::test]
async fn no_handler_runs_without_the_middleware() {
    let paths =
        ["/item", "/wrapped", "/live", "/scope/x", "/by-hand", "/plain", "/put", "/options", "/nothing"];
    for (says, app) in apps().await {
        for path in paths.map(|path| format!("/api{path}")) {
            for method in ["GET", "PUT", "DELETE", "OPTIONS", "PURGE"] {
                let true_preflight = Request::preflight(&path, APP_ORIGIN, method);
                for request in [
                    true_preflight.clone(),
                    Request::preflight(&path, EVIL, method),
                    true_preflight.clone().with("Origin", EVIL),
                    true_preflight.clone().with("Access-Control-Request-Method", method),
                    Request::preflight(&path, APP_ORIGIN, &format!("{method} ")),
                    Request::preflight(&path, APP_ORIGIN, ""),
                    Request::new("OPTIONS", &path, &[]).with("Access-Control-Request-Method", method),
                    Request::from_page(method, &path, APP_ORIGIN),
                    Request::new(method, &path, &[]),
                ] {
                    calls();
                    let answer = app.ask(&request).await;
                    assert_eq!(calls(), 0, "{says}: {request:?}: {answer:?}");
                    assert!([204, 401, 403].contains(&answer.status), "{says}: {request:?}: {answer:?}");
                }
            }
        }
    }
}

#[actix_web::test]
async fn everything_but_a_true_preflight_goes_through_the_middleware() {
    for (says, app) in apps().await {
        let known = |request: Request| request.with("Authorization", "me");
        for path in ["/api/wrapped", "/api/plain", "/api/scope/x"] {
            for request in [
                actual("GET", path, APP_ORIGIN),
                actual("OPTIONS", path, APP_ORIGIN),
                preflight(path, APP_ORIGIN, "GET").with("Origin", APP_ORIGIN),
                preflight(path, APP_ORIGIN, "GET, PUT"),
            ] {
                assert_eq!(app.ask(&request).await.status, 401, "{says}: {request:?}");
            }
            let answer = app.ask(&known(actual("GET", path, APP_ORIGIN))).await;
            assert_eq!((answer.status, answer.body.as_str()), (200, "hello"), "{says}: {path}");
        }
    }
}

#[actix_web::test]
async fn a_preflight_that_no_policy_takes_is_a_refusal_with_the_vary_of_a_preflight() {
    const VARY: &str = "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    for (says, app) in apps().await {
        for path in ["/api/plain", "/api/put", "/api/options", "/api/nothing", "/api/by-hand"] {
            for origin in [APP_ORIGIN, EVIL, "null"] {
                let answer = app.ask(&preflight(path, origin, "PATCH")).await;
                let reason =
                    "this preflight is refused: no policy inside `skip_preflights` answered it at once";
                assert_eq!(answer.reason(), cfg!(debug_assertions).then_some(reason), "{says}: {path}");
                assert_eq!(answer.body, "", "{says}: {path}");
                let answer = answer.without_reason();
                assert_eq!((answer.status, answer.lines), (403, vec![VARY.to_owned()]), "{says}: {path}");
            }
        }
    }
}

thread_local! {
    static SAW: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

#[actix_web::test]
async fn the_request_is_not_changed_on_the_way() {
    /// Everything that a middleware can see of the head.
    fn note(request: &ServiceRequest) {
        let lines = request.headers().iter().map(|(name, value)| format!("{name}: {value:?}"));
        let mut lines: Vec<_> = lines.collect();
        lines.sort();
        SAW.with_borrow_mut(|saw| saw.push(format!("{} {} {lines:?}", request.method(), request.uri())));
    }
    let guard = |context: &actix_web::guard::GuardContext<'_>| {
        SAW.with_borrow_mut(|saw| saw.push(context.head().method.to_string()));
        true
    };
    let app = || {
        let resource = web::resource("/s/x").guard(fn_guard(guard)).to(application).wrap(APP);
        App::new().service(resource).wrap_fn(|request, inside| {
            note(&request);
            inside.call(request)
        })
    };
    let (with, without) = (serve(app().wrap(skip_preflights(from_fn(auth)))).await, serve(app()).await);
    let request = preflight("/s/x?a=1", APP_ORIGIN, "PUT").with("Access-Control-Request-Headers", "x-a");
    let answer = with.ask(&request).await;
    let seen = SAW.take();
    assert_eq!((without.ask(&request).await, SAW.take()), (answer, seen.clone()));
    assert_eq!(seen.len(), 2, "a middleware and a guard: {seen:?}");
}

#[actix_web::test]
async fn an_answer_in_the_place_of_the_policy_s_does_not_count() {
    let answers = fn_service(|request: ServiceRequest| {
        let granted = HttpResponse::Ok().insert_header(("Access-Control-Allow-Origin", "*")).finish();
        ready(Ok::<_, Error>(request.into_response(granted)))
    });
    let scope =
        web::scope("/s").service(web::service("").finish(answers)).wrap(skip_preflights(from_fn(auth)));
    let app = serve(App::new().service(scope)).await;
    let answer = app.ask(&preflight("/s", EVIL, "PUT")).await;
    assert_eq!(answer.in_short(), "403 -");
}

/// A preflight that a policy answered does not count for a later one, nor for the same request served again.
#[actix_web::test]
async fn a_grant_counts_for_one_call() {
    let app = || {
        App::new()
            .service(web::resource("/taken").route(web::put().to(application)).wrap(APP))
            .service(web::resource("/plain").route(web::route().to(application)))
            .wrap(skip_preflights(from_fn(auth)))
    };
    let granted = |status| status == Some(StatusCode::NO_CONTENT);
    let again = serve(app().wrap(ServeAgain {
        path: "/plain",
        when: granted,
        keeps_request: false,
        first: FirstPass::Awaited,
    }))
    .await;
    calls();
    let answer = again.ask(&preflight("/taken", APP_ORIGIN, "PUT")).await;
    assert_eq!((answer.in_short().as_str(), calls()), ("403 -", 0), "served again at /plain");
    let app = serve(app()).await;
    for (path, status) in [("/taken", 204), ("/plain", 403), ("/taken", 204), ("/plain", 403)] {
        calls();
        assert_eq!(
            (app.ask(&preflight(path, APP_ORIGIN, "PUT")).await.status, calls()),
            (status, 0),
            "{path}"
        );
    }
}

/// It may be inside a policy as well as outside: inside, it never sees a preflight.
#[actix_web::test]
async fn inside_a_policy_it_changes_nothing() {
    let resource = || web::resource("/x").route(web::put().to(application));
    let app = serve(App::new().service(resource()).wrap(skip_preflights(from_fn(auth))).wrap(APP)).await;
    let rows = vec![
        ("a preflight", preflight("/x", APP_ORIGIN, "PUT"), "204 https://app.example.com PUT"),
        ("another", preflight("/x", EVIL, "PUT"), "403 - -"),
        ("a request", actual("PUT", "/x", APP_ORIGIN), "401 https://app.example.com - who are you?"),
    ];
    assert_rows(&app, rows).await;
    let open = serve(App::new().service(resource().wrap(OPEN)).wrap(skip_preflights(from_fn(auth)))).await;
    let rows = vec![("a policy that is open to any", preflight("/x", EVIL, "GET"), "204 * GET")];
    assert_rows(&open, rows).await;
}
