//! From actix-cors.

mod headers;

use actix_cors::Cors;
use actix_web::body::BoxBody;
use actix_web::middleware::Condition;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{AllowedOrigin, LivePolicy, cors};
use cors_tests::actix::{Endpoint, serve};

use self::headers::{exposed_headers, methods_and_headers};
use crate::rows::{
    ALLOW_ANY_HEADER, ALLOW_ANYONE, ALLOW_APP, ALLOW_CREDENTIALS, ALLOW_GET, ALLOW_OTHER, ALLOW_PUT, APP,
    EXPOSED_ANY, MAX_AGE_3600, OTHER, Setup, VARY, VARY_ALL, VARY_BUT_ORIGIN, assert_in_guide, assert_rows,
    from_page, preflight, setup, with_headers, without_origin,
};

/// What both middlewares go around.
fn app() -> App<impl Endpoint<BoxBody>> {
    App::new().route("/x", web::route().to(application))
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

#[allow(clippy::too_many_lines, reason = "a table")]
async fn any_origin() -> Vec<Setup> {
    vec![
        setup(
            &["default"],
            serve(app().wrap(Cors::default().allowed_origin("https://app.example.com"))).await,
            serve(app().wrap(DEFAULT)).await,
            vec![
                (
                    "no method is allowed before one is named",
                    preflight(APP, "GET"),
                    (400, &[]),
                    (204, &[ALLOW_GET, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "actual requests are granted whatever their method",
                    from_page(APP, "DELETE"),
                    (200, &[ALLOW_APP, VARY_ALL]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["permissive"],
            serve(app().wrap(Cors::permissive())).await,
            serve(app().wrap(PERMISSIVE)).await,
            vec![
                (
                    "a preflight",
                    with_headers(OTHER, "PUT", "authorization"),
                    (
                        200,
                        &[
                            ALLOW_CREDENTIALS,
                            "access-control-allow-headers: authorization",
                            "access-control-allow-methods: CONNECT, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE",
                            ALLOW_OTHER,
                            MAX_AGE_3600,
                            VARY_ALL,
                        ],
                    ),
                    (204, &[ALLOW_ANY_HEADER, ALLOW_PUT, ALLOW_ANYONE, MAX_AGE_3600, VARY_BUT_ORIGIN]),
                ),
                (
                    "a method that is not a standard one",
                    preflight(OTHER, "PURGE"),
                    (400, &[]),
                    (
                        204,
                        &[
                            ALLOW_ANY_HEADER,
                            "access-control-allow-methods: PURGE",
                            ALLOW_ANYONE,
                            MAX_AGE_3600,
                            VARY_BUT_ORIGIN,
                        ],
                    ),
                ),
                (
                    "an actual request",
                    from_page(OTHER, "GET"),
                    (
                        200,
                        &[
                            ALLOW_CREDENTIALS,
                            ALLOW_OTHER,
                            "access-control-expose-headers: access-control-allow-origin, x-request-id",
                            VARY_ALL,
                        ],
                    ),
                    (200, &[ALLOW_ANYONE, EXPOSED_ANY]),
                ),
                (
                    "a page without an origin of its own",
                    from_page("null", "GET"),
                    (
                        200,
                        &[
                            ALLOW_CREDENTIALS,
                            "access-control-allow-origin: null",
                            "access-control-expose-headers: access-control-allow-origin, x-request-id",
                            VARY_ALL,
                        ],
                    ),
                    (200, &[ALLOW_ANYONE, EXPOSED_ANY]),
                ),
            ],
        ),
        setup(
            &["allow_any_origin"],
            serve(app().wrap(Cors::default().allow_any_origin().allowed_methods(["GET"]))).await,
            serve(app().wrap(ANY_ORIGIN)).await,
            vec![
                (
                    "a preflight",
                    preflight(OTHER, "GET"),
                    (200, &[ALLOW_GET, ALLOW_OTHER, VARY_ALL]),
                    (204, &[ALLOW_GET, ALLOW_ANYONE, VARY_BUT_ORIGIN]),
                ),
                (
                    "an actual request",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_OTHER, VARY_ALL]),
                    (200, &[ALLOW_ANYONE]),
                ),
                ("no origin", without_origin("GET"), (200, &[VARY_ALL]), (200, &[ALLOW_ANYONE])),
            ],
        ),
        setup(
            &["send_wildcard"],
            serve(app().wrap(Cors::default().allow_any_origin().send_wildcard().allowed_methods(["GET"])))
                .await,
            serve(app().wrap(ANY_ORIGIN)).await,
            vec![
                (
                    "an actual request",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_ANYONE, VARY_ALL]),
                    (200, &[ALLOW_ANYONE]),
                ),
                ("no origin", without_origin("GET"), (200, &[VARY_ALL]), (200, &[ALLOW_ANYONE])),
            ],
        ),
    ]
}

async fn listed_origins() -> Vec<Setup> {
    vec![
        setup(
            &["allowed_origin"],
            serve(app().wrap(one())).await,
            serve(app().wrap(cors! { origins: ["https://app.example.com"], methods: [GET] })).await,
            vec![
                (
                    "a preflight that is granted",
                    preflight(APP, "GET"),
                    (200, &[ALLOW_GET, ALLOW_APP, VARY_ALL]),
                    (204, &[ALLOW_GET, ALLOW_APP, VARY_ALL]),
                ),
                ("one that is refused", preflight(OTHER, "GET"), (400, &[]), (403, &[VARY_ALL])),
                (
                    "an actual request",
                    from_page(APP, "GET"),
                    (200, &[ALLOW_APP, VARY_ALL]),
                    (200, &[ALLOW_APP, VARY]),
                ),
                ("one of another origin", from_page(OTHER, "GET"), (200, &[VARY_ALL]), (200, &[VARY])),
                (
                    "two origins",
                    from_page(APP, "GET").with("Origin", OTHER),
                    (200, &[ALLOW_APP, VARY_ALL]),
                    (200, &[VARY]),
                ),
                (
                    "a preflight that asks for no method",
                    preflight(APP, "GET, PUT"),
                    (200, &[ALLOW_APP, VARY_ALL]),
                    (403, &[VARY_ALL]),
                ),
                (
                    "`OPTIONS` that is not a preflight",
                    from_page(APP, "OPTIONS"),
                    (200, &[ALLOW_APP, VARY_ALL]),
                    (200, &[VARY]),
                ),
                ("no origin", without_origin("GET"), (200, &[VARY_ALL]), (200, &[VARY])),
            ],
        ),
        setup(
            &["allowed_origin"],
            serve(
                app().wrap(
                    Cors::default().allowed_origin("https://app.example.com/").allowed_methods(["GET"]),
                ),
            )
            .await,
            serve(app().wrap(cors! { origins: ["https://app.example.com"], methods: [GET] })).await,
            vec![(
                "a trailing slash never matches; here it does not build",
                preflight(APP, "GET"),
                (400, &[]),
                (204, &[ALLOW_GET, ALLOW_APP, VARY_ALL]),
            )],
        ),
        setup(
            &["allowed_origin_fn"],
            serve(
                app().wrap(
                    Cors::default()
                        .allowed_origin_fn(|origin, _| origin.as_bytes().ends_with(b".preview.example.com"))
                        .allowed_methods(["GET"]),
                ),
            )
            .await,
            serve(app().wrap(PREVIEWS)).await,
            vec![
                (
                    "a preview",
                    from_page("https://pr-7.preview.example.com", "GET"),
                    (200, &["access-control-allow-origin: https://pr-7.preview.example.com", VARY_ALL]),
                    (200, &["access-control-allow-origin: https://pr-7.preview.example.com", VARY]),
                ),
                (
                    "anything that ends like one",
                    from_page("http://u@x.preview.example.com", "GET"),
                    (200, &["access-control-allow-origin: http://u@x.preview.example.com", VARY_ALL]),
                    (200, &[VARY]),
                ),
            ],
        ),
    ]
}

async fn the_rest() -> Vec<Setup> {
    vec![
        setup(
            &["max_age"],
            serve(app().wrap(one().max_age(3600))).await,
            serve(app().wrap(MAX_AGE)).await,
            vec![(
                "a preflight",
                preflight(APP, "GET"),
                (200, &[ALLOW_GET, ALLOW_APP, MAX_AGE_3600, VARY_ALL]),
                (204, &[ALLOW_GET, ALLOW_APP, MAX_AGE_3600, VARY_ALL]),
            )],
        ),
        setup(
            &["supports_credentials"],
            serve(app().wrap(one().supports_credentials())).await,
            serve(app().wrap(CREDENTIALS)).await,
            vec![
                (
                    "a response",
                    from_page(APP, "GET"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_APP, VARY_ALL]),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_APP, VARY]),
                ),
                (
                    "one without a grant",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_CREDENTIALS, VARY_ALL]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["disable_vary_header"],
            serve(app().wrap(one().disable_vary_header())).await,
            serve(app().wrap(cors! { origins: ["https://app.example.com"], methods: [GET] })).await,
            vec![("a response", from_page(APP, "GET"), (200, &[ALLOW_APP]), (200, &[ALLOW_APP, VARY]))],
        ),
        setup(
            &["disable_preflight"],
            serve(app().wrap(one().disable_preflight())).await,
            serve(app().wrap(cors! { origins: ["https://app.example.com"], methods: [GET] })).await,
            vec![(
                "a preflight",
                preflight(APP, "GET"),
                (200, &[ALLOW_APP, VARY_ALL]),
                (204, &[ALLOW_GET, ALLOW_APP, VARY_ALL]),
            )],
        ),
        setup(
            &["block_on_origin_mismatch"],
            serve(app().wrap(one().block_on_origin_mismatch(true))).await,
            serve(
                App::new()
                    .route("/x", web::route().to(application))
                    .wrap(AllowedOrigin::of(CREDENTIALS).or_no_origin())
                    .wrap(CREDENTIALS),
            )
            .await,
            vec![
                ("another origin", from_page(OTHER, "GET"), (400, &[VARY_ALL]), (403, &[VARY])),
                ("no origin", without_origin("GET"), (200, &[VARY_ALL]), (200, &[VARY])),
            ],
        ),
        setup(
            &["wrap"],
            serve(app().wrap(Condition::new(false, one()))).await,
            serve(app().wrap(LivePolicy::from(CLOSED))).await,
            vec![
                (
                    "a preflight reaches the application, and here is refused",
                    preflight(APP, "GET"),
                    (200, &[]),
                    (403, &[VARY_ALL]),
                ),
                ("a response", from_page(APP, "GET"), (200, &[]), (200, &[VARY])),
            ],
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
