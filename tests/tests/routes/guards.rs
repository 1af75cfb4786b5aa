//! `guard::method_or_preflight`: policies for each method, registered by hand.

use actix_web::http::Method;
use actix_web::{App, web};
use cors_runtime::cors;
use cors_runtime::guard::method_or_preflight;
use cors_tests::service::{calls, handler, preflight, request};
use cors_tests::{route, serve};

cors! {
    const READ = { origins: any, methods: [GET] };
    const WRITE = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
}

#[actix_web::test]
async fn each_method_of_a_path_has_its_policy() {
    let hand = |method, policy: cors_runtime::Policy| {
        web::resource("/x").guard(method_or_preflight(method)).wrap(policy).to(handler)
    };
    let app = serve!(
        App::new()
            .service(hand(Method::GET, READ))
            .service(hand(Method::PUT, WRITE))
            // These patterns match what a resource leaves of its path, and every path.
            .service(web::scope("/v").service(route!("", &["PUT"], WRITE)))
    );
    calls();
    for (says, method, origin, status, granted) in [
        ("anybody reads", "GET", "https://evil.example", 204, &["*"][..]),
        ("the app writes", "PUT", "https://app.example.com", 204, &["https://app.example.com"]),
        ("nobody else does", "PUT", "https://evil.example", 403, &[]),
        ("no resource", "DELETE", "https://app.example.com", 404, &[]),
    ] {
        let reply = app.send(preflight("/x", origin, method)).await;
        assert_eq!(
            (reply.status, &reply.lines("access-control-allow-origin")[..]),
            (status, granted),
            "{says}"
        );
        assert_eq!(calls(), 0, "{says}");
    }
    let origin = "Origin: https://app.example.com";
    let reply = app.send(request("PUT", "/x", &[origin])).await;
    assert_eq!(reply.lines("access-control-allow-origin"), ["https://app.example.com"]);
    let reply = app.send(request("GET", "/x", &[origin])).await;
    assert_eq!(reply.lines("access-control-allow-origin"), ["*"]);
    let reply = app.send(request("OPTIONS", "/x", &[origin])).await;
    assert_eq!(reply.status, 404, "a plain OPTIONS is neither");
}

#[actix_web::test]
async fn middleware_inside_the_policy_does_not_hide_that_it_stands_on_a_resource() {
    let app = serve!(
        App::new().service(web::scope("/v").service(route!("", &["PUT"], WRITE))).service(
            web::resource("/x")
                .guard(method_or_preflight(Method::PUT))
                .wrap(actix_web::middleware::Compress::default())
                .wrap(WRITE)
                .to(handler)
        )
    );
    calls();
    let reply = app.send(preflight("/x", "https://app.example.com", "PUT")).await;
    assert_eq!((reply.status, calls()), (204, 0));
}
