//! A route's own policy beats a wrapped one, in both phases; wrapped policies are not stacked.
#![allow(clippy::unwrap_used)]

use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::middleware::{Compress, ErrorHandlerResponse, ErrorHandlers, NormalizePath, from_fn};
use actix_web::{App, HttpResponse, error, web};
use cors_runtime::{Policy, cors};
use cors_tests::service::{Served, auth, calls, handler, preflight, request};
use cors_tests::{route, serve};

cors! {
    const OUT = { origins: ["https://out.example"], methods: [GET, PUT, DELETE, POST] };
    const IN = { origins: ["https://in.example"], methods: [PUT], credentials: true };
    const ANY_METHOD = { origins: ["https://in.example"], methods: any };
}

const GET: &[&str] = &["GET"];
const PUT: &[&str] = &["PUT"];
const DELETE: &[&str] = &["DELETE"];

/// What a preflight and an actual request from the outer and the inner policy's origin hear: the allowed origin, if
/// any, or the status of a refusal.
async fn heard(app: &Served, method: &str, path: &str) -> [String; 4] {
    let mut heard = Vec::new();
    for origin in ["https://out.example", "https://in.example"] {
        calls();
        let reply = app.send(preflight(path, origin, method)).await;
        assert_eq!(calls(), 0, "{path}: no handler runs for a preflight");
        let methods = reply.lines("access-control-allow-methods");
        assert!(methods.is_empty() || methods == [method], "{methods:?}");
        heard.push(reply);
        heard.push(app.send(request(method, path, &[&format!("Origin: {origin}")])).await);
    }
    heard
        .into_iter()
        .map(|reply| match reply.lines("access-control-allow-origin")[..] {
            [] => format!("{} bare", reply.status),
            [origin] => format!("{} {}", reply.status, origin.trim_start_matches("https://")),
            _ => panic!("{:?}", reply.headers),
        })
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

const OUTER: [&str; 4] = ["204 out.example", "200 out.example", "403 bare", "200 bare"];
const INNER: [&str; 4] = ["403 bare", "200 bare", "204 in.example", "200 in.example"];
const NEITHER: [&str; 4] = ["403 bare", "200 bare", "403 bare", "200 bare"];
const STOPPED: [&str; 4] = ["403 bare", "401 out.example", "403 bare", "401 bare"];
const NOT_FOUND: [&str; 4] = ["204 out.example", "404 out.example", "403 bare", "404 bare"];

#[actix_web::test]
async fn a_route_s_own_policy_beats_the_one_around_it() {
    let items = || {
        web::scope("/v1")
            .service(route!("/items/{id}", PUT, IN))
            .service(route!("/items/{id}", DELETE, none))
            .route("/items/{id}", web::get().to(handler))
            .route("/other/{id}", web::put().to(handler))
    };
    let app = serve!(App::new().service(items()).wrap(OUT));
    let scope = serve!(App::new().service(web::scope("/api").service(items()).wrap(OUT)));
    for (place, app, start) in [("App", &app, "/v1"), ("Scope", &scope, "/api/v1")] {
        for (says, method, path, expected) in [
            ("the route's policy", "PUT", "/items/1", INNER),
            ("a route that takes no part", "DELETE", "/items/1", NEITHER),
            ("another method of the same path", "GET", "/items/1", OUTER),
            ("another path", "PUT", "/other/1", OUTER),
            ("an escaped path", "PUT", "/%69tems/1", INNER),
            ("no route at all", "PUT", "/none/items/1", NOT_FOUND),
        ] {
            let got = heard(app, method, &format!("{start}{path}")).await;
            assert_eq!(got, expected, "{place}: {says}");
        }
    }
}

#[actix_web::test]
async fn the_headers_of_a_route_with_its_own_policy() {
    let app = serve!(App::new().service(route!("/x", PUT, IN)).service(route!("/y", PUT, none)).wrap(OUT));
    let reply = app.send(preflight("/x", "https://in.example", "PUT")).await;
    let vary = "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    assert_eq!(
        reply.headers,
        [
            "access-control-allow-credentials: true",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://in.example",
            vary,
        ],
    );
    let reply = app.send(request("PUT", "/x", &["Origin: https://in.example"])).await;
    assert_eq!(
        reply.headers,
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://in.example",
            "vary: Origin",
            "x-app: yes",
        ],
    );
    let reply = app.send(preflight("/y", "https://out.example", "PUT")).await;
    assert_eq!(reply.without_reason(), (403, vec![vary.to_owned()]));
    let reply = app.send(request("PUT", "/y", &["Origin: https://out.example"])).await;
    assert_eq!(reply.headers, ["x-app: yes"]);
}

#[actix_web::test]
async fn with_any_method_a_route_still_allows_its_own_alone() {
    let app = serve!(App::new().service(route!("/x", &["PUT", "PURGE"], ANY_METHOD)));
    for method in ["PUT", "PURGE"] {
        let reply = app.send(preflight("/x", "https://in.example", method)).await;
        assert_eq!(reply.lines("access-control-allow-methods"), [method]);
    }
    let reply = app.send(preflight("/x", "https://in.example", "GET")).await;
    assert_eq!((reply.status, reply.headers), (404, vec![]), "no route is meant");
}

#[actix_web::test]
async fn every_method_of_a_path_has_its_own_policy_and_preflight() {
    let app =
        serve!(App::new().service(route!("/x", GET, OUT)).service(route!("/x", PUT, IN)).service(route!(
            "/x",
            &["OPTIONS"],
            none
        )));
    let out = ["204 out.example", "200 out.example", "403 bare", "200 bare"];
    assert_eq!(heard(&app, "GET", "/x").await, out);
    assert_eq!(heard(&app, "PUT", "/x").await, INNER);
    for lines in [
        &["Access-Control-Request-Method: DELETE"][..],
        &["Access-Control-Request-Method: PUT, GET"],
        &["Access-Control-Request-Method: "],
        &["Access-Control-Request-Method: PUT", "Access-Control-Request-Method: PUT"],
    ] {
        let lines = [&["Origin: https://in.example"], lines].concat();
        let reply = app.send(request("OPTIONS", "/x", &lines)).await;
        assert_eq!((reply.status, reply.headers), (404, vec![]), "{lines:?} means no route");
    }
    let reply = app.send(request("OPTIONS", "/x", &[])).await;
    assert_eq!(reply.status, 200, "a plain OPTIONS reaches the application");
}

#[actix_web::test]
async fn errors_of_a_route_are_the_route_s() {
    let app = serve!(App::new().service(route!("/{what}", PUT, IN)).wrap(OUT));
    for path in ["/error", "/extractor"] {
        let reply = app.send(request("PUT", path, &["Origin: https://in.example"])).await;
        assert_eq!(reply.lines("access-control-allow-origin"), ["https://in.example"], "{path}");
        let reply = app.send(request("PUT", path, &["Origin: https://out.example"])).await;
        assert_eq!((reply.cors(), reply.lines("vary")), (vec![], vec!["Origin"]), "{path}");
    }
}

#[actix_web::test]
async fn paths_that_middleware_normalizes() {
    let items = || web::scope("/v1").service(route!("/items/{id}", PUT, IN));
    let trims = serve!(App::new().service(items()).wrap(NormalizePath::trim()).wrap(OUT));
    for path in ["/v1/items/1", "/v1/items/1/", "//v1//items//1", "/v1/items/1//"] {
        assert_eq!(heard(&trims, "PUT", path).await, INNER, "{path}");
    }
    let adds = NormalizePath::new(actix_web::middleware::TrailingSlash::Always);
    let adds = serve!(App::new().service(route!("/things/{id}/", PUT, IN)).wrap(adds).wrap(OUT));
    for path in ["/things/1", "/things/1/", "//things/1"] {
        assert_eq!(heard(&adds, "PUT", path).await, INNER, "{path}");
    }
}

#[actix_web::test]
async fn something_in_between_stops_preflights() {
    let scope = || web::scope("/v1").service(route!("/x", PUT, IN)).wrap(from_fn(auth));
    let app = serve!(App::new().service(scope()).wrap(OUT));
    assert_eq!(heard(&app, "PUT", "/v1/x").await, STOPPED);
    let reply = app.send(preflight("/v1/x", "https://out.example", "PUT")).await;
    if cfg!(debug_assertions) {
        assert!(reply.body.contains("preflights_past"), "the remedy: {}", reply.body);
    }
    for origin in ["https://out.example", "https://in.example"] {
        let lines = [&format!("Origin: {origin}"), "Authorization: me"];
        let reply = app.send(request("PUT", "/v1/x", &lines)).await;
        let own = origin == "https://in.example";
        assert_eq!(reply.cors().is_empty(), !own, "with authentication the route's policy speaks: {origin}");
    }
}

#[actix_web::test]
async fn not_found_as_an_error_is_no_route_either() {
    let app = serve!(
        App::new()
            .service(web::scope("/v1").service(route!("/x", PUT, IN)))
            .default_service(web::to(|| async { Err::<HttpResponse, _>(error::ErrorNotFound("none")) }))
            .wrap_fn(|req, next| actix_web::dev::Service::call(&next, req))
            .wrap(OUT)
    );
    assert_eq!(heard(&app, "PUT", "/v2/x").await, NOT_FOUND);
}

#[actix_web::test]
async fn a_middleware_that_replaces_the_response_in_between() {
    let page = |response: ServiceResponse| {
        let (request, _) = response.into_parts();
        Ok(ErrorHandlerResponse::Response(ServiceResponse::new(
            request,
            HttpResponse::Ok().finish().map_into_right_body(),
        )))
    };
    let replaces =
        || ErrorHandlers::new().handler(StatusCode::FORBIDDEN, page).handler(StatusCode::BAD_REQUEST, page);
    let app = serve!(
        App::new().service(route!("/{what}", PUT, IN)).wrap(replaces()).wrap(Compress::default()).wrap(OUT)
    );
    let reply = app.send(preflight("/x", "https://out.example", "PUT")).await;
    assert_eq!(reply.cors(), Vec::<&str>::new(), "the route refused, whatever the page says");
    let reply = app.send(request("PUT", "/error", &["Origin: https://out.example"])).await;
    assert_eq!(reply.cors(), Vec::<&str>::new(), "the route's policy spoke, whatever became of it");
    let reply = app.send(preflight("/x", "https://in.example", "PUT")).await;
    assert_eq!(reply.lines("access-control-allow-origin"), ["https://in.example"]);
}

#[actix_web::test]
async fn the_same_path_with_and_without_a_policy_in_two_scopes() {
    let app = serve!(
        App::new()
            .service(web::scope("/a").service(route!("/x/{id}", PUT, IN)))
            .service(web::scope("/b").route("/x/{id}", web::put().to(handler)))
            .service(web::scope("/c").route("/x/{id}", web::put().to(handler)).wrap(from_fn(auth)))
            .wrap(OUT)
    );
    assert_eq!(heard(&app, "PUT", "/a/x/1").await, INNER);
    assert_eq!(heard(&app, "PUT", "/b/x/1").await, OUTER);
    assert_eq!(heard(&app, "PUT", "/c/x/1").await, STOPPED, "nobody can know better");
}

#[actix_web::test]
async fn a_policy_around_a_resource_has_no_routes_inside() {
    // The empty pattern would match everything that a resource leaves of a path.
    let app = serve!(
        App::new()
            .service(web::scope("/v3").service(route!("", PUT, IN)))
            .service(web::resource("/hand").wrap(OUT).to(handler))
    );
    assert_eq!(heard(&app, "PUT", "/v3").await, INNER);
    assert_eq!(heard(&app, "PUT", "/hand").await, OUTER);
}

#[actix_web::test]
async fn wrapped_policies_are_not_stacked() {
    let scope =
        || web::scope("/s").route("/{what}", web::put().to(handler)).service(route!("/own/{id}", PUT, IN));
    let app = serve!(App::new().service(scope().wrap(IN)).route("/{what}", web::put().to(handler)).wrap(OUT));
    let heard_inside = heard(&app, "PUT", "/s/x").await;
    assert_eq!(heard_inside, ["204 out.example", "200 bare", "403 bare", "200 bare"]);
    for path in ["/s/error", "/s/extractor", "/s/own-headers"] {
        for origin in ["Origin: https://out.example", "Origin: https://in.example"] {
            let reply = app.send(request("PUT", path, &[origin])).await;
            let granted: Vec<_> = reply.cors().into_iter().filter(|line| !line.contains("private")).collect();
            assert_eq!((granted, reply.lines("vary")), (vec![], vec!["Origin"]), "{path} {origin}");
        }
    }
    assert_eq!(heard(&app, "PUT", "/x").await, OUTER, "beside the inner policy");
    assert_eq!(heard(&app, "PUT", "/s/own/1").await, INNER, "a route's own policy inside both");
}

#[actix_web::test]
async fn policies_side_by_side_know_nothing_of_each_other() {
    let scope = |path, policy: Policy| web::scope(path).route("/x", web::put().to(handler)).wrap(policy);
    let app = serve!(App::new().service(scope("/out", OUT)).service(scope("/in", IN)));
    assert_eq!(heard(&app, "PUT", "/out/x").await, OUTER);
    assert_eq!(heard(&app, "PUT", "/in/x").await, INNER);
    let reply = app.send(request("PUT", "/none", &["Origin: https://out.example"])).await;
    assert_eq!((reply.status, reply.headers), (404, vec![]));
}

#[actix_web::test]
async fn a_policy_wrapped_inside_a_route_with_its_own() {
    let guard = IN.__cors_policy().route_guard("/x", PUT);
    let layer = IN.__cors_policy().route_layer(PUT);
    let app = serve!(App::new().service(web::resource("/x").guard(guard).wrap(OUT).wrap(layer).to(handler)));
    let got = heard(&app, "PUT", "/x").await;
    assert_eq!(got, ["403 bare", "200 bare", "204 in.example", "200 bare"], "stacked, so bare");
}
