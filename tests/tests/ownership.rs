//! The policy owns the six CORS headers: whatever the application sets is replaced or removed.

use actix_web::middleware::DefaultHeaders;
use actix_web::{App, web};
use cors_runtime::cors;
use cors_tests::service::{handler, preflight, request};
use cors_tests::{everywhere, serve};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

const OTHER: &str = "access-control-allow-private-network: true";

#[actix_web::test]
async fn what_the_application_sets_is_replaced_or_removed() {
    for (place, app) in everywhere!(APP) {
        for (says, method, origin, expected) in [
            (
                "an allowed origin",
                "GET",
                "Origin: https://app.example.com",
                &["access-control-allow-origin: https://app.example.com", OTHER][..],
            ),
            ("an origin that is not allowed", "GET", "Origin: https://evil.example", &[OTHER]),
            ("a method that is not allowed", "DELETE", "Origin: https://app.example.com", &[OTHER]),
            ("no Origin", "GET", "X-Nothing: x", &[OTHER]),
        ] {
            let reply = app.send(request(method, "/api/own-headers", &[origin])).await;
            assert_eq!(reply.cors(), expected, "{place}: {says}");
            assert_eq!(reply.status, 200, "{place}: {says}");
        }
    }
}

#[actix_web::test]
async fn what_middleware_inside_sets_is_removed_too() {
    let sets = || DefaultHeaders::new().add(("Access-Control-Allow-Origin", "*"));
    let app = serve!(App::new().route("/{what}", web::route().to(handler)).wrap(sets()).wrap(APP));
    let reply = app.send(request("GET", "/x", &["Origin: https://evil.example"])).await;
    assert_eq!(reply.cors(), Vec::<&str>::new());
    let reply = app.send(preflight("/x", "https://app.example.com", "GET")).await;
    assert_eq!(reply.lines("access-control-allow-origin"), ["https://app.example.com"]);
}
