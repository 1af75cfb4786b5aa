//! A hostile path costs no more than without us: policies match no path of their own, so the only work that grows
//! with it is the router's, once.
//!
//! The work is counted by guards, which actix calls once for each route whose pattern matches: a path that is matched
//! a second time, or a preflight that is passed to the router to see where it leads, changes the count.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::guard::GuardContext;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpResponse, put, web};
use cors_runtime::{cors, cross_origin, skip_preflights};
use cors_tests::actix::auth;
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::request::Request;

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [PUT] };
}

static GUARDS: AtomicUsize = AtomicUsize::new(0);

fn counts(_: &GuardContext<'_>) -> bool {
    GUARDS.fetch_add(1, Ordering::SeqCst);
    false
}

macro_rules! routes {
    ($($name:ident $plain:ident $path:literal),+ $(,)?) => {
        $(
            #[cross_origin(APP)]
            #[put($path, guard = "counts")]
            async fn $name() -> HttpResponse {
                HttpResponse::Ok().finish()
            }

            #[put($path, guard = "counts")]
            async fn $plain() -> HttpResponse {
                HttpResponse::Ok().finish()
            }
        )+

        fn ours(config: &mut web::ServiceConfig) {
            config$(.service($name))+;
        }

        fn plain(config: &mut web::ServiceConfig) {
            config$(.service($plain))+;
        }
    };
}

routes! {
    one plain_one "/files/{path:.*}/meta1",
    two plain_two "/files/{path:.*}/meta2",
    three plain_three "/files/{path:.*}/meta3",
    four plain_four "/files/{path:.*}/meta",
    five plain_five "/{tail:.*}",
}

/// How many guards are called for this request.
fn guards(address: std::net::SocketAddr, request: &Request) -> (u16, usize) {
    GUARDS.store(0, Ordering::SeqCst);
    let answer = send(address, request).expect("an answer");
    (answer.status, GUARDS.load(Ordering::SeqCst))
}

#[test]
fn no_route_is_matched_more_often_than_the_router_does() {
    let path = format!("/s{}/{}/meta", "/files".repeat(60), "a".repeat(30_000));
    let request = Request::from_page("PUT", &path, "https://app.example.com");
    let preflight = Request::preflight(&path, "https://app.example.com", "PUT");
    let server = |configure: fn(&mut web::ServiceConfig)| {
        ActixServer::start(2, move || App::new().service(web::scope("/s").configure(configure)))
    };

    let (without, with) = (server(plain), server(ours));
    // Two of the patterns match.
    assert_eq!(guards(without.address(), &request), (404, 2), "without policies, a request");
    assert_eq!(guards(without.address(), &preflight), (404, 0), "a preflight, which no route for PUT takes");
    assert_eq!(guards(with.address(), &request), (404, 2), "with policies, a request");
    assert_eq!(
        guards(with.address(), &preflight),
        (403, 1),
        "a preflight: the first route takes it, and asks its guard"
    );

    let wrapped = ActixServer::start(2, || App::new().service(web::scope("/s").configure(plain).wrap(APP)));
    assert_eq!(guards(wrapped.address(), &request), (404, 2), "wrapped, a request");
    assert_eq!(guards(wrapped.address(), &preflight), (204, 0), "a preflight does not reach the router");

    let skips = ActixServer::start(2, || {
        App::new().service(web::scope("/s").configure(ours).wrap(skip_preflights(from_fn(auth))))
    });
    assert_eq!(guards(skips.address(), &request), (401, 0), "behind authentication, a request");
    assert_eq!(guards(skips.address(), &preflight), (403, 1), "a preflight is matched once");
}
