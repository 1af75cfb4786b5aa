//! What runs without the authentication around it: no handler, whatever its methods.

use std::future::ready;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::dev::{ServiceRequest, fn_service};
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{App, Error, HttpRequest, HttpResponse, get, put, web};
use cors_runtime::{cors, cross_origin, skip_preflights};
use cors_tests::actix::auth;
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::request::Request;

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET, PUT], credentials: true };
    const ANY = { origins: any };
}

static RAN: AtomicUsize = AtomicUsize::new(0);
/// The counter of the hand-written service, which the other test must not see.
static PURGED: AtomicUsize = AtomicUsize::new(0);

async fn proxy(_: HttpRequest, _: web::Bytes) -> HttpResponse {
    RAN.fetch_add(1, Ordering::SeqCst);
    HttpResponse::Ok().insert_header(("Access-Control-Allow-Origin", "*")).finish()
}

#[cross_origin(APP)]
#[put("/{id}")]
async fn write() -> HttpResponse {
    RAN.fetch_add(1, Ordering::SeqCst);
    HttpResponse::Ok().finish()
}

#[cross_origin(ANY)]
#[get("/{id}")]
async fn read() -> HttpResponse {
    RAN.fetch_add(1, Ordering::SeqCst);
    HttpResponse::Ok().finish()
}

#[test]
fn a_handler_for_any_method_does_not_run_on_a_preflight() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new()
                .service(web::scope("/public").service(read))
                .service(
                    web::scope("/s")
                        .service(web::scope("/items").service(write).service(read))
                        .service(web::resource("/any").to(proxy))
                        .service(web::resource("/options").route(web::method(Method::OPTIONS).to(proxy)))
                        .service(
                            web::scope("/inner")
                                .service(web::redirect("/from", "/to"))
                                .default_service(web::to(proxy)),
                        )
                        .default_service(web::to(proxy))
                        .wrap(skip_preflights(from_fn(auth))),
                )
                .service(web::scope("/w").default_service(web::to(proxy)).wrap(APP))
                // One inside another.
                .service(
                    web::scope("/n")
                        .service(
                            web::scope("/s")
                                .service(web::scope("/items").service(write).service(read))
                                .default_service(web::to(proxy))
                                .wrap(skip_preflights(from_fn(auth))),
                        )
                        .default_service(web::to(proxy))
                        .wrap(skip_preflights(from_fn(auth))),
                )
        });
        let paths = [
            "/s/any",
            "/s/options",
            "/s/inner",
            "/s/inner/from",
            "/s/nothing/at/all",
            "/s/items/1",
            "/s",
            "/w/x",
            "/n/s/items/1",
            "/n/s/x",
            "/n/x",
        ];
        for address in &server.addresses {
            for path in paths {
                for origin in ["https://app.example.com", "https://evil.example", "null"] {
                    for method in ["GET", "PUT", "DELETE", "OPTIONS"] {
                        let request = Request::preflight(path, origin, method).body("a body");
                        let answer = send(*address, &request).expect("an answer");
                        let context = format!("{method} {path} from {origin}: {answer:?}");
                        let allowed = match path {
                            "/s/items/1" | "/n/s/items/1" if method == "GET" => Some("*"),
                            "/s/items/1" | "/n/s/items/1" if method == "PUT" => {
                                Some("https://app.example.com")
                            }
                            "/w/x" if ["GET", "PUT"].contains(&method) => Some("https://app.example.com"),
                            _ => None,
                        };
                        let expected = match allowed {
                            Some(allowed) if allowed == "*" || allowed == origin => format!("204 {allowed}"),
                            _ => "403 -".to_owned(),
                        };
                        assert_eq!(answer.in_short(), expected, "{context}");
                    }
                }
            }
        }
        assert_eq!(RAN.load(Ordering::SeqCst), 0, "{listeners} listeners");
    }
}

/// Documented: a service that is written by hand and acts before its future is polled has acted. Its answer does not
/// count.
#[test]
fn a_service_that_acts_when_it_is_called_acts_on_preflights() {
    let server = ActixServer::start(1, || {
        let purge = fn_service(|request: ServiceRequest| {
            PURGED.fetch_add(1, Ordering::SeqCst);
            ready(Ok::<_, Error>(request.into_response(HttpResponse::Ok().finish())))
        });
        let scope = web::scope("/s").service(write).service(web::service("/purge").finish(purge));
        App::new().service(scope.wrap(skip_preflights(from_fn(auth))))
    });
    let answer = send(server.address(), &Request::preflight("/s/purge", "https://evil.example", "DELETE"));
    assert_eq!((answer.expect("an answer").in_short().as_str(), PURGED.load(Ordering::SeqCst)), ("403 -", 1));
    let answer = send(server.address(), &Request::from_page("DELETE", "/s/purge", "https://evil.example"));
    assert_eq!((answer.expect("an answer").status, PURGED.load(Ordering::SeqCst)), (401, 1));
}
