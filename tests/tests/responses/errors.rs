//! Errors and unusual responses carry the same headers as a 200.

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{ErrorHandlerResponse, ErrorHandlers, from_fn};
use actix_web::test::TestRequest;
use actix_web::{App, HttpResponse, error, web};
use cors_tests::actix::{application, middleware, serve};
use cors_tests::deployment::{Expected, Row};
use cors_tests::request::Request;
use cors_tests::script::{How, Script, calls, play};

use crate::policies::{APP, APP_LIVE, EVIL, ORIGIN, assert_everywhere};

const GRANT: [&str; 3] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: x-total",
];
const GRANT_AND_VARY: [&str; 4] = [GRANT[0], GRANT[1], GRANT[2], "vary: Origin"];

#[actix_web::test]
async fn every_response_carries_the_headers_of_a_success() {
    let mut rows = Vec::new();
    for how in [How::Response, How::Streamed, How::HandlerError, How::MiddlewareError] {
        for (status, own) in [
            (101, &["upgrade: websocket"][..]),
            (200, &["set-cookie: a=1", "set-cookie: b=2"]),
            (204, &[]),
            (206, &["content-range: bytes 0-1/4"]),
            (302, &["location: /elsewhere"]),
            (304, &["etag: \"1\""]),
            (400, &[]),
            (401, &["www-authenticate: Basic"]),
            (403, &[]),
            (404, &[]),
            (405, &[]),
            (500, &[]),
            (503, &["retry-after: 1"]),
        ] {
            let script = Script::of(status, own).how(how);
            let has_body = !matches!(status, 101 | 204 | 304);
            let script = if has_body { script.with_body("what went wrong") } else { script };
            let row = |says: &str, lines: &[&str], expected: &[&str]| {
                let expected = Expected::called(status, &[own, expected].concat());
                Row::new(&format!("{status}, {how:?}, {says}"), "GET", lines, &expected)
                    .script(script.clone())
            };
            rows.extend([
                row("an allowed origin", &[ORIGIN], &GRANT_AND_VARY),
                row("an origin that is not allowed", &[EVIL], &["vary: Origin"]),
                row("no Origin", &[], &["vary: Origin"]),
            ]);
        }
    }
    assert_everywhere!(APP, APP_LIVE, ["GET", "PUT"], rows);
}

#[actix_web::test]
async fn paths_methods_and_extractors() {
    async fn number(number: web::Path<u32>) -> String {
        number.to_string()
    }
    let routes = |config: &mut web::ServiceConfig| {
        config.service(web::resource("/x").route(web::get().to(application)));
        config.route("/{number}", web::get().to(number));
    };
    let app = serve(App::new().configure(routes).wrap(APP)).await;
    let scope = serve(App::new().service(web::scope("/s").configure(routes).wrap(APP))).await;
    let resource = web::resource("/x").route(web::get().to(application)).wrap(APP);
    let resource = serve(App::new().service(resource)).await;
    for (place, app, method, path, status) in [
        ("App", &app, "GET", "/none/x", 404),
        ("Scope", &scope, "GET", "/s/none/x", 404),
        ("App", &app, "PUT", "/x", 405),
        ("Scope", &scope, "PUT", "/s/x", 405),
        ("Resource", &resource, "PUT", "/x", 405),
        ("App", &app, "GET", "/seven", 404),
        ("Scope", &scope, "GET", "/s/seven", 404),
    ] {
        let answer = app.ask(&Request::from_page(method, path, "https://app.example.com")).await;
        assert_eq!(
            (answer.status, answer.cors_and_vary()),
            (status, GRANT_AND_VARY.to_vec()),
            "{place}: {path}"
        );
        let answer = app.ask(&Request::from_page(method, path, "https://evil.example")).await;
        assert_eq!(
            (answer.status, answer.cors_and_vary()),
            (status, vec!["vary: Origin"]),
            "{place}: {path}"
        );
        let answer = app.ask(&Request::preflight(path, "https://app.example.com", method)).await;
        assert_eq!(answer.status, 204, "{place}: {path}: the router is not asked about preflights");
    }
    let answer = scope.ask(&Request::new("GET", "/none", &[ORIGIN])).await;
    assert_eq!(
        (answer.status, answer.cors_and_vary()),
        (404, vec![]),
        "outside the scope there is no policy"
    );
}

#[actix_web::test]
async fn a_middleware_that_fails_without_calling_what_is_inside() {
    let app = serve(
        App::new()
            .route("/x", web::route().to(application))
            .wrap_fn(|_, _| async { Err::<ServiceResponse, _>(error::ErrorUnauthorized("who are you?")) })
            .wrap(APP),
    )
    .await;
    calls();
    let answer = app.ask(&Request::new("GET", "/x", &[ORIGIN])).await;
    assert_eq!((answer.status, answer.cors_and_vary()), (401, GRANT_AND_VARY.to_vec()));
    let answer = app.ask(&Request::new("GET", "/x", &[EVIL])).await;
    assert_eq!((answer.status, answer.cors_and_vary()), (401, vec!["vary: Origin"]));
    assert_eq!(app.ask(&Request::preflight("/x", "https://app.example.com", "GET")).await.status, 204);
    assert_eq!(calls(), 0);
}

#[actix_web::test]
async fn a_middleware_that_drops_the_response_and_fails() {
    let app = App::new().route("/x", web::route().to(application)).wrap_fn(|request, next| {
        let response = next.call(request);
        async move {
            drop(response.await);
            Err::<ServiceResponse, _>(error::ErrorBadGateway("in between"))
        }
    });
    let app = serve(app.wrap(APP)).await;
    calls();
    let answer = app.ask(&Request::new("GET", "/x", &[ORIGIN])).await;
    assert_eq!((answer.status, answer.cors_and_vary(), calls()), (502, GRANT_AND_VARY.to_vec(), 1));
}

#[actix_web::test]
async fn a_middleware_that_replaces_responses() {
    let replaced = ErrorHandlers::new().handler(StatusCode::BAD_REQUEST, |response: ServiceResponse| {
        let (request, _) = response.into_parts();
        let mut page = HttpResponse::BadRequest().body("a page").map_into_right_body();
        page.headers_mut().insert(HeaderName::from_static("x-page"), HeaderValue::from_static("yes"));
        Ok(ErrorHandlerResponse::Response(ServiceResponse::new(request, page)))
    });
    let app = serve(App::new().route("/x", web::route().to(application)).wrap(replaced).wrap(APP)).await;
    play(&Script::of(400, &[]));
    let answer = app.ask(&Request::new("GET", "/x", &[ORIGIN])).await;
    assert_eq!((answer.values("x-page"), answer.cors()), (vec!["yes"], GRANT.to_vec()));
}

/// A middleware may ask an error for its response more than once, to log it for example.
#[actix_web::test]
async fn an_error_gives_the_same_response_each_time() {
    let app =
        App::new().route("/x", web::route().to(application)).wrap(from_fn(middleware)).wrap(APP).wrap_fn(
            |request, inside| {
                let response = inside.call(request);
                async move {
                    if let Err(error) = &response.await {
                        let lines = |response: HttpResponse| {
                            let lines = response.headers().iter();
                            let mut lines: Vec<_> =
                                lines.map(|(name, value)| format!("{name}: {value:?}")).collect();
                            lines.sort();
                            lines
                        };
                        let [first, second] = [error.error_response(), error.error_response()].map(lines);
                        assert_eq!(first, second);
                        assert!(
                            first.iter().any(|line| line.starts_with("access-control-allow-origin")),
                            "{first:?}"
                        );
                        return Err(error::ErrorImATeapot("both were alike"));
                    }
                    Err::<ServiceResponse, _>(error::ErrorGone("an error was expected"))
                }
            },
        );
    play(&Script::of(503, &[]).how(How::MiddlewareError));
    let answer = serve(app).await.ask(&Request::new("GET", "/x", &[ORIGIN])).await;
    assert_eq!(answer.status, 418);
}

/// Documented: what a middleware outside of the policy makes of an `Err` has the policy's headers if it asks the error
/// for its response, and not if it makes a response of it by itself.
#[actix_web::test]
async fn a_middleware_outside_that_answers_an_error() {
    type Answers = fn(actix_web::Error) -> HttpResponse;
    let rows: [(&str, Answers, &[&str]); 2] = [
        ("the error's own response", |error| error.error_response(), &GRANT_AND_VARY),
        ("a response of the error", HttpResponse::from_error, &[]),
    ];
    for (says, answers, expected) in rows {
        let app = App::new().route("/x", web::route().to(application)).wrap(from_fn(middleware)).wrap(APP);
        let app = serve(app.wrap_fn(move |request, inside| {
            let response = inside.call(request);
            async move {
                let Err(error) = response.await else { panic!("an error was expected") };
                let request = TestRequest::default().to_http_request(); // the other one is gone
                Ok::<ServiceResponse, actix_web::Error>(ServiceResponse::new(request, answers(error)))
            }
        }))
        .await;
        play(&Script::of(404, &[]).how(How::MiddlewareError));
        let answer = app.ask(&Request::new("GET", "/x", &[ORIGIN])).await;
        assert_eq!((answer.status, answer.cors_and_vary().as_slice()), (404, expected), "{says}");
    }
}
