//! The documented limits of `skip_preflights`, each beside what to do; and when it is ready.

use std::cell::Cell;
use std::future::ready;

use actix_web::dev::{ServiceRequest, ServiceResponse, fn_service};
use actix_web::middleware::from_fn;
use actix_web::{App, Error, HttpResponse, options, put, web};
use cors_runtime::{cors, cross_origin, skip_preflights};
use cors_tests::actix::{application, auth, serve};
use cors_tests::script::calls;

use crate::rows::{APP_ORIGIN, actual, assert_rows, preflight};

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [PUT] };
}

#[options("/before")]
async fn before() -> Result<HttpResponse, Error> {
    application().await
}

#[cross_origin(APP)]
#[put("/before")]
async fn behind() -> Result<HttpResponse, Error> {
    application().await
}

#[cross_origin(APP)]
#[put("/x")]
async fn item() -> Result<HttpResponse, Error> {
    application().await
}

/// Each row of the table of limits, and its remedy.
#[actix_web::test]
async fn the_documented_limits_and_what_to_do() {
    let app = serve(
        App::new()
            .service(
                web::scope("/async").service(item).wrap(from_fn(pass)).wrap(skip_preflights(from_fn(auth))),
            )
            .service(
                web::scope("/skips-too")
                    .service(item)
                    .wrap(skip_preflights(from_fn(pass)))
                    .wrap(skip_preflights(from_fn(auth))),
            )
            .service(
                web::scope("/inside")
                    .service(
                        web::resource("/x").route(web::put().to(application)).wrap(from_fn(pass)).wrap(APP),
                    )
                    .wrap(skip_preflights(from_fn(auth))),
            )
            .service(
                web::scope("/first").service(before).service(behind).wrap(skip_preflights(from_fn(auth))),
            )
            .service(
                web::scope("/last").service(behind).service(before).wrap(skip_preflights(from_fn(auth))),
            ),
    )
    .await;
    let granted = "204 https://app.example.com PUT";
    let rows = vec![
        ("an async function inside", preflight("/async/x", APP_ORIGIN, "PUT"), "403 - -"),
        ("let it skip them, too", preflight("/skips-too/x", APP_ORIGIN, "PUT"), granted),
        ("or put it inside the policy", preflight("/inside/x", APP_ORIGIN, "PUT"), granted),
        ("a handler for OPTIONS in front", preflight("/first/before", APP_ORIGIN, "PUT"), "403 - -"),
        ("register it after the routes", preflight("/last/before", APP_ORIGIN, "PUT"), granted),
    ];
    calls();
    assert_rows(&app, rows).await;
    assert_eq!(calls(), 0);
}

async fn pass(
    request: ServiceRequest,
    next: actix_web::middleware::Next<impl actix_web::body::MessageBody>,
) -> Result<ServiceResponse<impl actix_web::body::MessageBody>, Error> {
    next.call(request).await
}

thread_local! {
    static RAN: Cell<usize> = const { Cell::new(0) };
}

/// The third documented limit: a service that acts before its future is polled has acted.
#[actix_web::test]
async fn a_service_written_by_hand_that_acts_in_its_call_has_acted() {
    let at_once = fn_service(|request: ServiceRequest| {
        RAN.set(RAN.get() + 1);
        ready(Ok::<_, Error>(request.into_response(HttpResponse::Ok().finish())))
    });
    let later = fn_service(|request: ServiceRequest| async {
        RAN.set(RAN.get() + 1);
        Ok::<_, Error>(request.into_response(HttpResponse::Ok().finish()))
    });
    let scope = web::scope("/s")
        .service(web::service("/at-once").finish(at_once))
        .service(web::service("/later").finish(later))
        .wrap(skip_preflights(from_fn(auth)));
    let app = serve(App::new().service(scope)).await;
    for (path, ran) in [("/s/at-once", 1), ("/s/later", 0)] {
        let answer = app.ask(&preflight(path, APP_ORIGIN, "PUT")).await;
        assert_eq!(
            (answer.status, RAN.take()),
            (403, ran),
            "{path}: documented, and its answer does not count"
        );
        assert_eq!((app.ask(&actual("PUT", path, APP_ORIGIN)).await.status, RAN.take()), (401, 0), "{path}");
    }
}

/// Ready when both what it skips to and the middleware are.
mod readiness {
    use std::future::{Ready, ready};
    use std::task::{Context, Poll, Waker};

    use actix_web::dev::{Service, ServiceFactory as _, ServiceRequest, Transform, fn_service};
    use actix_web::{Error, HttpResponse};
    use cors_runtime::skip_preflights;

    struct Waits(bool);

    struct WaitsMiddleware<S>(S, bool);

    impl<S: Service<ServiceRequest, Error = Error>> Transform<S, ServiceRequest> for Waits {
        type Response = S::Response;
        type Error = Error;
        type Transform = WaitsMiddleware<S>;
        type InitError = ();
        type Future = Ready<Result<Self::Transform, ()>>;

        fn new_transform(&self, service: S) -> Self::Future {
            ready(Ok(WaitsMiddleware(service, self.0)))
        }
    }

    impl<S: Service<ServiceRequest, Error = Error>> Service<ServiceRequest> for WaitsMiddleware<S> {
        type Response = S::Response;
        type Error = Error;
        type Future = S::Future;

        /// Its own answer only: it does not ask what is inside.
        fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
            if self.1 { Poll::Pending } else { Poll::Ready(Ok(())) }
        }

        fn call(&self, request: ServiceRequest) -> Self::Future {
            self.0.call(request)
        }
    }

    #[actix_web::test]
    async fn both_must_be_ready() {
        for (middleware, inside, ready_now) in
            [(false, false, true), (true, false, false), (false, true, false), (true, true, false)]
        {
            let inner = fn_service(|request: ServiceRequest| {
                ready(Ok::<_, Error>(request.into_response(HttpResponse::Ok().finish())))
            });
            let inner = inner.new_service(()).await.expect("a service");
            let inner = Waits(inside).new_transform(inner).await.expect("a service");
            let service = skip_preflights(Waits(middleware)).new_transform(inner).await.expect("a service");
            let ready = service.poll_ready(&mut Context::from_waker(Waker::noop()));
            assert_eq!(
                ready.is_ready(),
                ready_now,
                "the middleware waits: {middleware}, what is inside: {inside}"
            );
        }
    }
}
