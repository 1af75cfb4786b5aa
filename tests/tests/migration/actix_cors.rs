//! From actix-cors.

use actix_cors::Cors;
use actix_web::middleware::Condition;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{AllowedOrigin, LivePolicy, cors};
use cors_tests::serve;

use crate::rows::{
    APP, OTHER, Setup, assert_in_guide, assert_rows, from_page, preflight, rows, setup, with_headers,
    without_origin,
};

/// An application with the middleware around it.
macro_rules! around {
    ($middleware:expr) => {
        serve!(App::new().route("/x", web::route().to(application)).wrap($middleware))
    };
}

async fn application() -> HttpResponse {
    HttpResponse::Ok().insert_header(("x-request-id", "7")).finish()
}

cors! {
    const DEFAULT = { origins: ["https://app.example.com"] };
    const PERMISSIVE = { origins: any, methods: any, headers: any, expose: any, max_age: 1h };
    const ANY_ORIGIN = { origins: any, methods: [GET] };
    const PREVIEWS = { origins: ["https://*.preview.example.com"], methods: [GET] };
    const METHODS = { origins: ["https://app.example.com"], methods: [GET, PUT] };
    const ANY_METHOD = { origins: ["https://app.example.com"], methods: any };
    const HEADERS = { origins: ["https://app.example.com"], methods: [GET], headers: ["content-type", "x-csrf"] };
    const ANY_HEADER = { origins: ["https://app.example.com"], methods: [GET], headers: any };
    const ANY_HEADER_WITH_CREDENTIALS = { credentials: true, ..ANY_HEADER };
    const EXPOSE = { origins: ["https://app.example.com"], methods: [GET], expose: ["x-request-id"] };
    const EXPOSE_ANY = { origins: ["https://app.example.com"], methods: [GET], expose: any };
    const EXPOSE_ANY_WITH_CREDENTIALS = { credentials: true, ..EXPOSE_ANY };
    const MAX_AGE = { origins: ["https://app.example.com"], methods: [GET], max_age: 1h };
    const CREDENTIALS = { origins: ["https://app.example.com"], methods: [GET], credentials: true };
    const CLOSED = { origins: [#[cfg(any())] "https://app.example.com"] };
}

fn one() -> Cors {
    Cors::default().allowed_origin("https://app.example.com").allowed_methods(["GET"])
}

async fn any_origin() -> Vec<Setup> {
    vec![
        setup(
            &["default"],
            around!(Cors::default().allowed_origin("https://app.example.com")),
            around!(DEFAULT),
            rows! {
                "no method is allowed before one is named", preflight(APP, "GET") =>
                    "400",
                    "204 | allow-methods: GET | allow-origin: APP | vary: all";
                "actual requests are granted whatever their method", from_page(APP, "DELETE") =>
                    "200 | allow-origin: APP | vary: all",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["permissive"],
            around!(Cors::permissive()),
            around!(PERMISSIVE),
            rows! {
                "a preflight", with_headers(OTHER, "PUT", "authorization") =>
                    "200 | allow-credentials: true | allow-headers: authorization | allow-methods: CONNECT, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE | allow-origin: OTHER | max-age: 3600 | vary: all",
                    "204 | allow-headers: *, authorization | allow-methods: PUT | allow-origin: * | max-age: 3600 | vary: all but origin";
                "a method that is not a standard one", preflight(OTHER, "PURGE") =>
                    "400",
                    "204 | allow-headers: *, authorization | allow-methods: PURGE | allow-origin: * | max-age: 3600 | vary: all but origin";
                "an actual request", from_page(OTHER, "GET") =>
                    "200 | allow-credentials: true | allow-origin: OTHER | expose-headers: access-control-allow-origin, x-request-id | vary: all",
                    "200 | allow-origin: * | expose-headers: *";
                "a page without an origin of its own", from_page("null", "GET") =>
                    "200 | allow-credentials: true | allow-origin: null | expose-headers: access-control-allow-origin, x-request-id | vary: all",
                    "200 | allow-origin: * | expose-headers: *";
            },
        ),
        setup(
            &["allow_any_origin"],
            around!(Cors::default().allow_any_origin().allowed_methods(["GET"])),
            around!(ANY_ORIGIN),
            rows! {
                "a preflight", preflight(OTHER, "GET") =>
                    "200 | allow-methods: GET | allow-origin: OTHER | vary: all",
                    "204 | allow-methods: GET | allow-origin: * | vary: all but origin";
                "an actual request", from_page(OTHER, "GET") =>
                    "200 | allow-origin: OTHER | vary: all",
                    "200 | allow-origin: *";
                "no origin", without_origin("GET") =>
                    "200 | vary: all",
                    "200 | allow-origin: *";
            },
        ),
        setup(
            &["send_wildcard"],
            around!(Cors::default().allow_any_origin().send_wildcard().allowed_methods(["GET"])),
            around!(ANY_ORIGIN),
            rows! {
                "an actual request", from_page(OTHER, "GET") =>
                    "200 | allow-origin: * | vary: all",
                    "200 | allow-origin: *";
                "no origin", without_origin("GET") =>
                    "200 | vary: all",
                    "200 | allow-origin: *";
            },
        ),
    ]
}

async fn listed_origins() -> Vec<Setup> {
    vec![
        setup(
            &["allowed_origin"],
            around!(one()),
            around!(cors! { origins: ["https://app.example.com"], methods: [GET] }),
            rows! {
                "a preflight that is granted", preflight(APP, "GET") =>
                    "200 | allow-methods: GET | allow-origin: APP | vary: all",
                    "204 | allow-methods: GET | allow-origin: APP | vary: all";
                "one that is refused", preflight(OTHER, "GET") =>
                    "400",
                    "403 | vary: all";
                "an actual request", from_page(APP, "GET") =>
                    "200 | allow-origin: APP | vary: all",
                    "200 | allow-origin: APP | vary: origin";
                "one of another origin", from_page(OTHER, "GET") =>
                    "200 | vary: all",
                    "200 | vary: origin";
                "two origins", from_page(APP, "GET").with("Origin", OTHER) =>
                    "200 | allow-origin: APP | vary: all",
                    "200 | vary: origin";
                "a preflight that asks for no method", preflight(APP, "GET, PUT") =>
                    "200 | allow-origin: APP | vary: all",
                    "403 | vary: all";
                "`OPTIONS` that is not a preflight", from_page(APP, "OPTIONS") =>
                    "200 | allow-origin: APP | vary: all",
                    "200 | vary: origin";
                "no origin", without_origin("GET") =>
                    "200 | vary: all",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["allowed_origin"],
            around!(Cors::default().allowed_origin("https://app.example.com/").allowed_methods(["GET"])),
            around!(cors! { origins: ["https://app.example.com"], methods: [GET] }),
            rows! {
                "a trailing slash never matches; here it does not build", preflight(APP, "GET") =>
                    "400",
                    "204 | allow-methods: GET | allow-origin: APP | vary: all";
            },
        ),
        setup(
            &["allowed_origin_fn"],
            around!(
                Cors::default()
                    .allowed_origin_fn(|origin, _| origin.as_bytes().ends_with(b".preview.example.com"))
                    .allowed_methods(["GET"])
            ),
            around!(PREVIEWS),
            rows! {
                "a preview", from_page("https://pr-7.preview.example.com", "GET") =>
                    "200 | allow-origin: https://pr-7.preview.example.com | vary: all",
                    "200 | allow-origin: https://pr-7.preview.example.com | vary: origin";
                "anything that ends like one", from_page("http://u@x.preview.example.com", "GET") =>
                    "200 | allow-origin: http://u@x.preview.example.com | vary: all",
                    "200 | vary: origin";
            },
        ),
    ]
}

async fn methods_and_headers() -> Vec<Setup> {
    vec![
        setup(
            &["allowed_methods"],
            around!(
                Cors::default().allowed_origin("https://app.example.com").allowed_methods(["GET", "PUT"])
            ),
            around!(METHODS),
            rows! {
                "the preflight's own method, not the whole list", preflight(APP, "PUT") =>
                    "200 | allow-methods: GET, PUT | allow-origin: APP | vary: all",
                    "204 | allow-methods: PUT | allow-origin: APP | vary: all";
                "GET allows HEAD", preflight(APP, "HEAD") =>
                    "400",
                    "204 | allow-methods: HEAD | allow-origin: APP | vary: all";
                "a method that is not allowed", preflight(APP, "DELETE") =>
                    "400",
                    "403 | vary: all";
                "the request itself, which is sent where no preflight is needed", from_page(APP, "DELETE") =>
                    "200 | allow-origin: APP | vary: all",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["allow_any_method"],
            around!(Cors::default().allowed_origin("https://app.example.com").allow_any_method()),
            around!(ANY_METHOD),
            rows! {
                "a preflight", preflight(APP, "PUT") =>
                    "200 | allow-methods: CONNECT, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE | allow-origin: APP | vary: all",
                    "204 | allow-methods: PUT | allow-origin: APP | vary: all";
                "a method that is not a standard one", preflight(APP, "PURGE") =>
                    "400",
                    "204 | allow-methods: PURGE | allow-origin: APP | vary: all";
            },
        ),
        setup(
            &["allowed_header", "allowed_headers"],
            around!(one().allowed_header("content-type").allowed_headers(["x-csrf"])),
            around!(HEADERS),
            rows! {
                "one of them", with_headers(APP, "GET", "content-type") =>
                    "200 | allow-headers: content-type, x-csrf | allow-methods: GET | allow-origin: APP | vary: all",
                    "204 | allow-headers: content-type, x-csrf | allow-methods: GET | allow-origin: APP | vary: all";
                "another one", with_headers(APP, "GET", "x-other") =>
                    "400",
                    "403 | vary: all";
                "an empty element", with_headers(APP, "GET", "content-type,") =>
                    "400",
                    "204 | allow-headers: content-type, x-csrf | allow-methods: GET | allow-origin: APP | vary: all";
            },
        ),
        setup(
            &["allow_any_header"],
            around!(one().allow_any_header()),
            around!(ANY_HEADER),
            rows! {
                "names", with_headers(APP, "GET", "authorization,X-Other") =>
                    "200 | allow-headers: X-Other, authorization | allow-methods: GET | allow-origin: APP | vary: all",
                    "204 | allow-headers: *, authorization | allow-methods: GET | allow-origin: APP | vary: all";
                "what is not a name", with_headers(APP, "GET", "x other") =>
                    "200 | allow-headers: x other | allow-methods: GET | allow-origin: APP | vary: all",
                    "403 | vary: all";
            },
        ),
        setup(
            &["allow_any_header"],
            around!(one().allow_any_header().supports_credentials()),
            around!(ANY_HEADER_WITH_CREDENTIALS),
            rows! {
                "names", with_headers(APP, "GET", "authorization,X-Other") =>
                    "200 | allow-credentials: true | allow-headers: X-Other, authorization | allow-methods: GET | allow-origin: APP | vary: all",
                    "204 | allow-credentials: true | allow-headers: authorization, x-other | allow-methods: GET | allow-origin: APP | vary: all";
                "what is not a name", with_headers(APP, "GET", "x other") =>
                    "200 | allow-credentials: true | allow-headers: x other | allow-methods: GET | allow-origin: APP | vary: all",
                    "403 | vary: all";
            },
        ),
    ]
}

async fn exposed_headers() -> Vec<Setup> {
    vec![
        setup(
            &["expose_headers"],
            around!(one().expose_headers(["x-request-id"])),
            around!(EXPOSE),
            rows! {
                "a response", from_page(APP, "GET") =>
                    "200 | allow-origin: APP | expose-headers: x-request-id | vary: all",
                    "200 | allow-origin: APP | expose-headers: x-request-id | vary: origin";
                "one without a grant", from_page(OTHER, "GET") =>
                    "200 | expose-headers: x-request-id | vary: all",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["expose_any_header"],
            around!(one().expose_any_header()),
            around!(EXPOSE_ANY),
            rows! {
                "a response", from_page(APP, "GET") =>
                    "200 | allow-origin: APP | expose-headers: access-control-allow-origin, x-request-id | vary: all",
                    "200 | allow-origin: APP | expose-headers: * | vary: origin";
                "one without a grant", from_page(OTHER, "GET") =>
                    "200 | expose-headers: x-request-id | vary: all",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["expose_any_header"],
            around!(one().expose_any_header().supports_credentials()),
            around!(EXPOSE_ANY_WITH_CREDENTIALS),
            rows! {
                "a response", from_page(APP, "GET") =>
                    "200 | allow-credentials: true | allow-origin: APP | expose-headers: access-control-allow-origin, x-request-id | vary: all",
                    "200 | allow-credentials: true | allow-origin: APP | expose-headers: x-request-id | vary: origin";
            },
        ),
    ]
}

async fn the_rest() -> Vec<Setup> {
    vec![
        setup(
            &["max_age"],
            around!(one().max_age(3600)),
            around!(MAX_AGE),
            rows! {
                "a preflight", preflight(APP, "GET") =>
                    "200 | allow-methods: GET | allow-origin: APP | max-age: 3600 | vary: all",
                    "204 | allow-methods: GET | allow-origin: APP | max-age: 3600 | vary: all";
            },
        ),
        setup(
            &["supports_credentials"],
            around!(one().supports_credentials()),
            around!(CREDENTIALS),
            rows! {
                "a response", from_page(APP, "GET") =>
                    "200 | allow-credentials: true | allow-origin: APP | vary: all",
                    "200 | allow-credentials: true | allow-origin: APP | vary: origin";
                "one without a grant", from_page(OTHER, "GET") =>
                    "200 | allow-credentials: true | vary: all",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["disable_vary_header"],
            around!(one().disable_vary_header()),
            around!(cors! { origins: ["https://app.example.com"], methods: [GET] }),
            rows! {
                "a response", from_page(APP, "GET") =>
                    "200 | allow-origin: APP",
                    "200 | allow-origin: APP | vary: origin";
            },
        ),
        setup(
            &["disable_preflight"],
            around!(one().disable_preflight()),
            around!(cors! { origins: ["https://app.example.com"], methods: [GET] }),
            rows! {
                "a preflight", preflight(APP, "GET") =>
                    "200 | allow-origin: APP | vary: all",
                    "204 | allow-methods: GET | allow-origin: APP | vary: all";
            },
        ),
        setup(
            &["block_on_origin_mismatch"],
            around!(one().block_on_origin_mismatch(true)),
            serve!(
                App::new()
                    .route("/x", web::route().to(application))
                    .wrap(AllowedOrigin::of(CREDENTIALS).or_no_origin())
                    .wrap(CREDENTIALS)
            ),
            rows! {
                "another origin", from_page(OTHER, "GET") =>
                    "400 | vary: all",
                    "403 | vary: origin";
                "no origin", without_origin("GET") =>
                    "200 | vary: all",
                    "200 | vary: origin";
            },
        ),
        setup(
            &["wrap"],
            around!(Condition::new(false, one())),
            around!(LivePolicy::from(CLOSED)),
            rows! {
                "a preflight reaches the application, and here is refused", preflight(APP, "GET") =>
                    "200",
                    "403 | vary: all";
                "a response", from_page(APP, "GET") =>
                    "200",
                    "200 | vary: origin";
            },
        ),
    ]
}

async fn setups() -> Vec<Setup> {
    [
        any_origin().await,
        listed_origins().await,
        methods_and_headers().await,
        exposed_headers().await,
        the_rest().await,
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[actix_web::test]
async fn both_answer_what_the_table_says() {
    assert_rows(&setups().await).await;
}

#[actix_web::test]
async fn the_guide_names_each_of_them() {
    // It needs a feature of actix-cors.
    assert_in_guide("From actix-cors", &setups().await, &["allow_private_network_access"]);
}
