//! From actix-cors: methods, request headers, and exposed headers.

use actix_cors::Cors;
use cors_tests::actix::serve;

use super::{
    ANY_HEADER, ANY_HEADER_WITH_CREDENTIALS, ANY_METHOD, EXPOSE, EXPOSE_ANY, EXPOSE_ANY_WITH_CREDENTIALS,
    HEADERS, METHODS, app, one,
};
use crate::rows::{
    ALLOW_ANY_HEADER, ALLOW_APP, ALLOW_CREDENTIALS, ALLOW_GET, ALLOW_PUT, APP, EXPOSED_ANY, EXPOSED_ID,
    OTHER, Setup, VARY, VARY_ALL, from_page, preflight, setup, with_headers,
};

#[allow(clippy::too_many_lines, reason = "a table")]
pub(super) async fn methods_and_headers() -> Vec<Setup> {
    vec![
        setup(
            &["allowed_methods"],
            serve(app().wrap(
                Cors::default().allowed_origin("https://app.example.com").allowed_methods(["GET", "PUT"]),
            ))
            .await,
            serve(app().wrap(METHODS)).await,
            vec![
                (
                    "the preflight's own method, not the whole list",
                    preflight(APP, "PUT"),
                    (200, &["access-control-allow-methods: GET, PUT", ALLOW_APP, VARY_ALL]),
                    (204, &[ALLOW_PUT, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "GET allows HEAD",
                    preflight(APP, "HEAD"),
                    (400, &[]),
                    (204, &["access-control-allow-methods: HEAD", ALLOW_APP, VARY_ALL]),
                ),
                ("a method that is not allowed", preflight(APP, "DELETE"), (400, &[]), (403, &[VARY_ALL])),
                (
                    "the request itself, which is sent where no preflight is needed",
                    from_page(APP, "DELETE"),
                    (200, &[ALLOW_APP, VARY_ALL]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["allow_any_method"],
            serve(app().wrap(Cors::default().allowed_origin("https://app.example.com").allow_any_method()))
                .await,
            serve(app().wrap(ANY_METHOD)).await,
            vec![
                (
                    "a preflight",
                    preflight(APP, "PUT"),
                    (
                        200,
                        &[
                            "access-control-allow-methods: CONNECT, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE",
                            ALLOW_APP,
                            VARY_ALL,
                        ],
                    ),
                    (204, &[ALLOW_PUT, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "a method that is not a standard one",
                    preflight(APP, "PURGE"),
                    (400, &[]),
                    (204, &["access-control-allow-methods: PURGE", ALLOW_APP, VARY_ALL]),
                ),
            ],
        ),
        setup(
            &["allowed_header", "allowed_headers"],
            serve(app().wrap(one().allowed_header("content-type").allowed_headers(["x-csrf"]))).await,
            serve(app().wrap(HEADERS)).await,
            vec![
                (
                    "one of them",
                    with_headers(APP, "GET", "content-type"),
                    (
                        200,
                        &[
                            "access-control-allow-headers: content-type, x-csrf",
                            ALLOW_GET,
                            ALLOW_APP,
                            VARY_ALL,
                        ],
                    ),
                    (
                        204,
                        &[
                            "access-control-allow-headers: content-type, x-csrf",
                            ALLOW_GET,
                            ALLOW_APP,
                            VARY_ALL,
                        ],
                    ),
                ),
                ("another one", with_headers(APP, "GET", "x-other"), (400, &[]), (403, &[VARY_ALL])),
                (
                    "an empty element",
                    with_headers(APP, "GET", "content-type,"),
                    (400, &[]),
                    (
                        204,
                        &[
                            "access-control-allow-headers: content-type, x-csrf",
                            ALLOW_GET,
                            ALLOW_APP,
                            VARY_ALL,
                        ],
                    ),
                ),
            ],
        ),
        setup(
            &["allow_any_header"],
            serve(app().wrap(one().allow_any_header())).await,
            serve(app().wrap(ANY_HEADER)).await,
            vec![
                (
                    "names",
                    with_headers(APP, "GET", "authorization,X-Other"),
                    (
                        200,
                        &[
                            "access-control-allow-headers: X-Other, authorization",
                            ALLOW_GET,
                            ALLOW_APP,
                            VARY_ALL,
                        ],
                    ),
                    (204, &[ALLOW_ANY_HEADER, ALLOW_GET, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "what is not a name",
                    with_headers(APP, "GET", "x other"),
                    (200, &["access-control-allow-headers: x other", ALLOW_GET, ALLOW_APP, VARY_ALL]),
                    (403, &[VARY_ALL]),
                ),
            ],
        ),
        setup(
            &["allow_any_header"],
            serve(app().wrap(one().allow_any_header().supports_credentials())).await,
            serve(app().wrap(ANY_HEADER_WITH_CREDENTIALS)).await,
            vec![
                (
                    "names",
                    with_headers(APP, "GET", "authorization,X-Other"),
                    (
                        200,
                        &[
                            ALLOW_CREDENTIALS,
                            "access-control-allow-headers: X-Other, authorization",
                            ALLOW_GET,
                            ALLOW_APP,
                            VARY_ALL,
                        ],
                    ),
                    (
                        204,
                        &[
                            ALLOW_CREDENTIALS,
                            "access-control-allow-headers: authorization, x-other",
                            ALLOW_GET,
                            ALLOW_APP,
                            VARY_ALL,
                        ],
                    ),
                ),
                (
                    "what is not a name",
                    with_headers(APP, "GET", "x other"),
                    (
                        200,
                        &[
                            ALLOW_CREDENTIALS,
                            "access-control-allow-headers: x other",
                            ALLOW_GET,
                            ALLOW_APP,
                            VARY_ALL,
                        ],
                    ),
                    (403, &[VARY_ALL]),
                ),
            ],
        ),
    ]
}

pub(super) async fn exposed_headers() -> Vec<Setup> {
    vec![
        setup(
            &["expose_headers"],
            serve(app().wrap(one().expose_headers(["x-request-id"]))).await,
            serve(app().wrap(EXPOSE)).await,
            vec![
                (
                    "a response",
                    from_page(APP, "GET"),
                    (200, &[ALLOW_APP, EXPOSED_ID, VARY_ALL]),
                    (200, &[ALLOW_APP, EXPOSED_ID, VARY]),
                ),
                (
                    "one without a grant",
                    from_page(OTHER, "GET"),
                    (200, &[EXPOSED_ID, VARY_ALL]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["expose_any_header"],
            serve(app().wrap(one().expose_any_header())).await,
            serve(app().wrap(EXPOSE_ANY)).await,
            vec![
                (
                    "a response",
                    from_page(APP, "GET"),
                    (
                        200,
                        &[
                            ALLOW_APP,
                            "access-control-expose-headers: access-control-allow-origin, x-request-id",
                            VARY_ALL,
                        ],
                    ),
                    (200, &[ALLOW_APP, EXPOSED_ANY, VARY]),
                ),
                (
                    "one without a grant",
                    from_page(OTHER, "GET"),
                    (200, &[EXPOSED_ID, VARY_ALL]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["expose_any_header"],
            serve(app().wrap(one().expose_any_header().supports_credentials())).await,
            serve(app().wrap(EXPOSE_ANY_WITH_CREDENTIALS)).await,
            vec![(
                "a response",
                from_page(APP, "GET"),
                (
                    200,
                    &[
                        ALLOW_CREDENTIALS,
                        ALLOW_APP,
                        "access-control-expose-headers: access-control-allow-origin, x-request-id",
                        VARY_ALL,
                    ],
                ),
                (200, &[ALLOW_CREDENTIALS, ALLOW_APP, EXPOSED_ID, VARY]),
            )],
        ),
    ]
}
