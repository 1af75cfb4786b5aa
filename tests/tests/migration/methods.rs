//! Two policies for the methods of one path: anyone reads, and one page writes with its cookies.

use actix_cors::Cors;
use actix_web::guard::{self, Guard, GuardContext};
use actix_web::http::header;
use actix_web::{App, HttpResponse, web};
use axum::Router;
use axum::routing::{get, put};
use cors_runtime::{ByMethod, cors};
use cors_tests::actix::serve;
use cors_tests::tower;
use http::request::Parts;
use http::{HeaderValue, Method};
use tower_http::cors::{AllowCredentials, AllowMethods, AllowOrigin, Any, CorsLayer};

use crate::rows::{
    ALLOW_ANYONE, ALLOW_APP, ALLOW_CREDENTIALS, ALLOW_GET, ALLOW_OTHER, ALLOW_PUT, APP, OTHER, VARY,
    VARY_ALL, VARY_BUT_ORIGIN, VARY_BY_METHOD, assert_rows, from_page, preflight, setup,
};

cors! {
    const READ = { origins: any, methods: [GET] };
    const WRITE = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
}

const BOTH: ByMethod<1> = READ.except_methods([("PUT", WRITE)]);

fn read() -> Cors {
    Cors::default().allow_any_origin().send_wildcard().allowed_methods(["GET"])
}

fn write() -> Cors {
    Cors::default().allowed_origin(APP).allowed_methods(["PUT"]).supports_credentials()
}

/// What a service on actix-cors has to write itself: the requests with the method, and the preflights for it.
fn or_preflight(method: &'static str) -> impl Guard {
    guard::fn_guard(move |context: &GuardContext<'_>| {
        let head = context.head();
        match head.headers.get(header::ACCESS_CONTROL_REQUEST_METHOD) {
            Some(asked) if head.method == actix_web::http::Method::OPTIONS => asked == method,
            _ => head.method.as_str() == method,
        }
    })
}

#[actix_web::test]
async fn with_actix_cors_it_takes_guards_of_your_own() {
    let handler = || web::route().to(HttpResponse::Ok);
    let resource = || web::resource("/x").route(handler());
    let ours = || App::new().service(resource().wrap(BOTH));
    let setups = [
        setup(
            &[],
            serve(
                App::new()
                    .service(resource().guard(guard::Get()).wrap(read()))
                    .service(resource().guard(guard::Put()).wrap(write())),
            )
            .await,
            serve(ours()).await,
            vec![(
                "a guard by the method accepts no preflight",
                preflight(APP, "PUT"),
                (404, &[]),
                (204, &[ALLOW_CREDENTIALS, ALLOW_PUT, ALLOW_APP, VARY_ALL]),
            )],
        ),
        setup(
            &[],
            serve(
                App::new()
                    .service(resource().guard(or_preflight("GET")).wrap(read()))
                    .service(resource().guard(or_preflight("PUT")).wrap(write())),
            )
            .await,
            serve(ours()).await,
            vec![
                (
                    "the preflight of the one that writes",
                    preflight(APP, "PUT"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_PUT, ALLOW_APP, VARY_ALL]),
                    (204, &[ALLOW_CREDENTIALS, ALLOW_PUT, ALLOW_APP, VARY_ALL]),
                ),
                ("another page's", preflight(OTHER, "PUT"), (400, &[]), (403, &[VARY_ALL])),
                (
                    "anyone reads",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_ANYONE, VARY_ALL]),
                    (200, &[ALLOW_ANYONE]),
                ),
            ],
        ),
    ];
    assert_rows(&setups).await;
}

fn asks_for_put(request: &Parts) -> bool {
    let asked = request.headers.get(http::header::ACCESS_CONTROL_REQUEST_METHOD);
    request.method == Method::PUT
        || request.method == Method::OPTIONS && asked.is_some_and(|asked| asked == "PUT")
}

#[actix_web::test]
async fn with_tower_http_it_takes_closures() {
    let app = HeaderValue::from_static(APP);
    let read = || CorsLayer::new().allow_origin(Any).allow_methods([Method::GET]);
    let write =
        || CorsLayer::new().allow_origin([app.clone()]).allow_methods([Method::PUT]).allow_credentials(true);
    let by_request = CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(|origin, request| !asks_for_put(request) || origin == APP))
        .allow_methods(AllowMethods::mirror_request())
        .allow_credentials(AllowCredentials::predicate(|_, request| asks_for_put(request)));
    let handler = async || ();
    let ours = || Router::new().route("/x", get(handler).put(handler).layer(BOTH));
    let setups = [
        setup(
            &[],
            tower::serve(
                Router::new().route("/x", get(handler).layer(read()).merge(put(handler).layer(write()))),
            ),
            tower::serve(ours()),
            vec![
                (
                    "of two layers the last one takes all preflights: its own",
                    preflight(APP, "PUT"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_PUT, ALLOW_APP, VARY]),
                    (204, &[ALLOW_CREDENTIALS, ALLOW_PUT, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "and those of the other one",
                    preflight(OTHER, "GET"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_PUT, VARY]),
                    (204, &[ALLOW_GET, ALLOW_ANYONE, VARY_BUT_ORIGIN]),
                ),
            ],
        ),
        setup(
            &[],
            tower::serve(Router::new().route("/x", get(handler).put(handler).layer(by_request))),
            tower::serve(ours()),
            vec![
                (
                    "the preflight of the one that writes",
                    preflight(APP, "PUT"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_PUT, ALLOW_APP, VARY_BY_METHOD]),
                    (204, &[ALLOW_CREDENTIALS, ALLOW_PUT, ALLOW_APP, VARY_ALL]),
                ),
                (
                    "another page's",
                    preflight(OTHER, "PUT"),
                    (200, &[ALLOW_CREDENTIALS, ALLOW_PUT, VARY_BY_METHOD]),
                    (403, &[VARY_ALL]),
                ),
                (
                    "anyone reads",
                    from_page(OTHER, "GET"),
                    (200, &[ALLOW_OTHER, VARY_BY_METHOD]),
                    (200, &[ALLOW_ANYONE]),
                ),
            ],
        ),
    ];
    assert_rows(&setups).await;
}
