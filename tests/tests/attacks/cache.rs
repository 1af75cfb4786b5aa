//! A cache of responses, wherever it stands: inside a policy, between two, and outside of all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{Bytes, Data};
use actix_web::{App, Error, HttpResponse, get, web};
use cors_runtime::{cors, cross_origin};
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::request::Request;

cors! {
    const APP = { origins: ["https://app.example.com"], credentials: true };
    const OTHER = { origins: ["https://other.example"] };
    const PUBLIC = { origins: any };
}

type Key = (String, Option<Vec<u8>>);
type Cache = Data<Arc<Mutex<HashMap<Key, (HeaderMap, Bytes)>>>>;

/// A cache of responses with the status 200. All clients share it, unless a response varies by `Origin`.
async fn cached(
    cache: Cache,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let origin = request.headers().get("origin").map(|origin| origin.as_bytes().to_vec());
    let (for_all, for_this) = ((request.path().to_owned(), None), (request.path().to_owned(), origin));
    let known = {
        let cache = cache.lock().expect("no panic");
        cache.get(&for_this).or_else(|| cache.get(&for_all)).cloned()
    };
    if let Some((headers, body)) = known {
        let mut response = HttpResponse::Ok().insert_header(("x-cache", "hit")).body(body);
        for (name, value) in headers {
            response.headers_mut().append(name, value);
        }
        return Ok(request.into_response(response));
    }
    let response = next.call(request).await?;
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|_| actix_web::error::ErrorBadGateway("no body"))?;
    if response.status() == StatusCode::OK {
        let varies =
            response.headers().get_all("vary").any(|line| line.as_bytes().eq_ignore_ascii_case(b"origin"));
        let key = if varies { for_this } else { for_all };
        cache.lock().expect("no panic").insert(key, (response.headers().clone(), body.clone()));
    }
    Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(body))))
}

#[cross_origin(none)]
#[get("/metrics")]
async fn metrics() -> &'static str {
    "secret metrics"
}

#[cross_origin(OTHER)]
#[get("/other")]
async fn other() -> &'static str {
    "other"
}

#[cross_origin(PUBLIC)]
#[get("/public")]
async fn public() -> &'static str {
    "public"
}

async fn item() -> &'static str {
    "item"
}

/// Each path, and the origins that may read it.
const PATHS: [(&str, &[&str]); 4] = [
    ("/metrics", &[]),
    ("/other", &["https://other.example"]),
    ("/public", &["*"]),
    ("/item", &["https://app.example.com"]),
];
const ORIGINS: [&str; 4] =
    ["https://app.example.com", "https://other.example", "https://evil.example", "null"];

#[test]
fn no_response_carries_the_grant_of_another_policy_or_of_another_origin() {
    for listeners in [1, 2] {
        let inside =
            ActixServer::start(listeners, || {
                App::new().app_data(Cache::default()).service(metrics).service(other).service(public).service(
                    web::scope("").route("/item", web::get().to(item)).wrap(from_fn(cached)).wrap(APP),
                )
            });
        let outside = ActixServer::start(listeners, || {
            App::new()
                .app_data(Cache::default())
                .service(metrics)
                .service(other)
                .service(public)
                .service(web::scope("").route("/item", web::get().to(item)).wrap(APP))
                .wrap(from_fn(cached))
        });
        for (says, server) in [("inside", inside), ("outside", outside)] {
            for address in &server.addresses {
                // From each origin to each path, three times, so that every other answer has been kept.
                for _ in 0..3 {
                    for (path, readers) in PATHS {
                        for origin in ORIGINS {
                            let answer =
                                send(*address, &Request::from_page("GET", path, origin)).expect("an answer");
                            let granted = match readers {
                                ["*"] => "*",
                                readers if readers.contains(&origin) => origin,
                                _ => "-",
                            };
                            assert_eq!(
                                answer.in_short(),
                                format!("200 {granted}"),
                                "{says}: {path} {origin}"
                            );
                            let varies = !matches!(path, "/metrics" | "/public");
                            assert_eq!(
                                answer.values("vary").contains(&"Origin"),
                                varies,
                                "{says}: {path} {origin}"
                            );
                        }
                    }
                }
                let kept =
                    send(*address, &Request::from_page("GET", "/item", ORIGINS[0])).expect("an answer");
                assert_eq!(kept.values("x-cache"), ["hit"], "{says}: the cache works");
            }
        }
    }
}

/// The arrangement that was attacked: the cached response of a route that takes no part was served with the grant
/// of the policy around the cache. Now that route never answers.
#[test]
fn between_a_policy_and_a_route_there_is_nothing_to_keep() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new()
                .app_data(Cache::default())
                .service(web::scope("").service(metrics).service(other).wrap(from_fn(cached)).wrap(APP))
        });
        for address in &server.addresses {
            for _ in 0..3 {
                for path in ["/metrics", "/other"] {
                    for origin in ORIGINS {
                        let answer =
                            send(*address, &Request::from_page("GET", path, origin)).expect("an answer");
                        assert_eq!(
                            (answer.status, answer.values("x-cache")),
                            (500, vec![]),
                            "{path} {origin}"
                        );
                        assert!(!answer.body.contains("secret metrics"), "{answer:?}");
                    }
                }
            }
        }
    }
}
