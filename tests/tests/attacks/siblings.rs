//! A route whose pattern matches every path, anywhere on the worker, leaves the preflights of other scopes alone.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::middleware::from_fn;
use actix_web::{App, get, web};
use cors_runtime::{cors, cross_origin};
use cors_tests::actix::auth;
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::request::Request;

cors! {
    const PUBLIC = { origins: any, methods: [GET] };
    const APP = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT],
        headers: ["authorization"],
        credentials: true,
    };
}

#[cross_origin(PUBLIC)]
#[get("/{id}")]
async fn article() -> &'static str {
    "article"
}

#[cross_origin(PUBLIC)]
#[get("")]
async fn index() -> &'static str {
    "index"
}

#[cross_origin(none)]
#[get("/{rest:.*}")]
async fn rest() -> &'static str {
    "rest"
}

fn api(config: &mut web::ServiceConfig) {
    let me = || web::route().to(async || "me");
    config
        .service(web::scope("/api").route("/me", me()).wrap(from_fn(auth)).wrap(APP))
        .service(web::resource("/resource").route(me()).wrap(from_fn(auth)).wrap(APP));
}

fn articles(config: &mut web::ServiceConfig) {
    config.service(web::scope("/articles").service(article).service(index).service(rest));
}

const GRANT: [&str; 5] = [
    "access-control-allow-credentials: true",
    "access-control-allow-headers: authorization",
    "access-control-allow-methods: GET",
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
];

fn assert_granted(address: std::net::SocketAddr, context: &str) {
    for path in ["/api/me", "/api/nothing", "/resource"] {
        let request = Request::preflight(path, "https://app.example.com", "GET");
        let request = request.with("Access-Control-Request-Headers", "authorization");
        let answer = send(address, &request).expect("an answer");
        assert_eq!(
            (answer.status, answer.lines),
            (204, GRANT.map(str::to_owned).to_vec()),
            "{context}: {path}"
        );
        let answer =
            send(address, &Request::preflight(path, "https://evil.example", "GET")).expect("an answer");
        assert_eq!(answer.in_short(), "403 -", "{context}: {path}");
    }
}

#[test]
fn patterns_of_one_scope_leave_the_preflights_of_another_alone() {
    for listeners in [1, 2] {
        for (says, server) in [
            (
                "articles first",
                ActixServer::start(listeners, || App::new().configure(articles).configure(api)),
            ),
            (
                "articles last",
                ActixServer::start(listeners, || App::new().configure(api).configure(articles)),
            ),
        ] {
            for address in &server.addresses {
                assert_granted(*address, &format!("{says}, {listeners} listeners"));
                let answer = send(*address, &Request::preflight("/articles/7", "https://any.example", "GET"));
                assert_eq!(answer.expect("an answer").in_short(), "204 *", "{says}");
            }
        }
    }
}

/// One worker builds its application once for each listener; here each listener gets another one.
#[test]
fn patterns_of_another_application_on_the_worker_leave_preflights_alone() {
    static BUILT: AtomicUsize = AtomicUsize::new(0);
    let server = ActixServer::start(2, || {
        // The first one is built to see whether it can be.
        let is_even = BUILT.fetch_add(1, Ordering::SeqCst).is_multiple_of(2);
        App::new().configure(if is_even { api } else { articles })
    });
    let is_api = |address: &&std::net::SocketAddr| {
        send(**address, &Request::new("GET", "/api/me", &[])).expect("an answer").status == 401
    };
    let found: Vec<_> = server.addresses.iter().filter(is_api).collect();
    let [address] = found[..] else { panic!("one of the listeners has the API: {found:?}") };
    assert_granted(*address, "beside another application");
}
