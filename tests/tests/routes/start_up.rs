//! Wrapping a policy where it does not work is a panic when the service starts, not a gap while it serves.

use std::future::Future;
use std::panic::AssertUnwindSafe;

use actix_web::middleware::{Compress, Condition, Logger, from_fn};
use actix_web::{App, web};
use cors_runtime::cors;
use cors_tests::actix::{application, auth, serve};
use futures_util::FutureExt as _;

cors! {
    const APP = { origins: ["https://app.example.com"] };
    const TENANTS = { origins: [runtime] };
}

/// What `start` panics with.
async fn panic_of<T>(start: impl Future<Output = T>) -> Option<String> {
    let panic = AssertUnwindSafe(start).catch_unwind().await.err()?;
    panic.downcast_ref::<String>().cloned()
}

#[actix_web::test]
async fn a_single_route_is_refused() {
    let live = TENANTS.with_origins(["https://app.example.com"]).expect("an origin");
    let put = || web::put().to(application);
    let message = |name: &str| {
        format!(
            "policy `{name}` is wrapped around a single `Route`, where no preflight would reach it\n\n\
             help: wrap the resource, `web::resource(\"/path\").route(web::put().to(handler)).wrap({name})`, or write \
             `#[cross_origin({name})]` above the handler's route attribute"
        )
    };
    let panic = panic_of(async { serve(App::new().route("/x", put().wrap(APP))).await }).await;
    assert_eq!(panic, Some(message("APP")));
    let panic = panic_of(async { serve(App::new().route("/x", put().wrap(live))).await }).await;
    assert_eq!(panic, Some(message("TENANTS")));
    let resource = web::resource("/x").route(put().wrap(APP));
    let panic = panic_of(async { serve(App::new().service(web::scope("/s").service(resource))).await }).await;
    assert_eq!(panic, Some(message("APP")), "inside a scope");
    let chooser = APP.except_origins_of([APP]);
    let panic = panic_of(async { serve(App::new().route("/x", put().wrap(chooser))).await }).await;
    let message = panic.expect("a chooser");
    assert!(
        message.starts_with("policy `APP` (with its exceptions) is wrapped")
            && message.ends_with(".wrap(…)`")
    );
}

#[actix_web::test]
async fn everything_else_is_accepted_whatever_is_in_between() {
    let live = TENANTS.with_origins(["https://app.example.com"]).expect("an origin");
    let put = || web::put().to(application);
    let _app = serve(App::new().route("/x", put()).wrap(APP)).await;
    let _app =
        serve(App::new().route("/x", put()).wrap(Compress::default()).wrap(Logger::default()).wrap(APP))
            .await;
    let _app = serve(App::new().service(web::resource("/x").wrap(from_fn(auth)).wrap(APP))).await;
    let _app =
        serve(App::new().service(web::resource("/x").route(put().wrap(from_fn(auth))).wrap(APP))).await;
    let _app = serve(
        App::new().service(web::scope("/x").wrap(Condition::new(true, Compress::default())).wrap(live)),
    )
    .await;
    let _app = serve(App::new().service(web::resource("/x").wrap(APP).wrap(Compress::default()))).await;
}
