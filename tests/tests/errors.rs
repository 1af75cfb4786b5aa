//! Errors and unusual responses carry the same headers as a 200.

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{ErrorHandlerResponse, ErrorHandlers};
use actix_web::{App, HttpResponse, error, web};
use cors_runtime::cors;
use cors_tests::service::{calls, handler, preflight, request};
use cors_tests::{everywhere, serve};

cors! {
    const APP = { origins: ["https://app.example.com"], credentials: true, expose: ["x-total"] };
}

const ORIGIN: &str = "Origin: https://app.example.com";
const DRESSED: [&str; 3] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: x-total",
];

#[actix_web::test]
async fn errors_carry_the_headers_of_a_success() {
    for (place, app) in everywhere!(APP) {
        for (path, status, vary) in [
            ("/api/error", 400, &["Origin"][..]),
            ("/api/vary-error", 409, &["Cookie", "Origin"]),
            ("/api/extractor", 404, &["Origin"]),
            ("/api/moved", 302, &["Origin"]),
            ("/api/not-modified", 304, &["Origin"]),
            ("/api/switching", 101, &["Origin"]),
            ("/api/stream", 200, &["Origin"]),
        ] {
            let reply = app.send(request("GET", path, &[ORIGIN])).await;
            assert_eq!((reply.status, reply.cors()), (status, DRESSED.to_vec()), "{place}: {path}");
            assert_eq!(reply.lines("vary"), vary, "{place}: {path}");
            let reply = app.send(request("GET", path, &["Origin: https://evil.example"])).await;
            assert_eq!((reply.status, reply.cors()), (status, Vec::new()), "{place}: {path}, refused");
            assert_eq!(reply.lines("vary"), vary, "{place}: {path}, refused");
        }
        let reply = app.send(request("GET", "/api/stream", &[ORIGIN])).await;
        assert_eq!(reply.body, "abcd", "{place}: a streamed body");
        let reply = app.send(request("GET", "/api/error", &[ORIGIN])).await;
        assert_eq!(reply.body, "bad", "{place}: an error's body");
    }
}

#[actix_web::test]
async fn paths_and_methods_that_no_route_takes() {
    let app = serve!(App::new().service(web::resource("/x").route(web::get().to(handler))).wrap(APP));
    let scope = web::scope("/s").service(web::resource("/x").route(web::get().to(handler))).wrap(APP);
    let scope = serve!(App::new().service(scope));
    let resource = serve!(App::new().service(web::resource("/x").route(web::get().to(handler)).wrap(APP)));
    for (place, app, path, status) in [
        ("App", &app, "/none", 404),
        ("Scope", &scope, "/s/none", 404),
        ("App", &app, "/x", 405),
        ("Scope", &scope, "/s/x", 405),
        ("Resource", &resource, "/x", 405),
    ] {
        let reply = app.send(request("POST", path, &[ORIGIN])).await;
        assert_eq!((reply.status, reply.cors()), (status, DRESSED.to_vec()), "{place}: {status}");
        assert_eq!(reply.lines("vary"), ["Origin"], "{place}: {status}");
        let reply = app.send(preflight(path, "https://app.example.com", "POST")).await;
        assert_eq!(reply.status, 204, "{place}: a preflight is the policy's business");
    }
    let reply = scope.send(request("GET", "/none", &[ORIGIN])).await;
    assert_eq!((reply.status, reply.cors()), (404, Vec::new()), "outside the scope there is no policy");
}

#[actix_web::test]
async fn a_middleware_that_fails_inside_the_policy() {
    let app = serve!(
        App::new()
            .route("/{what}", web::route().to(handler))
            .wrap_fn(|req, next| {
                let fails = next.call(req);
                async move {
                    drop(fails);
                    Err::<ServiceResponse, _>(error::ErrorUnauthorized("who are you?"))
                }
            })
            .wrap(APP)
    );
    let reply = app.send(request("GET", "/x", &[ORIGIN])).await;
    assert_eq!((reply.status, reply.cors()), (401, DRESSED.to_vec()));
    assert_eq!(reply.lines("vary"), ["Origin"]);
    let reply = app.send(request("GET", "/x", &["Origin: https://evil.example"])).await;
    assert_eq!((reply.status, reply.cors()), (401, Vec::new()));
    calls();
    let reply = app.send(preflight("/x", "https://app.example.com", "GET")).await;
    assert_eq!((reply.status, calls()), (204, 0), "a preflight does not meet what is inside");
}

#[actix_web::test]
async fn a_middleware_that_replaces_responses() {
    let replaced = || {
        ErrorHandlers::new().handler(StatusCode::BAD_REQUEST, |response: ServiceResponse| {
            let (request, _) = response.into_parts();
            let mut page = HttpResponse::BadRequest().body("a page").map_into_right_body();
            let name = HeaderName::from_static("x-page");
            page.headers_mut().insert(name, HeaderValue::from_static("yes"));
            Ok(ErrorHandlerResponse::Response(ServiceResponse::new(request, page)))
        })
    };
    let route = || web::route().to(handler);
    let inside = serve!(App::new().route("/{what}", route()).wrap(replaced()).wrap(APP));
    let reply = inside.send(request("GET", "/error", &[ORIGIN])).await;
    assert_eq!((reply.lines("x-page"), reply.cors()), (vec!["yes"], DRESSED.to_vec()), "inside the policy");
}
