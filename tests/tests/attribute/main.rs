//! `#[cross_origin]` over a real `App`: which route answers which preflight, and what its responses carry.

mod app;
mod names;
mod rows;

use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, web};

use self::app::{EVERYWHERE, authenticated, routes};
use self::rows::{actual, assert_rows, preflight, row};

const APP_ORIGIN: &str = "https://app.example.com";
const ADMIN_ORIGIN: &str = "https://admin.example.com";
const EVIL: &str = "https://evil.example";

#[actix_web::test]
async fn each_route_of_a_path_has_its_own_policy() {
    let rows = vec![
        row("GET is APP's", preflight("/item", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        row(
            "POST is ADMIN's",
            preflight("/item", ADMIN_ORIGIN, "POST"),
            "200 https://admin.example.com POST",
        ),
        row("APP's origin may not POST", preflight("/item", APP_ORIGIN, "POST"), "403 - -"),
        row("ADMIN's origin may not GET", preflight("/item", ADMIN_ORIGIN, "GET"), "403 - -"),
        row("no route takes PUT", preflight("/item", APP_ORIGIN, "PUT"), "404 - -"),
        row("HEAD is no route's, as in actix-web", preflight("/item", APP_ORIGIN, "HEAD"), "404 - -"),
        row("a route with `none` grants nothing", preflight("/item", APP_ORIGIN, "DELETE"), "403 - -"),
        row("no token is no route's", preflight("/item", APP_ORIGIN, "GET, POST"), "404 - -"),
        row("methods are case-sensitive", preflight("/item", APP_ORIGIN, "get"), "404 - -"),
        row(
            "GET answers APP's origin",
            actual("GET", "/item", APP_ORIGIN),
            "200 https://app.example.com - read",
        ),
        row("GET leaves others bare", actual("GET", "/item", ADMIN_ORIGIN), "200 - - read"),
        row(
            "POST answers ADMIN's",
            actual("POST", "/item", ADMIN_ORIGIN),
            "200 https://admin.example.com - write",
        ),
        row("POST leaves others bare", actual("POST", "/item", APP_ORIGIN), "200 - - write"),
        row("DELETE is bare", actual("DELETE", "/item", APP_ORIGIN), "200 - - internal"),
        row("no origin at all", TestRequest::with_uri("/item"), "200 - - read"),
        row("a path without policy", actual("GET", "/plain", APP_ORIGIN), "200 - - plain"),
        row("its preflight", preflight("/plain", APP_ORIGIN, "GET"), "404 - -"),
    ];
    assert_rows(&init_service(App::new().configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn a_route_refuses_by_origin_and_by_header() {
    let with = |headers| {
        preflight("/item", APP_ORIGIN, "GET").insert_header(("access-control-request-headers", headers))
    };
    let rows = vec![
        row("a header of the policy", with("content-type"), "204 https://app.example.com GET"),
        row("another header", with("content-type,x-other"), "403 - -"),
        row("another origin", preflight("/item", EVIL, "GET"), "403 - -"),
        row(
            "a pattern",
            preflight("/item", "https://a.b.preview.example.com", "GET"),
            "204 https://a.b.preview.example.com GET",
        ),
        row(
            "two origins",
            preflight("/item", APP_ORIGIN, "GET").append_header(("origin", APP_ORIGIN)),
            "403 - -",
        ),
    ];
    assert_rows(&init_service(App::new().configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn every_form_of_route_attribute_works() {
    let rows = vec![
        row(
            "a method of one's own",
            preflight("/cache", ADMIN_ORIGIN, "PURGE"),
            "200 https://admin.example.com PURGE",
        ),
        row(
            "the second of several",
            preflight("/cache", ADMIN_ORIGIN, "DELETE"),
            "200 https://admin.example.com DELETE",
        ),
        row(
            "a method with a dash",
            preflight("/cache", ADMIN_ORIGIN, "M-SEARCH"),
            "200 https://admin.example.com M-SEARCH",
        ),
        row("its request", actual("PURGE", "/cache", ADMIN_ORIGIN), "200 https://admin.example.com - purge"),
        row("none of them", preflight("/cache", ADMIN_ORIGIN, "POST"), "404 - -"),
        row(
            "`#[routes]`: the first path",
            preflight("/users/1", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        row("the second path", preflight("/people/1", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        row(
            "the first path again",
            preflight("/users/1", APP_ORIGIN, "PUT"),
            "204 https://app.example.com PUT",
        ),
        row("a method of another path", preflight("/people/1", APP_ORIGIN, "PUT"), "404 - -"),
        row("a parameter", actual("PUT", "/users/7", APP_ORIGIN), "200 https://app.example.com - user 7"),
        row(
            "a parameter that is none",
            actual("GET", "/users/x", APP_ORIGIN),
            "404 https://app.example.com - can not parse \"x\" to a u32",
        ),
        row("a qualified attribute", preflight("/open", EVIL, "PATCH"), "204 * PATCH"),
        row("`any` answers without origin", TestRequest::patch().uri("/open"), "200 * - open"),
        row("an error", actual("GET", "/fails", APP_ORIGIN), "418 https://app.example.com - no"),
        row(
            "a scope module",
            preflight("/scoped/thing", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        row(
            "its sibling",
            preflight("/scoped/thing", ADMIN_ORIGIN, "POST"),
            "200 https://admin.example.com POST",
        ),
        row(
            "its request",
            actual("POST", "/scoped/thing", ADMIN_ORIGIN),
            "200 https://admin.example.com - scoped write",
        ),
        row("`none` in it", preflight("/scoped/internal", APP_ORIGIN, "GET"), "403 - -"),
    ];
    assert_rows(&init_service(App::new().configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn handlers_of_options_keep_their_requests() {
    let rows = vec![
        row("a plain OPTIONS", actual("OPTIONS", "/menu", APP_ORIGIN), "200 https://app.example.com - menu"),
        row(
            "a preflight for its sibling",
            preflight("/menu", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        row(
            "a preflight for itself",
            preflight("/menu", APP_ORIGIN, "OPTIONS"),
            "204 https://app.example.com OPTIONS",
        ),
        row("nobody's preflight", preflight("/menu", APP_ORIGIN, "PUT"), "404 - -"),
        row("an unannotated handler", actual("OPTIONS", "/late", APP_ORIGIN), "200 - - unannotated"),
        row(
            "registered behind the route, whose preflights it leaves alone",
            preflight("/late", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
    ];
    assert_rows(&init_service(App::new().configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn wraps_and_guards_of_the_route_are_kept() {
    let known = |request: TestRequest| request.insert_header(("authorization", "me"));
    let rows = vec![
        row(
            "a preflight bears no credentials",
            preflight("/private", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        row(
            "a request must",
            actual("GET", "/private", APP_ORIGIN),
            "401 https://app.example.com - who are you?",
        ),
        row(
            "and is let in",
            known(actual("GET", "/private", APP_ORIGIN)),
            "200 https://app.example.com - private",
        ),
        row("a guard", preflight("/guarded", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        row(
            "a guard that says no, to a preflight",
            preflight("/guarded", APP_ORIGIN, "GET").insert_header(("host", "elsewhere.example")),
            "404 - -",
        ),
        row(
            "and to a request",
            actual("GET", "/guarded", APP_ORIGIN).insert_header(("host", "elsewhere.example")),
            "404 - -",
        ),
        row(
            "the second guard",
            actual("GET", "/guarded", APP_ORIGIN).insert_header(("x-port", "1")),
            "404 - -",
        ),
    ];
    assert_rows(&init_service(App::new().configure(routes)).await, rows).await;

    let app = init_service(App::new().configure(routes)).await;
    let res = actix_web::test::call_service(&app, actual("GET", "/twice", APP_ORIGIN).to_request()).await;
    let order: Vec<_> = res.headers().get_all("x-wrapped").collect();
    assert_eq!(order, ["inner", "outer"], "the second `wrap` is outside the first");
    assert_eq!(res.headers().get("access-control-expose-headers").expect("exposed"), "x-request-id");
    let res = actix_web::test::call_service(&app, preflight("/twice", APP_ORIGIN, "GET").to_request()).await;
    assert!(res.headers().get("x-wrapped").is_none(), "the policy is outside both");
}

#[actix_web::test]
async fn authentication_around_routes_stops_their_preflights() {
    let rows = vec![
        row("a preflight", preflight("/item", APP_ORIGIN, "GET"), "401 - - who are you?"),
        row("a request", actual("GET", "/item", APP_ORIGIN), "401 - - who are you?"),
    ];
    assert_rows(&init_service(App::new().wrap(from_fn(authenticated)).configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn authentication_between_two_policies_stops_preflights_and_the_outer_one_does_not_grant_them() {
    let app =
        App::new().service(web::scope("").wrap(from_fn(authenticated)).configure(routes)).wrap(EVERYWHERE);
    let rows = vec![
        row("a preflight", preflight("/item", APP_ORIGIN, "GET"), "403 - -"),
        row("of an origin that only the outer policy allows", preflight("/item", EVIL, "GET"), "403 - -"),
    ];
    assert_rows(&init_service(app).await, rows).await;
}

#[actix_web::test]
async fn a_route_s_own_policy_beats_a_wrapped_one() {
    let rows = vec![
        row("the route's origin", preflight("/item", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        row("its request", actual("GET", "/item", APP_ORIGIN), "200 https://app.example.com - read"),
        row("the outer policy does not help", preflight("/item", EVIL, "GET"), "403 - -"),
        row("nor with a request", actual("GET", "/item", EVIL), "200 - - read"),
        row("`none` takes no part", preflight("/item", EVIL, "DELETE"), "403 - -"),
        row("nor do its responses", actual("DELETE", "/item", EVIL), "200 - - internal"),
        row("a path without a policy", preflight("/plain", EVIL, "GET"), "204 * *"),
        row("its request", actual("GET", "/plain", EVIL), "200 * - plain"),
        row("a method that no route takes", preflight("/item", EVIL, "PUT"), "204 * *"),
    ];
    assert_rows(&init_service(App::new().wrap(EVERYWHERE).configure(routes)).await, rows).await;
}

#[actix_web::test]
async fn scopes_do_not_matter() {
    let rows = vec![
        row("a nested path", preflight("/v1/api/item", APP_ORIGIN, "GET"), "204 https://app.example.com GET"),
        row(
            "its sibling",
            preflight("/v1/api/item", ADMIN_ORIGIN, "POST"),
            "200 https://admin.example.com POST",
        ),
        row(
            "a parameter",
            actual("GET", "/v1/api/users/3", APP_ORIGIN),
            "200 https://app.example.com - user 3",
        ),
        row("`none`", preflight("/v1/api/item", APP_ORIGIN, "DELETE"), "403 - -"),
        row("not outside", preflight("/item", APP_ORIGIN, "GET"), "404 - -"),
    ];
    let api = web::scope("/v1").service(web::scope("/api").configure(routes));
    assert_rows(&init_service(App::new().service(api)).await, rows).await;
}

#[actix_web::test]
async fn a_route_s_name_is_kept() {
    async fn url(req: actix_web::HttpRequest) -> String {
        let person = req.url_for("person", ["5"]).expect("named in the attribute");
        let purge = req.url_for_static("purge").expect("named after its function");
        format!("{} {}", person.path(), purge.path())
    }
    let app = App::new().configure(routes).route("/url", web::get().to(url));
    assert_rows(
        &init_service(app).await,
        vec![row("both names", TestRequest::with_uri("/url"), "200 - - /people/5 /cache")],
    )
    .await;
}

#[actix_web::test]
async fn names_do_not_matter() {
    let app = App::new()
        .configure(cors_tests_renamed::routes)
        .configure(names::local)
        .service(names::shadowed::get)
        .service(names::shadowed::post)
        .service(names::strict)
        .service(names::same_name::put)
        .service(names::same_name::from_a_macro);
    let granted = "204 https://app.example.com GET";
    let mut rows = Vec::new();
    for path in ["/renamed", "/re-exported", "/shadowed", "/strict", "/from-a-macro", "/local"] {
        rows.push(row(path, preflight(path, APP_ORIGIN, "GET"), granted));
    }
    for path in ["/qualified-none", "/module-none", "/glob-none", "/conditional-none", "/macro-none"] {
        rows.push(row(path, preflight(path, APP_ORIGIN, "GET"), "403 - -"));
    }
    for path in ["/renamed", "/re-exported", "/shadowed"] {
        rows.push(row(path, preflight(path, APP_ORIGIN, "POST"), "403 - -"));
    }
    rows.push(row("/same-name", preflight("/same-name", APP_ORIGIN, "PUT"), "403 - -"));
    assert_rows(&init_service(app).await, rows).await;
}
