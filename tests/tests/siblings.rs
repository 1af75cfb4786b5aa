//! Scopes beside each other: what one of them has inside does not change what the other one says.

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{App, guard, web};
use cors_runtime::guard::method_or_preflight;
use cors_runtime::{Policy, cors, preflights_past};
use cors_tests::service::{auth, calls, handler, preflight, request};
use cors_tests::{route, serve};

cors! {
    const OUT = { origins: ["https://out.example"], methods: [GET, PUT] };
    const IN = { origins: ["https://in.example"], methods: [PUT], credentials: true };
    const OTHER = { origins: ["https://other.example"], methods: [PUT] };
}

const PUT: &[&str] = &["PUT"];
const ALL: [&str; 4] =
    ["https://out.example", "https://in.example", "https://other.example", "https://evil.example"];

#[actix_web::test]
async fn authentication_inside_each_of_two_scopes() {
    let scope = |path: &str, policy: Policy| {
        web::scope(path).route("/{what}", web::put().to(handler)).wrap(from_fn(auth)).wrap(policy)
    };
    let app = serve!(App::new().service(scope("/in", IN)).service(scope("/other", OTHER)));
    for (path, own) in [("/in/x", "https://in.example"), ("/other/x", "https://other.example")] {
        for origin in ALL {
            calls();
            let expected = if origin == own { vec![own] } else { vec![] };
            let reply = app.send(preflight(path, origin, "PUT")).await;
            assert_eq!(
                reply.lines("access-control-allow-origin"),
                expected,
                "{path}: preflight from {origin}"
            );
            let reply = app.send(request("PUT", path, &[&format!("Origin: {origin}")])).await;
            assert_eq!(reply.lines("access-control-allow-origin"), expected, "{path}: 401 to {origin}");
            assert_eq!((reply.status, calls()), (401, 0), "{path}: {origin}");
        }
    }
}

#[actix_web::test]
async fn the_same_path_with_and_without_an_attribute_past_authentication() {
    let options = || web::method(Method::OPTIONS).to(handler);
    let app = serve!(
        App::new()
            .service(web::scope("/a").service(route!("/x/{id}", PUT, IN)))
            .service(web::scope("/b").route("/x/{id}", web::put().to(handler)))
            .service(web::scope("/c").route("/x/{id}", options()).route("/y/{id}", options()))
            .wrap(preflights_past(from_fn(auth)))
            .wrap(OUT)
    );
    for (path, granted) in [
        ("/a/x/1", Some("https://in.example")),
        ("/b/x/1", None),
        ("/c/x/1", None),
        ("/c/y/1", Some("https://out.example")),
    ] {
        for origin in ALL {
            for lines in [&[][..], &["Authorization: me"], &["Access-Control-Request-Headers: authorization"]]
            {
                let asked = ["Access-Control-Request-Method: PUT", &format!("Origin: {origin}")];
                let reply = app.send(request("OPTIONS", path, &[&asked, lines].concat())).await;
                let refused = lines.iter().any(|line| line.starts_with("Access")) || granted != Some(origin);
                let expected = if refused { (403, vec![]) } else { (204, vec![origin]) };
                let got = (reply.status, reply.lines("access-control-allow-origin"));
                assert_eq!(got, expected, "{path} from {origin}, {lines:?}");
                assert_eq!(calls(), 0, "{path} from {origin}, {lines:?}: no handler of OPTIONS runs");
            }
        }
    }
    // What is no preflight meets the authentication, however it looks.
    for (method, lines) in [
        ("OPTIONS", &["Access-Control-Request-Method: PUT"][..]),
        ("OPTIONS", &["Origin: https://in.example"]),
        ("CORS-PREFLIGHT", &["Origin: https://in.example", "Access-Control-Request-Method: PUT"]),
        ("PUT", &["Origin: https://in.example", "Access-Control-Request-Method: PUT"]),
    ] {
        for path in ["/a/x/1", "/b/x/1", "/c/x/1"] {
            let reply = app.send(request(method, path, lines)).await;
            assert_eq!((reply.status, calls()), (401, 0), "{method} {path} {lines:?}");
        }
    }
}

#[actix_web::test]
async fn a_policy_inside_a_route_inside_a_policy() {
    let guard = IN.__cors_policy().route_guard("/{what}", PUT);
    let layer = IN.__cors_policy().route_layer(PUT);
    let route = web::resource("/{what}").guard(guard).wrap(OTHER).wrap(layer).to(handler);
    let app = serve!(App::new().service(route).wrap(OUT));
    for origin in ALL {
        for path in ["/x", "/error", "/own-headers"] {
            let reply = app.send(request("PUT", path, &[&format!("Origin: {origin}")])).await;
            assert_eq!(
                reply.lines("access-control-allow-origin"),
                Vec::<&str>::new(),
                "{path} {origin}: stacked"
            );
            assert_eq!(reply.lines("vary"), ["Origin"], "{path} {origin}");
        }
        let reply = app.send(preflight("/x", origin, "PUT")).await;
        let own = origin == "https://in.example";
        assert_eq!(reply.status, if own { 204 } else { 403 }, "{origin}");
    }
}

#[actix_web::test]
async fn a_guard_behind_ours_that_refuses() {
    let hand = |host| {
        let resource = web::resource("/x").guard(method_or_preflight(Method::PUT)).guard(guard::Host(host));
        resource.to(handler)
    };
    let app = serve!(
        App::new()
            .service(hand("a.example").wrap(OTHER))
            .service(web::scope("/x").service(route!("", PUT, IN)).wrap(OUT))
    );
    for (host, own) in [("a.example", "https://other.example"), ("b.example", "https://in.example")] {
        for origin in ALL {
            let request = preflight("/x", origin, "PUT").insert_header(("Host", host));
            let reply = app.send(request).await;
            let expected = if origin == own { vec![own] } else { vec![] };
            assert_eq!(reply.lines("access-control-allow-origin"), expected, "{host}: {origin}");
        }
    }
}
