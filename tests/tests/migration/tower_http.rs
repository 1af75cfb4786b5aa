//! From tower-http.

use std::time::Duration;

use axum::Router;
use axum::response::IntoResponse;
use axum::routing::any;
use cors_runtime::cors;
use cors_tests::tower::{Served, serve};
use http::{HeaderName, HeaderValue, Method};
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, Any, CorsLayer};

use crate::rows::{
    APP, OTHER, Setup, assert_in_guide, assert_rows, from_page, preflight, rows, setup, with_headers,
    without_origin,
};

/// An application with the layer around it.
macro_rules! around {
    ($layer:expr) => {
        serve(Router::new().route("/x", any(application)).layer($layer))
    };
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
            around!(CorsLayer::new().allow_origin(origin())),
            around!(cors! { origins: ["https://app.example.com"] }),
            rows! {
                "a preflight, for which no method is named", preflight(APP, "PUT") =>
                    "200 | allow-origin: APP",
                    "403 | vary: all";
                "`OPTIONS` that is not a preflight", from_page(APP, "OPTIONS") =>
                    "200 | allow-origin: APP",
                    "200 | vary: origin";
                "actual requests are granted whatever their method", from_page(APP, "DELETE") =>
                    "200 | allow-origin: APP",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["permissive"],
            around!(CorsLayer::permissive()),
            around!(PERMISSIVE),
            rows! {
                "a preflight", with_headers(OTHER, "PUT", "x-other") =>
                    "200 | allow-headers: * | allow-methods: * | allow-origin: *",
                    "204 | allow-headers: *, authorization | allow-methods: PUT | allow-origin: * | vary: all but origin";
                "a response", from_page(OTHER, "GET") =>
                    "200 | allow-origin: * | expose-headers: *",
                    "200 | allow-origin: * | expose-headers: *";
            },
        ),
        setup(
            &["very_permissive"],
            around!(CorsLayer::very_permissive()),
            around!(PERMISSIVE),
            rows! {
                "a preflight", with_headers(OTHER, "PUT", "x-other") =>
                    "200 | allow-credentials: true | allow-headers: x-other | allow-methods: PUT | allow-origin: OTHER | vary: all",
                    "204 | allow-headers: *, authorization | allow-methods: PUT | allow-origin: * | vary: all but origin";
                "a response", from_page(OTHER, "GET") =>
                    "200 | allow-credentials: true | allow-origin: OTHER | vary: all",
                    "200 | allow-origin: * | expose-headers: *";
            },
        ),
        setup(
            &["allow_origin"],
            around!(one().allow_origin(Any)),
            around!(ANY_ORIGIN),
            rows! {
                "a preflight", preflight(OTHER, "GET") =>
                    "200 | allow-methods: GET | allow-origin: *",
                    "204 | allow-methods: GET | allow-origin: * | vary: all but origin";
                "a response", from_page(OTHER, "GET") =>
                    "200 | allow-origin: *",
                    "200 | allow-origin: *";
                "no origin", without_origin("GET") =>
                    "200 | allow-origin: *",
                    "200 | allow-origin: *";
            },
        ),
    ]
}

fn listed_origins() -> Vec<Setup> {
    vec![
        setup(
            &["allow_origin"],
            around!(one().allow_origin(origin())),
            around!(ONE),
            rows! {
                "a single origin goes out to every page", from_page(OTHER, "GET") =>
                    "200 | allow-origin: APP",
                    "200 | vary: origin";
                "and to every preflight", preflight(OTHER, "GET") =>
                    "200 | allow-methods: GET | allow-origin: APP",
                    "403 | vary: all";
            },
        ),
        setup(
            &["allow_origin"],
            around!(one().allow_origin([origin(), HeaderValue::from_static("https://admin.example.com")])),
            around!(LIST),
            rows! {
                "a preflight that is granted", preflight(APP, "GET") =>
                    "200 | allow-methods: GET | allow-origin: APP | vary: origin",
                    "204 | allow-methods: GET | allow-origin: APP | vary: all";
                "one that is refused", preflight(OTHER, "GET") =>
                    "200 | allow-methods: GET | vary: origin",
                    "403 | vary: all";
                "a response", from_page(APP, "GET") =>
                    "200 | allow-origin: APP | vary: origin",
                    "200 | allow-origin: APP | vary: origin";
                "one of another origin", from_page(OTHER, "GET") =>
                    "200 | vary: origin",
                    "200 | vary: origin";
                "two origins", from_page(APP, "GET").with("Origin", OTHER) =>
                    "200 | allow-origin: APP | vary: origin",
                    "200 | vary: origin";
                "a preflight that asks for no method", preflight(APP, "GET, PUT") =>
                    "200 | allow-methods: GET | allow-origin: APP | vary: origin",
                    "403 | vary: all";
                "no origin", without_origin("GET") =>
                    "200 | vary: origin",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["allow_origin"],
            around!(one().allow_origin([HeaderValue::from_static("https://app.example.com/")])),
            around!(ONE),
            rows! {
                "a trailing slash never matches; here it does not build", from_page(APP, "GET") =>
                    "200 | vary: origin",
                    "200 | allow-origin: APP | vary: origin";
            },
        ),
        setup(
            &["allow_origin"],
            around!(one().allow_origin(AllowOrigin::predicate(|origin, _| {
                origin.as_bytes().ends_with(b".preview.example.com")
            }))),
            around!(PREVIEWS),
            rows! {
                "a preview", from_page("https://pr-7.preview.example.com", "GET") =>
                    "200 | allow-origin: https://pr-7.preview.example.com | vary: origin",
                    "200 | allow-origin: https://pr-7.preview.example.com | vary: origin";
                "anything that ends like one", from_page("http://u@x.preview.example.com", "GET") =>
                    "200 | allow-origin: http://u@x.preview.example.com | vary: origin",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["allow_origin"],
            around!(one().allow_origin(AllowOrigin::mirror_request())),
            around!(ANY_ORIGIN),
            rows! {
                "a response", from_page(OTHER, "GET") =>
                    "200 | allow-origin: OTHER | vary: origin",
                    "200 | allow-origin: *";
            },
        ),
    ]
}

fn methods_and_headers() -> Vec<Setup> {
    vec![
        setup(
            &["allow_methods"],
            around!(one().allow_methods([Method::GET, Method::PUT])),
            around!(METHODS),
            rows! {
                "the preflight's own method, not the whole list", preflight(APP, "PUT") =>
                    "200 | allow-methods: GET, PUT | allow-origin: APP | vary: origin",
                    "204 | allow-methods: PUT | allow-origin: APP | vary: all";
                "a method that is not allowed", preflight(APP, "DELETE") =>
                    "200 | allow-methods: GET, PUT | allow-origin: APP | vary: origin",
                    "403 | vary: all";
                "the request itself, which is sent where no preflight is needed", from_page(APP, "DELETE") =>
                    "200 | allow-origin: APP | vary: origin",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["allow_methods"],
            around!(one().allow_methods(Any)),
            around!(ANY_METHOD),
            rows! {
                "a preflight", preflight(APP, "PUT") =>
                    "200 | allow-methods: * | allow-origin: APP | vary: origin",
                    "204 | allow-methods: PUT | allow-origin: APP | vary: all";
            },
        ),
        setup(
            &["allow_methods"],
            around!(one().allow_methods(AllowMethods::mirror_request())),
            around!(ANY_METHOD),
            rows! {
                "a preflight", preflight(APP, "PUT") =>
                    "200 | allow-methods: PUT | allow-origin: APP | vary: origin, access-control-request-method",
                    "204 | allow-methods: PUT | allow-origin: APP | vary: all";
                "a response", from_page(APP, "GET") =>
                    "200 | allow-origin: APP | vary: origin, access-control-request-method",
                    "200 | allow-origin: APP | vary: origin";
            },
        ),
        setup(
            &["allow_headers"],
            around!(one().allow_headers([HeaderName::from_static("content-type")])),
            around!(HEADERS),
            rows! {
                "one of them", with_headers(APP, "GET", "content-type") =>
                    "200 | allow-headers: content-type | allow-methods: GET | allow-origin: APP | vary: origin",
                    "204 | allow-headers: content-type | allow-methods: GET | allow-origin: APP | vary: all";
                "another one", with_headers(APP, "GET", "x-other") =>
                    "200 | allow-headers: content-type | allow-methods: GET | allow-origin: APP | vary: origin",
                    "403 | vary: all";
            },
        ),
        setup(
            &["allow_headers"],
            around!(one().allow_headers(Any)),
            around!(ANY_HEADER),
            rows! {
                "`*` leaves out authorization", with_headers(APP, "GET", "authorization") =>
                    "200 | allow-headers: * | allow-methods: GET | allow-origin: APP | vary: origin",
                    "204 | allow-headers: *, authorization | allow-methods: GET | allow-origin: APP | vary: all";
            },
        ),
        setup(
            &["allow_headers"],
            around!(one().allow_headers(AllowHeaders::mirror_request()).allow_credentials(true)),
            around!(ANY_HEADER_WITH_CREDENTIALS),
            rows! {
                "names", with_headers(APP, "GET", "authorization,X-Other") =>
                    "200 | allow-credentials: true | allow-headers: X-Other, authorization | allow-methods: GET | allow-origin: APP | vary: origin, access-control-request-headers",
                    "204 | allow-credentials: true | allow-headers: authorization, x-other | allow-methods: GET | allow-origin: APP | vary: all";
                "what is not a name", with_headers(APP, "GET", "x other") =>
                    "200 | allow-credentials: true | allow-headers: x other | allow-methods: GET | allow-origin: APP | vary: origin, access-control-request-headers",
                    "403 | vary: all";
            },
        ),
        setup(
            &["expose_headers"],
            around!(one().expose_headers([HeaderName::from_static("x-request-id")])),
            around!(EXPOSE),
            rows! {
                "a response", from_page(APP, "GET") =>
                    "200 | allow-origin: APP | expose-headers: x-request-id | vary: origin",
                    "200 | allow-origin: APP | expose-headers: x-request-id | vary: origin";
                "one without a grant", from_page(OTHER, "GET") =>
                    "200 | expose-headers: x-request-id | vary: origin",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["expose_headers"],
            around!(one().expose_headers(Any)),
            around!(EXPOSE_ANY),
            rows! {
                "a response", from_page(APP, "GET") =>
                    "200 | allow-origin: APP | expose-headers: * | vary: origin",
                    "200 | allow-origin: APP | expose-headers: * | vary: origin";
            },
        ),
    ]
}

fn the_rest() -> Vec<Setup> {
    vec![
        setup(
            &["max_age"],
            around!(one().max_age(Duration::from_secs(3600))),
            around!(MAX_AGE),
            rows! {
                "a preflight", preflight(APP, "GET") =>
                    "200 | allow-methods: GET | allow-origin: APP | max-age: 3600 | vary: origin",
                    "204 | allow-methods: GET | allow-origin: APP | max-age: 3600 | vary: all";
            },
        ),
        setup(
            &["allow_credentials"],
            around!(one().allow_credentials(true)),
            around!(CREDENTIALS),
            rows! {
                "a preflight", preflight(APP, "GET") =>
                    "200 | allow-credentials: true | allow-methods: GET | allow-origin: APP | vary: origin",
                    "204 | allow-credentials: true | allow-methods: GET | allow-origin: APP | vary: all";
                "a response", from_page(APP, "GET") =>
                    "200 | allow-credentials: true | allow-origin: APP | vary: origin",
                    "200 | allow-credentials: true | allow-origin: APP | vary: origin";
                "one without a grant", from_page(OTHER, "GET") =>
                    "200 | allow-credentials: true | vary: origin",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["allow_private_network"],
            around!(one().allow_private_network(true)),
            around!(ONE),
            rows! {
                "a header that browsers sent for a while", preflight(APP, "GET").with("Access-Control-Request-Private-Network", "true") =>
                    "200 | allow-methods: GET | allow-origin: APP | allow-private-network: true | vary: origin",
                    "204 | allow-methods: GET | allow-origin: APP | vary: all";
            },
        ),
        setup(
            &["vary"],
            around!(one().vary([HeaderName::from_static("accept-language")])),
            around!(ONE),
            rows! {
                "a response", from_page(APP, "GET") =>
                    "200 | allow-origin: APP | vary: accept-language",
                    "200 | allow-origin: APP | vary: origin";
            },
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
        let build = || drop(around!(layer));
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(build)).is_err()
    };
    assert!(panics(one().allow_credentials(true).allow_origin(Any)));
    assert!(panics(one().allow_credentials(true).allow_headers(Any)));
    assert!(panics(one().allow_credentials(true).allow_methods(Any)));
    assert!(panics(one().allow_credentials(true).expose_headers(Any)));
    let ours: Served = around!(cors! {
        origins: ["https://app.example.com"], methods: any, headers: any, expose: any, credentials: true
    });
    let answer = ours.ask(&with_headers(APP, "PUT", "x-other")).await;
    assert_eq!(answer.in_short(), "204 https://app.example.com");
}
