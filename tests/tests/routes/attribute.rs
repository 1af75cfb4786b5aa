//! `#[cross_origin]` over a real `App`: which route answers which preflight, and what its responses carry.

use actix_web::middleware::from_fn;
use actix_web::{App, web};
use cors_tests::actix::{auth, serve};
use cors_tests::request::Request;

use crate::app::routes;
use crate::names;
use crate::rows::{ADMIN_ORIGIN, APP_ORIGIN, EVIL, actual, assert_rows, preflight};

#[actix_web::test]
async fn each_route_of_a_path_has_its_own_policy() {
    let rows = vec![
        ("GET is APP's", preflight("/item", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        ("POST is ADMIN's", preflight("/item", ADMIN_ORIGIN, "POST"), "200 https://admin.example.com POST"),
        ("APP's origin may not POST", preflight("/item", APP_ORIGIN, "POST"), "403 - -"),
        ("ADMIN's origin may not GET", preflight("/item", ADMIN_ORIGIN, "GET"), "403 - -"),
        ("no route takes PUT", preflight("/item", APP_ORIGIN, "PUT"), "404 - -"),
        ("no route takes HEAD, as in actix-web", preflight("/item", APP_ORIGIN, "HEAD"), "404 - -"),
        ("a route with `none` grants nothing", preflight("/item", APP_ORIGIN, "DELETE"), "403 - -"),
        ("a list of methods is for no route", preflight("/item", APP_ORIGIN, "GET, POST"), "404 - -"),
        ("methods are case-sensitive", preflight("/item", APP_ORIGIN, "get"), "404 - -"),
        (
            "a preflight with two origins is for no route",
            preflight("/item", APP_ORIGIN, "GET").with("Origin", APP_ORIGIN),
            "404 - -",
        ),
        (
            "GET answers APP's origin",
            actual("GET", "/item", APP_ORIGIN),
            "200 https://app.example.com - read",
        ),
        ("GET grants no other", actual("GET", "/item", ADMIN_ORIGIN), "200 - - read"),
        (
            "POST answers ADMIN's",
            actual("POST", "/item", ADMIN_ORIGIN),
            "200 https://admin.example.com - write",
        ),
        ("POST grants no other", actual("POST", "/item", APP_ORIGIN), "200 - - write"),
        ("DELETE grants nothing", actual("DELETE", "/item", APP_ORIGIN), "200 - - internal"),
        ("no origin at all", Request::new("GET", "/item", &[]), "200 - - read"),
        ("a path without a policy", actual("GET", "/plain", APP_ORIGIN), "200 - - plain"),
        ("its preflight", preflight("/plain", APP_ORIGIN, "GET"), "404 - -"),
    ];
    assert_rows(&serve(App::new().configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn a_route_refuses_by_origin_and_by_header() {
    let with =
        |headers| preflight("/item", APP_ORIGIN, "GET").with("Access-Control-Request-Headers", headers);
    let rows = vec![
        ("a header of the policy", with("content-type"), "204 https://app.example.com GET"),
        ("another header", with("content-type,x-other"), "403 - -"),
        ("another origin", preflight("/item", EVIL, "GET"), "403 - -"),
        ("null", preflight("/item", "null", "GET"), "403 - -"),
        (
            "a pattern",
            preflight("/item", "https://a.b.preview.example.com", "GET"),
            "204 https://a.b.preview.example.com GET",
        ),
    ];
    assert_rows(&serve(App::new().configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn every_form_of_route_attribute_works() {
    let rows = vec![
        (
            "a method of one's own",
            preflight("/cache", ADMIN_ORIGIN, "PURGE"),
            "200 https://admin.example.com PURGE",
        ),
        (
            "the second of several",
            preflight("/cache", ADMIN_ORIGIN, "DELETE"),
            "200 https://admin.example.com DELETE",
        ),
        ("its request", actual("PURGE", "/cache", ADMIN_ORIGIN), "200 https://admin.example.com - purge"),
        ("none of them", preflight("/cache", ADMIN_ORIGIN, "POST"), "404 - -"),
        (
            "`#[routes]`: the first path",
            preflight("/users/1", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        ("the second path", preflight("/people/1", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        ("the first path again", preflight("/users/1", APP_ORIGIN, "PUT"), "204 https://app.example.com PUT"),
        ("a method of another path", preflight("/people/1", APP_ORIGIN, "PUT"), "404 - -"),
        ("a parameter", actual("PUT", "/users/7", APP_ORIGIN), "200 https://app.example.com - user 7"),
        (
            "a parameter that does not parse",
            actual("GET", "/users/x", APP_ORIGIN),
            "404 https://app.example.com - can not parse \"x\" to a u32",
        ),
        (
            "beside other crates' attributes of these names",
            preflight("/traced", APP_ORIGIN, "GET"),
            "403 - -",
        ),
        ("beside them in `#[routes]`", preflight("/traced-too", APP_ORIGIN, "GET"), "403 - -"),
        ("a qualified attribute", preflight("/open", EVIL, "PATCH"), "204 * PATCH"),
        ("`origins: any` answers without an origin", Request::new("PATCH", "/open", &[]), "200 * - open"),
        (
            "an associated constant",
            preflight("/associated", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        ("its request", actual("GET", "/associated", APP_ORIGIN), "200 https://app.example.com - associated"),
        ("an error", actual("GET", "/fails", APP_ORIGIN), "418 https://app.example.com - no"),
        ("a scope module", preflight("/scoped/thing", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        (
            "its sibling",
            preflight("/scoped/thing", ADMIN_ORIGIN, "POST"),
            "200 https://admin.example.com POST",
        ),
        (
            "its request",
            actual("POST", "/scoped/thing", ADMIN_ORIGIN),
            "200 https://admin.example.com - scoped write",
        ),
        ("`none` in it", preflight("/scoped/internal", APP_ORIGIN, "GET"), "403 - -"),
    ];
    assert_rows(&serve(App::new().configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn handlers_of_options_keep_their_requests() {
    let rows = vec![
        ("a plain OPTIONS", actual("OPTIONS", "/menu", APP_ORIGIN), "200 https://app.example.com - menu"),
        (
            "a preflight for its sibling",
            preflight("/menu", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        (
            "a preflight for itself",
            preflight("/menu", APP_ORIGIN, "OPTIONS"),
            "204 https://app.example.com OPTIONS",
        ),
        ("a preflight for no route", preflight("/menu", APP_ORIGIN, "PUT"), "404 - -"),
        (
            "a handler without a policy, after the route, leaves the route's preflights alone",
            preflight("/late", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        ("its own request", actual("OPTIONS", "/late", APP_ORIGIN), "200 - - unannotated"),
        (
            "one in front of the route takes its preflights: a documented limit",
            preflight("/early", APP_ORIGIN, "GET"),
            "200 - - too early",
        ),
    ];
    assert_rows(&serve(App::new().configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn wraps_and_guards_of_the_route_are_kept() {
    let known = |request: Request| request.with("Authorization", "me");
    let elsewhere = |request: Request| request.with("Host", "elsewhere.example");
    let rows = vec![
        (
            "a preflight has no credentials",
            preflight("/private", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        (
            "a request needs them, and its 401 can be read",
            actual("GET", "/private", APP_ORIGIN),
            "401 https://app.example.com - who are you?",
        ),
        (
            "and passes with them",
            known(actual("GET", "/private", APP_ORIGIN)),
            "200 https://app.example.com - private",
        ),
        ("a guard", preflight("/guarded", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        (
            "a guard that refuses a preflight: it is refused, and falls to no other route",
            elsewhere(preflight("/guarded", APP_ORIGIN, "GET")),
            "403 - -",
        ),
        (
            "a guard that refuses a request: the router goes on",
            elsewhere(actual("GET", "/guarded", APP_ORIGIN)),
            "200 - - anything",
        ),
        ("the second guard", preflight("/guarded", APP_ORIGIN, "GET").with("X-Port", "1"), "403 - -"),
    ];
    let app = serve(App::new().configure(routes)).await;
    assert_rows(&app, rows).await;

    let answer = app.ask(&actual("GET", "/twice", APP_ORIGIN)).await;
    assert_eq!(answer.values("x-wrapped"), ["inner", "outer"], "the second `wrap` is outside the first");
    assert_eq!(answer.values("access-control-expose-headers"), ["x-request-id"]);
    let answer = app.ask(&preflight("/twice", APP_ORIGIN, "GET")).await;
    assert_eq!(answer.values("x-wrapped"), [""; 0], "the policy is outside both");
}

#[actix_web::test]
async fn authentication_around_routes_stops_their_preflights() {
    let rows = vec![
        ("a preflight", preflight("/item", APP_ORIGIN, "GET"), "401 - - who are you?"),
        ("a request", actual("GET", "/item", APP_ORIGIN), "401 - - who are you?"),
    ];
    assert_rows(&serve(App::new().wrap(from_fn(auth)).configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn scopes_do_not_matter() {
    let rows = vec![
        ("a nested path", preflight("/v1/api/item", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        (
            "its sibling",
            preflight("/v1/api/item", ADMIN_ORIGIN, "POST"),
            "200 https://admin.example.com POST",
        ),
        ("a parameter", actual("GET", "/v1/api/users/3", APP_ORIGIN), "200 https://app.example.com - user 3"),
        ("`none`", preflight("/v1/api/item", APP_ORIGIN, "DELETE"), "403 - -"),
        ("not outside", preflight("/item", APP_ORIGIN, "GET"), "404 - -"),
    ];
    let api = web::scope("/v1").service(web::scope("/api").configure(routes));
    assert_rows(&serve(App::new().service(api)).await, rows).await;
}

#[actix_web::test]
async fn a_route_s_name_is_kept() {
    async fn url(req: actix_web::HttpRequest) -> String {
        let person = req.url_for("person", ["5"]).expect("named in the attribute");
        let purge = req.url_for_static("purge").expect("named after its function");
        format!("{} {} {:?}", person.path(), purge.path(), req.match_name())
    }
    let app = serve(App::new().configure(routes).route("/url", web::get().to(url))).await;
    let rows = vec![("both names", Request::new("GET", "/url", &[]), "200 - - /people/5 /cache None")];
    assert_rows(&app, rows).await;
}

#[actix_web::test]
async fn names_do_not_matter() {
    let app = serve(
        App::new()
            .configure(cors_tests_renamed::routes)
            .configure(names::local)
            .service(names::shadowed::get)
            .service(names::shadowed::post)
            .service(names::strict)
            .service(names::same_name::put)
            .service(names::same_name::from_a_macro)
            .service(names::of_a_crate::wrapped),
    )
    .await;
    let granted = "204 https://app.example.com GET";
    let mut rows = Vec::new();
    for path in
        ["/renamed", "/re-exported", "/shadowed", "/strict", "/from-a-macro", "/local", "/from-its-crate"]
    {
        rows.push((path, preflight(path, APP_ORIGIN, "GET"), granted));
    }
    for path in ["/qualified-none", "/module-none", "/glob-none", "/conditional-none", "/macro-none"] {
        rows.push((path, preflight(path, APP_ORIGIN, "GET"), "403 - -"));
    }
    for path in ["/renamed", "/re-exported", "/shadowed"] {
        rows.push((path, preflight(path, APP_ORIGIN, "POST"), "403 - -"));
    }
    rows.push(("/same-name", preflight("/same-name", APP_ORIGIN, "PUT"), "403 - -"));
    assert_rows(&app, rows).await;
}
