//! A middleware that keeps a clone of the request, around `skip_preflights` and inside it: neither a panic nor another
//! answer.

use actix_web::dev::Service as _;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpResponse, put, web};
use cors_runtime::{cors, cross_origin, skip_preflights};
use cors_tests::actix::auth;
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::request::Request;

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [PUT] };
    const OTHER = { origins: ["https://other.example"], methods: [PUT] };
}

#[cross_origin(OTHER)]
#[put("/{id}")]
async fn one() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// Keeps a clone of the request while what is inside is called: `from_fn` would call it later.
macro_rules! keeping_the_request {
    ($inside:expr) => {
        $inside.wrap_fn(|request, inside| {
            let kept = request.request().clone();
            let response = inside.call(request);
            async move {
                let response = response.await;
                drop(kept);
                response
            }
        })
    };
}

#[test]
fn preflights_and_requests_are_answered_although_a_middleware_keeps_them() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            let resource = |path| web::resource(path).route(web::put().to(HttpResponse::Ok));
            let inside = keeping_the_request!(resource("/inside").wrap(APP));
            let between =
                keeping_the_request!(resource("/between").wrap(APP)).wrap(skip_preflights(from_fn(auth)));
            let around =
                keeping_the_request!(resource("/around").wrap(APP).wrap(skip_preflights(from_fn(auth))));
            let plain = keeping_the_request!(resource("/plain").wrap(skip_preflights(from_fn(auth))));
            App::new()
                .service(web::scope("/s").service(inside).service(one).wrap(skip_preflights(from_fn(auth))))
                .service(between)
                .service(around)
                .service(plain)
        });
        for address in &server.addresses {
            for path in ["/s/inside", "/between", "/around"] {
                let answer = send(*address, &Request::preflight(path, "https://app.example.com", "PUT"));
                assert_eq!(answer.expect("an answer").in_short(), "204 https://app.example.com", "{path}");
                let answer = send(*address, &Request::preflight(path, "https://other.example", "PUT"));
                assert_eq!(answer.expect("an answer").in_short(), "403 -", "{path}");
                let request = Request::from_page("PUT", path, "https://app.example.com");
                let answer = send(*address, &request).expect("an answer");
                assert_eq!(answer.status, 401, "{path}");
                let answer = send(*address, &request.with("Authorization", "me")).expect("an answer");
                assert_eq!(answer.in_short(), "200 https://app.example.com", "{path}");
            }
            let answer = send(*address, &Request::preflight("/plain", "https://app.example.com", "PUT"));
            assert_eq!(answer.expect("an answer").in_short(), "403 -", "no policy");
            let answer = send(*address, &Request::preflight("/s/7", "https://other.example", "PUT"));
            assert_eq!(
                answer.expect("an answer").in_short(),
                "204 https://other.example",
                "the route beside it"
            );
        }
    }
}
