//! Requests that a service dispatches in process: each is decided by its own policy, and the outer response gets
//! nothing of it.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use actix_web::body::to_bytes;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::test::init_service;
use actix_web::web::Bytes;
use actix_web::{App, Error, HttpResponse, get, web};
use cors_runtime::{cors, cross_origin};
use cors_tests::actix::test_request;
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::request::Request;
use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, Shared};

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET, POST], credentials: true };
    const PARTNER = { origins: ["https://partner.example"], methods: [GET], credentials: true };
    const OPEN = { origins: any };
}

#[cross_origin(PARTNER)]
#[get("/status")]
async fn up() -> &'static str {
    "up"
}

#[cross_origin(none)]
#[get("/metrics")]
async fn metrics() -> &'static str {
    "metrics"
}

async fn account() -> &'static str {
    "the user's account"
}

fn sub_request(path: &str, of: &ServiceRequest) -> ServiceRequest {
    let origin = of.headers().get("origin").map(|origin| origin.as_bytes().to_vec());
    let request = origin
        .into_iter()
        .fold(Request::new("GET", path, &[]), |request, origin| request.with("Origin", origin));
    test_request(&request).to_srv_request()
}

/// A middleware that answers `/batch` with the responses to `/account`, `/metrics` and `/status`, whatever policy each
/// of them has.
fn batch<S>(outer: ServiceRequest, inside: &S) -> LocalBoxFuture<'static, Result<ServiceResponse, Error>>
where
    S: Service<ServiceRequest, Response = ServiceResponse, Error = Error>,
    S::Future: 'static,
{
    if outer.path() != "/batch" {
        return inside.call(outer).boxed_local();
    }
    let calls: Vec<_> =
        ["/account", "/metrics", "/status"].map(|path| inside.call(sub_request(path, &outer))).into();
    async move {
        let mut text = String::new();
        for call in calls {
            let response = call.await?;
            let status = response.status();
            let body = to_bytes(response.into_body()).await.unwrap_or_default();
            writeln!(text, "{} {}", status.as_u16(), String::from_utf8_lossy(&body)).expect("text");
        }
        Ok(outer.into_response(HttpResponse::Ok().body(text)))
    }
    .boxed_local()
}

const ORIGINS: [&str; 4] =
    ["https://app.example.com", "https://partner.example", "https://evil.example", "null"];

#[test]
fn a_batch_is_answered_by_its_own_policy_alone() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new()
                .service(up)
                .service(metrics)
                .route("/account", web::get().to(account))
                .wrap_fn(batch)
                .wrap(APP)
        });
        for address in &server.addresses {
            for origin in ORIGINS {
                let request = Request::from_page("POST", "/batch", origin);
                let answer = send(*address, &request).expect("an answer");
                assert_eq!(
                    answer.body, "200 the user's account\n200 metrics\n200 up\n",
                    "requests of their own"
                );
                let expected: &[&str] = if origin == "https://app.example.com" {
                    &[
                        "access-control-allow-credentials: true",
                        "access-control-allow-origin: https://app.example.com",
                        "vary: Origin",
                    ]
                } else {
                    &["vary: Origin"]
                };
                assert_eq!(answer.cors_and_vary(), expected, "{origin}, {listeners} listeners");
            }
        }
    }
}

type InFlight = Shared<LocalBoxFuture<'static, Bytes>>;

thread_local! {
    static IN_FLIGHT: RefCell<Option<InFlight>> = const { RefCell::new(None) };
}

/// The response of another application at `/status`. A request that arrives meanwhile polls the same future.
async fn from_another_application() -> String {
    let make = || {
        async {
            let app = Rc::new(init_service(App::new().service(up)).await);
            actix_web::rt::task::yield_now().await;
            let request = Request::from_page("GET", "/status", "https://partner.example");
            let response = app.call(test_request(&request).to_request()).await.expect("a response");
            let granted = response.headers().get("access-control-allow-origin").cloned();
            assert_eq!(granted.expect("its own policy grants").as_bytes(), b"https://partner.example");
            to_bytes(response.into_body()).await.expect("a body")
        }
        .boxed_local()
        .shared()
    };
    let shared = IN_FLIGHT.with_borrow_mut(|in_flight| in_flight.get_or_insert_with(make).clone());
    let text = shared.await;
    IN_FLIGHT.take();
    String::from_utf8_lossy(&text).into_owned()
}

#[cross_origin(none)]
#[get("/none")]
async fn of_none() -> String {
    from_another_application().await
}

#[cross_origin(OPEN)]
#[get("/open")]
async fn of_open() -> String {
    from_another_application().await
}

#[test]
fn a_handler_s_own_request_leaves_nothing_on_its_response() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new()
                .service(of_none)
                .service(of_open)
                .service(web::scope("").route("/wrapped", web::get().to(from_another_application)).wrap(APP))
        });
        // Several at once, so that one request's future is polled by another.
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for (path, origin, granted) in [
                        ("/none", "https://partner.example", "-"),
                        ("/none", "https://app.example.com", "-"),
                        ("/open", "https://partner.example", "*"),
                        ("/wrapped", "https://partner.example", "-"),
                        ("/wrapped", "https://app.example.com", "https://app.example.com"),
                    ] {
                        for address in &server.addresses {
                            let answer =
                                send(*address, &Request::from_page("GET", path, origin)).expect("an answer");
                            let got = (answer.in_short(), answer.body.as_str());
                            assert_eq!(got, (format!("200 {granted}"), "up"), "{path} {origin}");
                        }
                    }
                });
            }
        });
    }
}
