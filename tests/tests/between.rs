//! Middleware between a wrapped policy and a route's own: whatever it does to a response, the response says what the
//! route's policy decided, and nothing else of CORS.

use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::{DefaultHeaders, ErrorHandlerResponse, ErrorHandlers, Next, from_fn};
use actix_web::rt::time::sleep;
use actix_web::{App, Error, HttpMessage as _, HttpResponse, error, web};
use cors_runtime::cors;
use cors_tests::service::{Served, handler, preflight, request};
use cors_tests::{route, serve};

cors! {
    const OUT = { origins: ["https://out.example"], methods: [GET, PUT, DELETE], credentials: true };
    const IN = { origins: ["https://in.example"], methods: [PUT], expose: ["x-total"] };
}

const PUT: &[&str] = &["PUT"];
const DELETE: &[&str] = &["DELETE"];

const EVIL: [(&str, &str); 6] = [
    ("access-control-allow-credentials", "true"),
    ("access-control-allow-headers", "x-evil"),
    ("access-control-allow-methods", "DELETE"),
    ("access-control-allow-origin", "https://evil.example"),
    ("access-control-expose-headers", "x-evil"),
    ("access-control-max-age", "99"),
];

fn taint(headers: &mut HeaderMap, append: bool) {
    for (name, value) in EVIL {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        if append {
            headers.append(name, value);
        } else {
            headers.insert(name, value);
        }
    }
}

type Reply<B> = Result<ServiceResponse<B>, Error>;

async fn inserts(req: ServiceRequest, next: Next<impl MessageBody>) -> Reply<impl MessageBody> {
    let mut response = next.call(req).await?;
    taint(response.headers_mut(), false);
    Ok(response)
}

async fn appends(req: ServiceRequest, next: Next<impl MessageBody>) -> Reply<impl MessageBody> {
    let mut response = next.call(req).await?;
    taint(response.headers_mut(), true);
    Ok(response)
}

async fn fails_afterwards(req: ServiceRequest, next: Next<impl MessageBody>) -> Reply<BoxBody> {
    let response = next.call(req).await?;
    Err(error::ErrorBadGateway(format!("no session, after {}", response.status())))
}

async fn clears_afterwards(req: ServiceRequest, next: Next<impl MessageBody>) -> Reply<impl MessageBody> {
    let response = next.call(req).await?;
    response.request().extensions_mut().clear();
    Ok(response)
}

async fn clears_before(req: ServiceRequest, next: Next<impl MessageBody>) -> Reply<impl MessageBody> {
    sleep(Duration::from_millis(1)).await;
    req.extensions_mut().clear();
    let response = next.call(req).await;
    sleep(Duration::from_millis(1)).await;
    response
}

/// A page with headers of its own in place of whatever the route said.
#[allow(clippy::unnecessary_wraps)] // as `ErrorHandlers` wants it
fn page(response: ServiceResponse) -> actix_web::Result<ErrorHandlerResponse<BoxBody>> {
    let (request, _) = response.into_parts();
    let mut page = HttpResponse::Ok().finish();
    taint(page.headers_mut(), false);
    Ok(ErrorHandlerResponse::Response(ServiceResponse::new(request, page.map_into_right_body())))
}

fn pages() -> ErrorHandlers<BoxBody> {
    let statuses = [StatusCode::OK, StatusCode::NO_CONTENT, StatusCode::FORBIDDEN, StatusCode::BAD_REQUEST];
    statuses.into_iter().fold(ErrorHandlers::new(), |pages, status| pages.handler(status, page))
}

/// Applications with [`OUT`] around everything, [`IN`] at `PUT /{what}`, nothing at `DELETE /{what}`, and something
/// in between.
macro_rules! between {
    ($middleware:expr) => {
        serve!(
            App::new()
                .service(route!("/{what}", PUT, IN))
                .service(route!("/{what}", DELETE, none))
                .route("/{what}", web::get().to(handler))
                .wrap($middleware)
                .wrap(OUT)
        )
    };
}

async fn all() -> [(&'static str, Served); 7] {
    let defaults = || EVIL.into_iter().fold(DefaultHeaders::new(), DefaultHeaders::add);
    [
        ("DefaultHeaders", between!(defaults())),
        ("inserts headers", between!(from_fn(inserts))),
        ("appends headers", between!(from_fn(appends))),
        ("replaces the response", between!(pages())),
        ("fails afterwards", between!(from_fn(fails_afterwards))),
        ("clears the request's extensions afterwards", between!(from_fn(clears_afterwards))),
        ("clears them before, and takes its time", between!(from_fn(clears_before))),
    ]
}

const IN_GRANTS: &[&str] =
    &["access-control-allow-origin: https://in.example", "access-control-expose-headers: x-total"];
const OUT_GRANTS: &[&str] =
    &["access-control-allow-credentials: true", "access-control-allow-origin: https://out.example"];

#[actix_web::test]
async fn actual_responses_say_what_the_innermost_policy_decided() {
    let mut wrong = Vec::new();
    for (says, app) in all().await {
        for (method, path, origin, expected) in [
            ("PUT", "/x", "https://in.example", IN_GRANTS),
            ("PUT", "/x", "https://out.example", &[]),
            ("PUT", "/x", "https://evil.example", &[]),
            ("PUT", "/error", "https://in.example", IN_GRANTS),
            ("PUT", "/error", "https://out.example", &[]),
            ("PUT", "/own-headers", "https://evil.example", &[]),
            ("DELETE", "/x", "https://out.example", &[]),
            ("DELETE", "/error", "https://out.example", &[]),
            ("GET", "/x", "https://out.example", OUT_GRANTS),
            ("GET", "/error", "https://out.example", OUT_GRANTS),
            ("GET", "/x", "https://in.example", &[]),
            ("GET", "/x", "https://evil.example", &[]),
        ] {
            let reply = app.send(request(method, path, &[&format!("Origin: {origin}")])).await;
            let cors: Vec<_> =
                reply.cors().into_iter().filter(|line| !line.contains("private-network")).collect();
            if cors != expected {
                wrong.push(format!("{says}: {method} {path} from {origin}: {} {cors:?}", reply.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[actix_web::test]
async fn preflights_too() {
    let granted = ["access-control-allow-methods: PUT", "access-control-allow-origin: https://in.example"];
    let mut wrong = Vec::new();
    for (says, app) in all().await {
        for origin in ["https://in.example", "https://out.example", "https://evil.example"] {
            for method in ["PUT", "DELETE"] {
                let reply = app.send(preflight("/x", origin, method)).await;
                let cleared = says.contains("before");
                let expected = if origin == "https://in.example" && method == "PUT" && !cleared {
                    &granted[..]
                } else {
                    &[]
                };
                if reply.cors() != expected {
                    wrong.push(format!(
                        "{says}: {method} from {origin}: {} {:?}",
                        reply.status,
                        reply.cors()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
