//! `preflights_past`: authentication around routes with their own policies, without losing their preflights, and
//! without a handler that runs unauthenticated.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use actix_web::dev::Service as _;
use actix_web::middleware::{Compress, NormalizePath, from_fn};
use actix_web::{App, web};
use cors_runtime::guard::method_or_preflight;
use cors_runtime::{cors, preflights_past};
use cors_tests::service::{auth, calls, handler, preflight, request};
use cors_tests::{route, serve};

cors! {
    const OUT = { origins: ["https://out.example"], methods: [GET, PUT] };
    const IN = { origins: ["https://in.example"], methods: [PUT], credentials: true };
}

const PUT: &[&str] = &["PUT"];
const TOKEN: &str = "CORS-PREFLIGHT";
const IN_ORIGIN: &str = "Origin: https://in.example";

#[actix_web::test]
async fn preflights_go_past_authentication_and_requests_do_not() {
    let scope = || {
        web::scope("/api")
            .service(route!("/x", PUT, IN))
            .service(route!("/none", PUT, none))
            .wrap(preflights_past(from_fn(auth)))
    };
    let alone = serve!(App::new().service(scope()));
    let wrapped = serve!(App::new().service(scope()).wrap(OUT));
    for (place, app) in [("alone", &alone), ("inside another policy", &wrapped)] {
        let reply = app.send(preflight("/api/x", "https://in.example", "PUT")).await;
        assert_eq!(
            reply.headers,
            [
                "access-control-allow-credentials: true",
                "access-control-allow-methods: PUT",
                "access-control-allow-origin: https://in.example",
                "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
            ],
            "{place}: {}",
            reply.status,
        );
        assert_eq!(reply.status, 204, "{place}");
        for (path, origin) in [("/api/x", "https://out.example"), ("/api/none", "https://in.example")] {
            let reply = app.send(preflight(path, origin, "PUT")).await;
            assert_eq!((reply.status, reply.cors()), (403, vec![]), "{place}: {path} refuses {origin}");
        }
        let reply = app.send(request("PUT", "/api/x", &[IN_ORIGIN])).await;
        assert_eq!((reply.status, reply.lines("access-control-allow-credentials")), (401, vec![]), "{place}");
        let reply = app.send(request("PUT", "/api/x", &[IN_ORIGIN, "Authorization: me"])).await;
        assert_eq!(reply.status, 200, "{place}");
        assert_eq!(reply.lines("access-control-allow-origin"), ["https://in.example"], "{place}");
    }
    let reply = alone.send(preflight("/api/x", "https://in.example", "DELETE")).await;
    assert_eq!(reply.status, 401, "no route is meant, so it meets the authentication");
    let reply = alone.send(request("OPTIONS", "/api/x", &[IN_ORIGIN])).await;
    assert_eq!(reply.status, 401, "no preflight");
}

#[actix_web::test]
async fn no_handler_runs_without_authentication() {
    // `/{id}` matches every path, so every PUT preflight goes past.
    let app = serve!(
        App::new()
            .service(
                web::scope("/v1")
                    .service(route!("/a/{id}", PUT, IN))
                    .route("/any/{id}", web::to(handler))
                    .route("/options/{id}", web::method(actix_web::http::Method::OPTIONS).to(handler))
                    .route("/put/{id}", web::put().to(handler))
                    .service(
                        web::resource("/hand/{id}")
                            .guard(method_or_preflight("PUT".parse().unwrap()))
                            .to(handler)
                    )
            )
            .service(route!("/{id}", PUT, IN))
            .default_service(web::to(handler))
            .wrap(preflights_past(from_fn(auth)))
    );
    for path in ["/v1/any/1", "/v1/options/1", "/v1/put/1", "/v1/hand/1", "/v1/nothing/1", "/nothing/1"] {
        let reply = app.send(preflight(path, "https://in.example", "PUT")).await;
        assert_eq!((reply.status, reply.cors(), calls()), (403, vec![], 0), "{path}");
    }
    let reply = app.send(preflight("/v1/a/1", "https://in.example", "PUT")).await;
    assert_eq!((reply.status, calls()), (204, 0));
}

#[actix_web::test]
async fn a_forged_method_gets_nothing() {
    let app = serve!(
        App::new()
            .service(route!("/x", PUT, IN))
            .route("/any", web::to(handler))
            .wrap(preflights_past(from_fn(auth)))
            .wrap(OUT)
    );
    let lines = [IN_ORIGIN, "Access-Control-Request-Method: PUT"];
    for path in ["/x", "/any"] {
        let reply = app.send(request(TOKEN, path, &lines)).await;
        assert_eq!((reply.status, reply.cors(), calls()), (401, vec![], 0), "{path}");
    }
    let plain = serve!(App::new().service(route!("/x", PUT, IN)));
    let reply = plain.send(request(TOKEN, "/x", &lines)).await;
    assert_eq!((reply.status, reply.cors(), calls()), (404, vec![], 0));
}

#[actix_web::test]
async fn middleware_between_it_and_the_routes() {
    let inner = || web::scope("/api").service(route!("/x", PUT, IN));
    let at_once = serve!(
        App::new()
            .service(inner().wrap(Compress::default()).wrap_fn(|req, next| next.call(req)))
            .wrap(NormalizePath::trim())
            .wrap(preflights_past(from_fn(auth)))
    );
    for path in ["/api/x", "//api//x/"] {
        let reply = at_once.send(preflight(path, "https://in.example", "PUT")).await;
        assert_eq!(reply.status, 204, "{path}: middleware that calls at once");
    }
    let later = serve!(
        App::new()
            .service(inner().wrap_fn(|req, next| {
                let call = next.call(req);
                async move {
                    actix_web::rt::time::sleep(Duration::from_millis(1)).await;
                    call.await
                }
            }))
            .service(web::scope("/async").service(route!("/y", PUT, IN)).wrap(from_fn(auth)))
            .wrap(preflights_past(from_fn(auth)))
    );
    let reply = later.send(preflight("/api/x", "https://in.example", "PUT")).await;
    assert_eq!(reply.status, 204, "its future may take its time");
    let reply = later.send(preflight("/async/y", "https://in.example", "PUT")).await;
    assert_eq!((reply.status, reply.cors()), (403, vec![]), "middleware that calls in its future: the limit");
}

#[actix_web::test]
async fn policies_inside_and_twice_past() {
    let twice = serve!(
        App::new()
            .service(web::scope("/api").service(route!("/x", PUT, IN)).wrap(preflights_past(from_fn(auth))))
            .wrap(preflights_past(from_fn(auth)))
    );
    let reply = twice.send(preflight("/api/x", "https://in.example", "PUT")).await;
    assert_eq!(reply.status, 204);

    let inside = serve!(
        App::new()
            .service(
                web::scope("/api")
                    .service(route!("/x", PUT, IN))
                    .service(web::resource("/y").route(web::put().to(handler)).wrap(OUT))
            )
            .service(
                web::scope("/wrapped")
                    .service(route!("/z", PUT, IN))
                    .route("/any", web::to(handler))
                    .wrap(OUT)
            )
            .service(route!("/{id}", PUT, IN))
            .wrap(preflights_past(from_fn(auth)))
    );
    let reply = inside.send(preflight("/api/y", "https://out.example", "PUT")).await;
    assert_eq!((reply.status, calls()), (204, 0), "a policy around a resource answers at once");
    let reply = inside.send(preflight("/wrapped/z", "https://in.example", "PUT")).await;
    assert_eq!(
        reply.lines("access-control-allow-origin"),
        ["https://in.example"],
        "through a wrapped policy"
    );
    let reply = inside.send(preflight("/wrapped/any", "https://out.example", "PUT")).await;
    assert_eq!((reply.status, calls()), (403, 0), "nobody knows whether a handler would run");
}
