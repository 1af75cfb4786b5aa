//! From tower-http: methods, request headers, and exposed headers.

use cors_tests::tower::serve;
use http::{HeaderName, Method};
use tower_http::cors::{AllowHeaders, AllowMethods, Any};

use super::{
    ANY_HEADER, ANY_HEADER_WITH_CREDENTIALS, ANY_METHOD, EXPOSE, EXPOSE_ANY, HEADERS, METHODS, one, router,
};
use crate::rows::{
    ALLOW_ANY_HEADER, ALLOW_APP, ALLOW_CREDENTIALS, ALLOW_GET, ALLOW_PUT, APP, EXPOSED_ANY, EXPOSED_ID,
    OTHER, Setup, VARY, VARY_ALL, VARY_BY_METHOD, from_page, preflight, setup, with_headers,
};

#[allow(clippy::too_many_lines, reason = "a table")]
pub(super) fn methods_and_headers() -> Vec<Setup> {
    vec![
        setup(
            &["allow_methods"],
            serve(router().layer(one().allow_methods([Method::GET, Method::PUT]))),
            serve(router().layer(METHODS)),
            vec![
                (
                    "the preflight's own method, not the whole list",
                    preflight(APP, "PUT"),
                    (200, &["access-control-allow-methods: GET, PUT", ALLOW_APP, VARY]),
                    (204, &[ALLOW_PUT, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "a method that is not allowed",
                    preflight(APP, "DELETE"),
                    (200, &["access-control-allow-methods: GET, PUT", ALLOW_APP, VARY]),
                    (403, &[VARY_ALL]),
                ),
                (
                    "the request itself, which is sent where no preflight is needed",
                    from_page(APP, "DELETE"),
                    (200, &[ALLOW_APP, VARY]),
                    (200, &[VARY]),
                ),
            ],
        ),
        setup(
            &["allow_methods"],
            serve(router().layer(one().allow_methods(Any))),
            serve(router().layer(ANY_METHOD)),
            vec![(
                "a preflight",
                preflight(APP, "PUT"),
                (200, &["access-control-allow-methods: *", ALLOW_APP, VARY]),
                (204, &[ALLOW_PUT, ALLOW_APP, VARY_ALL]),
            )],
        ),
        setup(
            &["allow_methods"],
            serve(router().layer(one().allow_methods(AllowMethods::mirror_request()))),
            serve(router().layer(ANY_METHOD)),
            vec![
                (
                    "a preflight",
                    preflight(APP, "PUT"),
                    (200, &[ALLOW_PUT, ALLOW_APP, VARY_BY_METHOD]),
                    (204, &[ALLOW_PUT, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "a response",
                    from_page(APP, "GET"),
                    (200, &[ALLOW_APP, VARY_BY_METHOD]),
                    (200, &[ALLOW_APP, VARY]),
                ),
            ],
        ),
        setup(
            &["allow_headers"],
            serve(router().layer(one().allow_headers([HeaderName::from_static("content-type")]))),
            serve(router().layer(HEADERS)),
            vec![
                (
                    "one of them",
                    with_headers(APP, "GET", "content-type"),
                    (200, &["access-control-allow-headers: content-type", ALLOW_GET, ALLOW_APP, VARY]),
                    (204, &["access-control-allow-headers: content-type", ALLOW_GET, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "another one",
                    with_headers(APP, "GET", "x-other"),
                    (200, &["access-control-allow-headers: content-type", ALLOW_GET, ALLOW_APP, VARY]),
                    (403, &[VARY_ALL]),
                ),
            ],
        ),
        setup(
            &["allow_headers"],
            serve(router().layer(one().allow_headers(Any))),
            serve(router().layer(ANY_HEADER)),
            vec![(
                "`*` leaves out authorization",
                with_headers(APP, "GET", "authorization"),
                (200, &["access-control-allow-headers: *", ALLOW_GET, ALLOW_APP, VARY]),
                (204, &[ALLOW_ANY_HEADER, ALLOW_GET, ALLOW_APP, VARY_ALL]),
            )],
        ),
        setup(
            &["allow_headers"],
            serve(
                router().layer(one().allow_headers(AllowHeaders::mirror_request()).allow_credentials(true)),
            ),
            serve(router().layer(ANY_HEADER_WITH_CREDENTIALS)),
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
                            "vary: access-control-request-headers, origin",
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
                            "vary: access-control-request-headers, origin",
                        ],
                    ),
                    (403, &[VARY_ALL]),
                ),
            ],
        ),
        setup(
            &["expose_headers"],
            serve(router().layer(one().expose_headers([HeaderName::from_static("x-request-id")]))),
            serve(router().layer(EXPOSE)),
            vec![
                (
                    "a response",
                    from_page(APP, "GET"),
                    (200, &[ALLOW_APP, EXPOSED_ID, VARY]),
                    (200, &[ALLOW_APP, EXPOSED_ID, VARY]),
                ),
                ("one without a grant", from_page(OTHER, "GET"), (200, &[EXPOSED_ID, VARY]), (200, &[VARY])),
            ],
        ),
        setup(
            &["expose_headers"],
            serve(router().layer(one().expose_headers(Any))),
            serve(router().layer(EXPOSE_ANY)),
            vec![(
                "a response",
                from_page(APP, "GET"),
                (200, &[ALLOW_APP, EXPOSED_ANY, VARY]),
                (200, &[ALLOW_APP, EXPOSED_ANY, VARY]),
            )],
        ),
    ]
}
