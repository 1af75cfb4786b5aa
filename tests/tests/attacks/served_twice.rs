//! A request that is served twice, by an internal redirect: each pass is judged anew, however the first one ended, with
//! one listener and with two.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, error, get, rt, web};
use cors_runtime::{cors, cross_origin};
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::middleware::{FirstPass, ServeAgain};
use cors_tests::request::Request;

cors! {
    const PUBLIC = { origins: any };
    const APP = { origins: ["https://app.example.com"], credentials: true };
}

#[cross_origin(PUBLIC)]
#[get("/pages/{page}")]
async fn page() -> HttpResponse {
    HttpResponse::NotFound().finish()
}

async fn secret() -> &'static str {
    "secret"
}

const GRANT: [&str; 3] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];

/// The `Origin`, and what the answer of `APP` must carry.
const ROWS: [(&[&str], &[&str]); 4] = [
    (&[], &["vary: Origin"]),
    (&["Origin: https://evil.example"], &["vary: Origin"]),
    (&["Origin: null"], &["vary: Origin"]),
    (&["Origin: https://app.example.com"], &GRANT),
];

#[test]
fn the_second_pass_carries_the_grant_of_its_own_policy() {
    for listeners in [1, 2] {
        let secrets = || web::scope("").route("/secret", web::get().to(secret));
        let beside = ActixServer::start(listeners, move || {
            App::new().service(page).service(secrets().wrap(APP)).wrap(ServeAgain::not_found("/secret"))
        });
        let around = ActixServer::start(listeners, || {
            App::new()
                .route("/secret", web::get().to(secret))
                .wrap(APP)
                .wrap(ServeAgain::not_found("/secret"))
        });
        let inside = ActixServer::start(listeners, || {
            App::new()
                .route("/secret", web::get().to(secret))
                .wrap(ServeAgain::not_found("/secret"))
                .wrap(APP)
        });
        for (says, server) in
            [("two policies", beside), ("one policy", around), ("inside the policy", inside)]
        {
            for address in &server.addresses {
                for (lines, expected) in ROWS {
                    let answer = send(*address, &Request::new("GET", "/pages/1", lines)).expect("an answer");
                    let context = format!("{says}, {listeners} listeners, {lines:?}");
                    assert_eq!((answer.status, answer.body.as_str()), (200, "secret"), "{context}");
                    assert_eq!(answer.cors_and_vary(), expected, "{context}");
                }
            }
        }
    }
}

/// The arrangement that was attacked: it is now a mistake, and every response shows it.
#[test]
fn a_policy_inside_a_redirect_inside_a_policy_grants_nothing() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new()
                .service(page)
                .route("/secret", web::get().to(secret))
                .wrap(ServeAgain::not_found("/secret"))
                .wrap(APP)
        });
        for address in &server.addresses {
            for (lines, expected) in ROWS {
                let answer = send(*address, &Request::new("GET", "/pages/1", lines)).expect("an answer");
                assert_eq!((answer.status, answer.cors_and_vary()), (500, expected.to_vec()), "{lines:?}");
                assert!(!answer.body.contains("secret\n") && answer.body != "secret", "{answer:?}");
            }
        }
    }
}

/// Every second request fails: as an `Err`, late, or by a panic.
async fn every_second_fails(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    if COUNT.fetch_add(1, Ordering::SeqCst).is_multiple_of(2) {
        rt::task::yield_now().await;
        if request.headers().contains_key("x-panic") {
            // Without a message, which would only clutter the output of a passing test.
            std::panic::resume_unwind(Box::new("on purpose"));
        }
        return Err(error::ErrorBadGateway("the first pass"));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

#[test]
fn no_way_out_of_the_first_pass_leaves_a_mark() {
    let failed = |status: Option<StatusCode>| status.is_none();
    let rows = [
        ("an `Err`", FirstPass::Awaited, &[][..]),
        ("a future that is polled once and dropped", FirstPass::DroppedPolled, &[]),
        ("a panic that is caught", FirstPass::PanicCaught, &["X-Panic: yes"]),
    ];
    for listeners in [1, 2] {
        for (says, first, more) in rows {
            let again = ServeAgain { path: "/x", when: failed, keeps_request: true, first };
            // Two policies on the worker, so that requests carry marks; the request is kept around the resource.
            let server = ActixServer::start(listeners, move || {
                App::new().service(web::resource("/other").to(secret).wrap(PUBLIC)).service(
                    web::resource("/x").to(secret).wrap(from_fn(every_second_fails)).wrap(APP).wrap(again),
                )
            });
            for address in &server.addresses {
                for (lines, expected) in ROWS {
                    let request = Request::new("GET", "/x", &[lines, more].concat());
                    let answer = send(*address, &request).expect("an answer");
                    let context = format!("{says}, {listeners} listeners, {lines:?}");
                    assert_eq!((answer.status, answer.body.as_str()), (200, "secret"), "{context}");
                    assert_eq!(answer.cors_and_vary(), expected, "{context}");
                }
            }
        }
    }
}

#[test]
fn a_first_pass_that_was_never_polled_leaves_no_mark() {
    let again = ServeAgain {
        path: "/x",
        when: |status| status.is_none(),
        keeps_request: true,
        first: FirstPass::DroppedUnpolled,
    };
    let server = ActixServer::start(2, move || {
        App::new()
            .service(web::resource("/other").to(secret).wrap(PUBLIC))
            .service(web::resource("/x").to(secret).wrap(APP).wrap(again))
    });
    for (lines, expected) in ROWS {
        let answer = send(server.address(), &Request::new("GET", "/x", lines)).expect("an answer");
        assert_eq!((answer.status, answer.cors_and_vary()), (200, expected.to_vec()), "{lines:?}");
    }
}

/// A client that goes away ends its request's future: the next one on the worker meets no mark.
#[test]
fn a_client_that_goes_away_leaves_no_mark() {
    async fn never() -> HttpResponse<BoxBody> {
        std::future::pending().await
    }
    let server = ActixServer::start(1, || {
        App::new()
            .service(web::resource("/other").to(secret).wrap(PUBLIC))
            .service(web::resource("/never").to(never).wrap(APP))
            .service(web::resource("/x").to(secret).wrap(APP))
    });
    for _ in 0..50 {
        let mut connection = cors_tests::client::Connection::open(server.address());
        connection.write(&Request::new("GET", "/never", &[]).to_bytes()).expect("an open connection");
        drop(connection);
        for (lines, expected) in ROWS {
            let answer = send(server.address(), &Request::new("GET", "/x", lines)).expect("an answer");
            assert_eq!((answer.status, answer.cors_and_vary()), (200, expected.to_vec()), "{lines:?}");
        }
    }
}
