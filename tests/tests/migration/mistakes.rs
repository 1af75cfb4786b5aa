//! Mistakes that the other libraries accept and this one does not: the table in the guide, read from a
//! configuration, where the rules are those of the compiler.

use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_cors::Cors;
use actix_web::dev::Transform as _;
use actix_web::test::ok_service;
use actix_web::{App, HttpResponse, web};
use axum::Router;
use axum::routing::any;
use cors_audit::{Weakness, audit};
use cors_runtime::{LivePolicy, PolicyConfig, cors};
use cors_tests::actix::serve;
use http::{HeaderName, HeaderValue, Method};
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

use crate::rows::{
    ALLOW_ANYONE, ALLOW_CREDENTIALS, ALLOW_OTHER, APP, EXPOSED_ANY, OTHER, VARY, VARY_ALL, assert_rows,
    from_page, setup,
};

/// What the mistake is, whether the library accepts it when the service starts, the same as a configuration of
/// ours.
type Mistake<T> = (&'static str, T, bool, &'static str);

const SLASH: &str = r#"{ "origins": ["https://app.example.com/"] }"#;
const UPPER_CASE: &str = r#"{ "origins": ["https://App.example.com"] }"#;
const DEFAULT_PORT: &str = r#"{ "origins": ["https://app.example.com:443"] }"#;
const ANY_WITH_CREDENTIALS: &str = r#"{ "origins": "any", "credentials": true }"#;
const PUBLIC_SUFFIX: &str = r#"{ "origins": ["https://*.vercel.app"], "credentials": true }"#;
const LOWER_CASE_METHOD: &str = r#"{ "origins": ["https://app.example.com"], "methods": ["get"] }"#;
const CONNECT: &str = r#"{ "origins": ["https://app.example.com"], "methods": ["CONNECT"] }"#;
const COOKIE: &str = r#"{ "origins": ["https://app.example.com"], "headers": ["cookie"] }"#;
const TWO_DAYS: &str = r#"{ "origins": ["https://app.example.com"], "max_age": "48h" }"#;

/// What grants nothing stops the compiler, but not the start of a service: an operator is told of it.
const NOTED: [&str; 2] = [COOKIE, TWO_DAYS];

fn assert_noticed(says: &str, configuration: &str) {
    let config: PolicyConfig = serde_json::from_str(configuration).expect("fields of the right types");
    match LivePolicy::try_from(config) {
        Ok(live) => {
            assert!(NOTED.contains(&configuration), "{says}: taken");
            assert_eq!(live.notes().len(), 1, "{says}");
        }
        Err(errors) => {
            assert!(!NOTED.contains(&configuration), "{says}: {errors}");
            assert_eq!(errors.iter().count(), 1, "{says}: {errors}");
        }
    }
}

#[actix_web::test]
async fn of_actix_cors() {
    let mistakes: [Mistake<Cors>; 11] = [
        ("a slash", Cors::default().allowed_origin("https://app.example.com/"), true, SLASH),
        ("upper case", Cors::default().allowed_origin("https://App.example.com"), true, UPPER_CASE),
        (
            "the default port",
            Cors::default().allowed_origin("https://app.example.com:443"),
            true,
            DEFAULT_PORT,
        ),
        ("any origin, with credentials", Cors::permissive(), true, ANY_WITH_CREDENTIALS),
        (
            "any origin, with credentials",
            Cors::default().allow_any_origin().supports_credentials(),
            true,
            ANY_WITH_CREDENTIALS,
        ),
        ("`*`, with credentials", Cors::permissive().send_wildcard(), false, ANY_WITH_CREDENTIALS),
        (
            "a wildcard below a name that anyone can get, with credentials",
            Cors::default()
                .allowed_origin_fn(|origin, _| origin.as_bytes().ends_with(b".vercel.app"))
                .supports_credentials(),
            true,
            PUBLIC_SUFFIX,
        ),
        ("a method in lower case", Cors::default().allowed_methods(["get"]), true, LOWER_CASE_METHOD),
        ("a method that browsers forbid", Cors::default().allowed_methods(["CONNECT"]), true, CONNECT),
        ("a header that pages never set", Cors::default().allowed_header("cookie"), true, COOKIE),
        ("two days", Cors::default().max_age(48 * 60 * 60), true, TWO_DAYS),
    ];
    for (says, cors, taken, configuration) in mistakes {
        assert_eq!(cors.new_transform(ok_service()).await.is_ok(), taken, "{says}");
        assert_noticed(says, configuration);
    }
}

#[test]
fn of_tower_http() {
    let origin = |origin| CorsLayer::new().allow_origin([HeaderValue::from_static(origin)]);
    let method =
        |method: &[u8]| CorsLayer::new().allow_methods([Method::from_bytes(method).expect("a method")]);
    let mistakes: [Mistake<CorsLayer>; 10] = [
        ("a slash", origin("https://app.example.com/"), true, SLASH),
        ("upper case", origin("https://App.example.com"), true, UPPER_CASE),
        ("the default port", origin("https://app.example.com:443"), true, DEFAULT_PORT),
        ("any origin, with credentials", CorsLayer::very_permissive(), true, ANY_WITH_CREDENTIALS),
        (
            "`*`, with credentials",
            CorsLayer::new().allow_origin(Any).allow_credentials(true),
            false,
            ANY_WITH_CREDENTIALS,
        ),
        (
            "a wildcard below a name that anyone can get, with credentials",
            CorsLayer::new()
                .allow_origin(AllowOrigin::predicate(|origin, _| origin.as_bytes().ends_with(b".vercel.app")))
                .allow_credentials(true),
            true,
            PUBLIC_SUFFIX,
        ),
        ("a method in lower case", method(b"get"), true, LOWER_CASE_METHOD),
        ("a method that browsers forbid", method(b"CONNECT"), true, CONNECT),
        (
            "a header that pages never set",
            CorsLayer::new().allow_headers([HeaderName::from_static("cookie")]),
            true,
            COOKIE,
        ),
        ("two days", CorsLayer::new().max_age(std::time::Duration::from_secs(48 * 60 * 60)), true, TWO_DAYS),
    ];
    for (says, layer, taken, configuration) in mistakes {
        let build = || drop(Router::<()>::new().route("/x", any(async || ())).layer(layer));
        assert_eq!(catch_unwind(AssertUnwindSafe(build)).is_ok(), taken, "{says}");
        assert_noticed(says, configuration);
    }
}

cors! {
    const PREVIEWS = { origins: ["https://*.preview.example.com"], credentials: true };
    const CLOSURE = { origins: [#[dangerously_allow(predicates)] runtime], credentials: true };

    expect PREVIEWS {
        allow GET from "https://pr-7.preview.example.com";
        deny GET from "http://pr-7.preview.example.com";
    }
}

/// A closure that is taken over as it was allows more than it says, and the audit names what. `expect` above and the audit
/// are the tests of a policy that come with this library.
#[test]
fn the_audit_finds_what_a_closure_allows() {
    let own = "https://api.example.com";
    audit(PREVIEWS, own).assert_granted_only(&[Weakness::DeclaredWildcard]);
    let closure =
        CLOSURE.with_origins_matching(|origin| origin.as_str().ends_with("example.com")).expect("a waiver");
    let found = audit(closure, own);
    assert!(
        found.granted().any(|probe| probe.credentials && probe.origin() == "https://evilexample.com"),
        "{found}"
    );
}

cors! {
    const OUTER = { origins: ["https://app.example.com"], methods: [GET] };
    const INNER = { origins: any, methods: [GET] };
}

/// With the other libraries both write, so the inner one's grant stays where the outer one refuses. Here it is a
/// mistake that is answered with 500.
#[actix_web::test]
async fn one_policy_inside_another() {
    let outer = || Cors::default().allowed_origin(APP).allowed_methods(["GET"]);
    let inner = || Cors::default().allow_any_origin().allowed_methods(["GET"]);
    let resource = || web::resource("/x").to(HttpResponse::Ok);
    let layers = || (CorsLayer::new().allow_origin([HeaderValue::from_static(APP)]), CorsLayer::permissive());
    let route = || any(async || ());
    let setups = [
        setup(
            &[],
            serve(App::new().service(resource().wrap(inner())).wrap(outer())).await,
            serve(App::new().service(resource().wrap(INNER)).wrap(OUTER)).await,
            vec![(
                "another origin",
                from_page(OTHER, "GET"),
                (
                    200,
                    &[
                        ALLOW_OTHER,
                        "vary: access-control-request-headers, access-control-request-headers, access-control-request-method, access-control-request-method, origin, origin",
                    ],
                ),
                (500, &[VARY]),
            )],
        ),
        setup(
            &[],
            cors_tests::tower::serve(Router::new().route("/x", route()).layer(layers().1).layer(layers().0)),
            cors_tests::tower::serve(Router::new().route("/x", route()).layer(INNER).layer(OUTER)),
            vec![(
                "another origin",
                from_page(OTHER, "GET"),
                (200, &[ALLOW_ANYONE, EXPOSED_ANY, VARY]),
                (500, &[VARY]),
            )],
        ),
    ];
    assert_rows(&setups).await;
}

/// In a list of theirs a `*` is a character like any other. Closures do what a pattern does here; how they answer is in the
/// tables of the two libraries.
#[actix_web::test]
async fn a_pattern_in_a_list_never_matches_there() {
    let pattern = "https://*.preview.example.com";
    let setups = [
        setup(
            &[],
            serve(
                App::new()
                    .service(web::resource("/x").to(HttpResponse::Ok))
                    .wrap(Cors::default().allowed_origin(pattern)),
            )
            .await,
            serve(App::new().service(web::resource("/x").to(HttpResponse::Ok)).wrap(PREVIEWS)).await,
            vec![(
                "a preview",
                from_page("https://pr-7.preview.example.com", "GET"),
                (200, &[VARY_ALL]),
                (
                    200,
                    &[
                        ALLOW_CREDENTIALS,
                        "access-control-allow-origin: https://pr-7.preview.example.com",
                        VARY,
                    ],
                ),
            )],
        ),
        setup(
            &[],
            cors_tests::tower::serve(
                Router::new()
                    .route("/x", any(async || ()))
                    .layer(CorsLayer::new().allow_origin([HeaderValue::from_static(pattern)])),
            ),
            cors_tests::tower::serve(Router::new().route("/x", any(async || ())).layer(PREVIEWS)),
            vec![(
                "a preview",
                from_page("https://pr-7.preview.example.com", "GET"),
                (200, &[VARY]),
                (
                    200,
                    &[
                        ALLOW_CREDENTIALS,
                        "access-control-allow-origin: https://pr-7.preview.example.com",
                        VARY,
                    ],
                ),
            )],
        ),
    ];
    assert_rows(&setups).await;
}
