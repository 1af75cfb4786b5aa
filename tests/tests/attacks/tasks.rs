//! An inner call in a task of its own, by a middleware that also writes CORS headers: one grant, and the policy's.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, error, get, put, rt, web};
use cors_runtime::{cors, cross_origin};
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::request::Request;

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET, PUT] };
    const INNER = { origins: ["https://inner.example"], methods: [PUT] };
}

async fn adds_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = rt::spawn(next.call(request)).await.expect("no panic")?;
    let evil = HeaderValue::from_static("https://evil.example");
    response.headers_mut().append(ACCESS_CONTROL_ALLOW_ORIGIN, evil.clone());
    response.headers_mut().append(ACCESS_CONTROL_ALLOW_ORIGIN, evil);
    Ok(response)
}

async fn maps_errors(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let response = rt::spawn(next.call(request)).await.expect("no panic");
    response.map_err(|_| error::ErrorBadGateway("another error"))
}

#[allow(clippy::unused_async, reason = "a middleware is one")]
async fn refuses(_: ServiceRequest, _: Next<impl MessageBody>) -> Result<ServiceResponse, Error> {
    Err(error::ErrorUnauthorized("who are you?"))
}

#[cross_origin(none)]
#[get("/none")]
async fn none() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cross_origin(INNER)]
#[put("/inner")]
async fn inner() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cross_origin(none)]
#[get("/private", wrap = "from_fn(refuses)")]
async fn private() -> HttpResponse {
    HttpResponse::Ok().finish()
}

const ORIGINS: [&str; 3] = ["https://app.example.com", "https://inner.example", "https://evil.example"];

#[test]
fn what_middleware_inside_adds_is_replaced_or_removed() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new().service(inner).service(
                web::scope("")
                    .route("/x", web::get().to(HttpResponse::Ok))
                    .wrap(from_fn(adds_headers))
                    .wrap(APP),
            )
        });
        for address in &server.addresses {
            for origin in ORIGINS {
                let granted = if origin == "https://app.example.com" { origin } else { "-" };
                let answer = send(*address, &Request::from_page("GET", "/x", origin)).expect("an answer");
                assert_eq!(answer.in_short(), format!("200 {granted}"), "{origin}: one line or none");
            }
        }
    }
}

#[test]
fn a_policy_behind_a_task_is_found_and_its_grant_is_not_given() {
    for listeners in [1, 2] {
        let adds = ActixServer::start(listeners, || {
            App::new()
                .service(web::scope("").service(none).service(inner).wrap(from_fn(adds_headers)).wrap(APP))
        });
        for address in &adds.addresses {
            for origin in ORIGINS {
                let granted = if origin == "https://app.example.com" { origin } else { "-" };
                for (method, path) in [("GET", "/none"), ("PUT", "/inner")] {
                    let answer =
                        send(*address, &Request::from_page(method, path, origin)).expect("an answer");
                    assert_eq!(answer.in_short(), format!("500 {granted}"), "{path} {origin}");
                }
            }
        }
    }
}

/// The order in which it is meant to be: the error of a route that takes no part carries nothing of another policy.
#[test]
fn an_error_that_is_mapped_in_a_task_gets_no_grant_of_another_policy() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new()
                .service(private)
                .service(web::scope("").route("/x", web::get().to(HttpResponse::Ok)).wrap(APP))
                .wrap(from_fn(maps_errors))
        });
        for address in &server.addresses {
            for origin in ORIGINS {
                let answer =
                    send(*address, &Request::from_page("GET", "/private", origin)).expect("an answer");
                assert_eq!((answer.status, answer.cors_and_vary()), (502, vec![]), "{origin}");
            }
        }
    }
}
