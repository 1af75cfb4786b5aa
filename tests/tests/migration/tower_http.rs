//! From tower-http.

mod headers;

use std::time::Duration;

use axum::Router;
use axum::response::IntoResponse;
use axum::routing::any;
use cors_runtime::cors;
use cors_tests::tower::{Served, serve};
use http::{HeaderName, HeaderValue, Method};
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

use self::headers::methods_and_headers;
use crate::rows::{
    ALLOW_ANY_HEADER, ALLOW_ANYONE, ALLOW_APP, ALLOW_CREDENTIALS, ALLOW_GET, ALLOW_OTHER, ALLOW_PUT, APP,
    EXPOSED_ANY, MAX_AGE_3600, OTHER, Setup, VARY, VARY_ALL, VARY_BUT_ORIGIN, assert_in_guide, assert_rows,
    from_page, preflight, setup, with_headers, without_origin,
};

/// What both layers go around.
fn router() -> Router {
    Router::new().route("/x", any(application))
}

async fn application() -> impl IntoResponse {
    [("x-request-id", "7")]
}

cors! {
    const ONE = { origins: ["https://app.example.com"], methods: [GET] };
    const LIST = { origins: ["https://app.example.com", "https://admin.example.com"], methods: [GET] };
    const PERMISSIVE = { origins: any, methods: any, headers: any, expose: any };
    const ANY_ORIGIN = { origins: any, methods: [GET] };
    const PREVIEWS = { origins: ["https://*.preview.example.com"], methods: [GET] };
    const METHODS = { origins: ["https://app.example.com"], methods: [GET, PUT] };
    const ANY_METHOD = { origins: ["https://app.example.com"], methods: any };
    const HEADERS = { headers: ["content-type"], ..ONE };
    const ANY_HEADER = { headers: any, ..ONE };
    const ANY_HEADER_WITH_CREDENTIALS = { credentials: true, ..ANY_HEADER };
    const EXPOSE = { expose: ["x-request-id"], ..ONE };
    const EXPOSE_ANY = { expose: any, ..ONE };
    const MAX_AGE = { max_age: 1h, ..ONE };
    const CREDENTIALS = { credentials: true, ..ONE };
}

fn origin() -> HeaderValue {
    HeaderValue::from_static("https://app.example.com")
}

fn one() -> CorsLayer {
    CorsLayer::new().allow_origin([origin()]).allow_methods([Method::GET])
}

fn any_origin() -> Vec<Setup> {
    vec![
        setup(
            &["new"],
            serve(router().layer(CorsLayer::new().allow_origin(origin()))),
            serve(router().layer(cors! { origins: ["https://app.example.com"] })),
            vec![
                (
                    "a preflight, for which no method is named",
                    preflight(APP, "PUT"),
                    (200, &[ALLOW_APP]),
                    (403, &[VARY_ALL]),
                ),
                (
                    "`OPTIONS` that is not a preflight",
                    from_page(APP, "OPTIONS"),
                    (200, &[ALLOW_APP]),
                    (200, &[VARY]),
                ),
                (
                    "actual requests are granted whatever their method",
                    from_page(APP, "DELETE"),
                    (200, &[ALLOW_APP]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["permissive"],
            serve(router().layer(CorsLayer::permissive())),
            serve(router().layer(PERMISSIVE)),
            vec![
                (
                    "a preflight",
                    with_headers(OTHER, "PUT", "x-other"),
                    (
                        200,
                        &["access-control-allow-headers: *", "access-control-allow-methods: *", ALLOW_ANYONE],
                    ),
                    (204, &[ALLOW_ANY_HEADER, ALLOW_PUT, ALLOW_ANYONE, VARY_BUT_ORIGIN]),
                ),
                (
                    "a response",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_ANYONE, EXPOSED_ANY]),
                    (200, &[ALLOW_ANYONE, EXPOSED_ANY]),
                ),
            ],
        ),
        setup(
            &["very_permissive"],
            serve(router().layer(CorsLayer::very_permissive())),
            serve(router().layer(PERMISSIVE)),
            vec![
                (
                    "a preflight",
                    with_headers(OTHER, "PUT", "x-other"),
                    (
                        200,
                        &[
                            ALLOW_CREDENTIALS,
                            "access-control-allow-headers: x-other",
                            ALLOW_PUT,
                            ALLOW_OTHER,
                            VARY_ALL,
                        ],
                    ),
                    (204, &[ALLOW_ANY_HEADER, ALLOW_PUT, ALLOW_ANYONE, VARY_BUT_ORIGIN]),
                ),
                (
                    "a response",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_OTHER, VARY_ALL]),
                    (200, &[ALLOW_ANYONE, EXPOSED_ANY]),
                ),
            ],
        ),
        setup(
            &["allow_origin"],
            serve(router().layer(one().allow_origin(Any))),
            serve(router().layer(ANY_ORIGIN)),
            vec![
                (
                    "a preflight",
                    preflight(OTHER, "GET"),
                    (200, &[ALLOW_GET, ALLOW_ANYONE]),
                    (204, &[ALLOW_GET, ALLOW_ANYONE, VARY_BUT_ORIGIN]),
                ),
                ("a response", from_page(OTHER, "GET"), (200, &[ALLOW_ANYONE]), (200, &[ALLOW_ANYONE])),
                ("no origin", without_origin("GET"), (200, &[ALLOW_ANYONE]), (200, &[ALLOW_ANYONE])),
            ],
        ),
    ]
}

fn listed_origins() -> Vec<Setup> {
    vec![
        setup(
            &["allow_origin"],
            serve(router().layer(one().allow_origin(origin()))),
            serve(router().layer(ONE)),
            vec![
                (
                    "a single origin goes out to every page",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_APP]),
                    (200, &[VARY]),
                ),
                (
                    "and to every preflight",
                    preflight(OTHER, "GET"),
                    (200, &[ALLOW_GET, ALLOW_APP]),
                    (403, &[VARY_ALL]),
                ),
            ],
        ),
        setup(
            &["allow_origin"],
            serve(router().layer(
                one().allow_origin([origin(), HeaderValue::from_static("https://admin.example.com")]),
            )),
            serve(router().layer(LIST)),
            vec![
                (
                    "a preflight that is granted",
                    preflight(APP, "GET"),
                    (200, &[ALLOW_GET, ALLOW_APP, VARY]),
                    (204, &[ALLOW_GET, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "one that is refused",
                    preflight(OTHER, "GET"),
                    (200, &[ALLOW_GET, VARY]),
                    (403, &[VARY_ALL]),
                ),
                ("a response", from_page(APP, "GET"), (200, &[ALLOW_APP, VARY]), (200, &[ALLOW_APP, VARY])),
                ("one of another origin", from_page(OTHER, "GET"), (200, &[VARY]), (200, &[VARY])),
                (
                    "two origins",
                    from_page(APP, "GET").with("Origin", OTHER),
                    (200, &[ALLOW_APP, VARY]),
                    (200, &[VARY]),
                ),
                (
                    "a preflight that asks for no method",
                    preflight(APP, "GET, PUT"),
                    (200, &[ALLOW_GET, ALLOW_APP, VARY]),
                    (403, &[VARY_ALL]),
                ),
                ("no origin", without_origin("GET"), (200, &[VARY]), (200, &[VARY])),
            ],
        ),
        setup(
            &["allow_origin"],
            serve(router().layer(one().allow_origin([HeaderValue::from_static("https://app.example.com/")]))),
            serve(router().layer(ONE)),
            vec![(
                "a trailing slash never matches; here it does not build",
                from_page(APP, "GET"),
                (200, &[VARY]),
                (200, &[ALLOW_APP, VARY]),
            )],
        ),
        setup(
            &["allow_origin"],
            serve(router().layer(one().allow_origin(AllowOrigin::predicate(|origin, _| {
                origin.as_bytes().ends_with(b".preview.example.com")
            })))),
            serve(router().layer(PREVIEWS)),
            vec![
                (
                    "a preview",
                    from_page("https://pr-7.preview.example.com", "GET"),
                    (200, &["access-control-allow-origin: https://pr-7.preview.example.com", VARY]),
                    (200, &["access-control-allow-origin: https://pr-7.preview.example.com", VARY]),
                ),
                (
                    "anything that ends like one",
                    from_page("http://u@x.preview.example.com", "GET"),
                    (200, &["access-control-allow-origin: http://u@x.preview.example.com", VARY]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["allow_origin"],
            serve(router().layer(one().allow_origin(AllowOrigin::mirror_request()))),
            serve(router().layer(ANY_ORIGIN)),
            vec![(
                "a response",
                from_page(OTHER, "GET"),
                (200, &[ALLOW_OTHER, VARY]),
                (200, &[ALLOW_ANYONE]),
            )],
        ),
    ]
}

fn the_rest() -> Vec<Setup> {
    vec![
        setup(
            &["max_age"],
            serve(router().layer(one().max_age(Duration::from_secs(3600)))),
            serve(router().layer(MAX_AGE)),
            vec![(
                "a preflight",
                preflight(APP, "GET"),
                (200, &[ALLOW_GET, ALLOW_APP, MAX_AGE_3600, VARY]),
                (204, &[ALLOW_GET, ALLOW_APP, MAX_AGE_3600, VARY_ALL]),
            )],
        ),
        setup(
            &["allow_credentials"],
            serve(router().layer(one().allow_credentials(true))),
            serve(router().layer(CREDENTIALS)),
            vec![
                (
                    "a preflight",
                    preflight(APP, "GET"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_GET, ALLOW_APP, VARY]),
                    (204, &[ALLOW_CREDENTIALS, ALLOW_GET, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "a response",
                    from_page(APP, "GET"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_APP, VARY]),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_APP, VARY]),
                ),
                (
                    "one without a grant",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_CREDENTIALS, VARY]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["allow_private_network"],
            serve(router().layer(one().allow_private_network(true))),
            serve(router().layer(ONE)),
            vec![(
                "a header that browsers sent for a while",
                preflight(APP, "GET").with("Access-Control-Request-Private-Network", "true"),
                (200, &[ALLOW_GET, ALLOW_APP, "access-control-allow-private-network: true", VARY]),
                (204, &[ALLOW_GET, ALLOW_APP, VARY_ALL]),
            )],
        ),
        setup(
            &["vary"],
            serve(router().layer(one().vary([HeaderName::from_static("accept-language")]))),
            serve(router().layer(ONE)),
            vec![(
                "a response",
                from_page(APP, "GET"),
                (200, &[ALLOW_APP, "vary: accept-language"]),
                (200, &[ALLOW_APP, VARY]),
            )],
        ),
    ]
}

fn setups() -> Vec<Setup> {
    [any_origin(), listed_origins(), methods_and_headers(), the_rest()].into_iter().flatten().collect()
}

#[actix_web::test]
async fn both_answer_what_the_table_says() {
    assert_rows(&setups()).await;
}

#[test]
fn the_guide_names_each_of_them() {
    assert_in_guide("From tower-http", &setups(), &["option_layer"]);
}

#[actix_web::test]
async fn combinations_that_panic_there_are_answered_here() {
    let panics = |layer: CorsLayer| {
        let build = || drop(serve(router().layer(layer)));
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(build)).is_err()
    };
    assert!(panics(one().allow_credentials(true).allow_origin(Any)));
    assert!(panics(one().allow_credentials(true).allow_headers(Any)));
    assert!(panics(one().allow_credentials(true).allow_methods(Any)));
    assert!(panics(one().allow_credentials(true).expose_headers(Any)));
    let ours: Served = serve(router().layer(cors! {
        origins: ["https://app.example.com"], methods: any, headers: any, expose: any, credentials: true
    }));
    let answer = ours.ask(&with_headers(APP, "PUT", "x-other")).await;
    assert_eq!(answer.in_short(), "204 https://app.example.com");
}
