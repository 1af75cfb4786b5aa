//! The quickstart on both frameworks: a browser does what its policies say.

use actix_web::web;
use cors_tests::example::Example;
use serde_json::{Value, json};

use super::driver::Browser;
use super::site::{ASK, Site};

/// A request, its options, and what a page of `http://localhost` and of another origin get. What is refused to the
/// other one may have arrived: a form may be sent anywhere.
fn cells() -> Vec<(&'static str, Value, Value, Value)> {
    let refused = json!("refused");
    let json_post = |title: &str| json!({ "headers": { "content-type": "application/json" }, "body": json!({ "title": title }).to_string() });
    vec![
        ("GET /api/tasks", json!({}), json!(200), refused.clone()),
        ("GET /api/tasks/999", json!({}), json!(404), refused.clone()),
        ("GET /api/nothing", json!({}), json!(404), refused.clone()),
        ("POST /api/tasks", json_post("a task"), json!(201), refused.clone()),
        ("POST /api/tasks", json_post(""), json!(422), refused.clone()),
        ("DELETE /api/tasks", json!({}), refused.clone(), refused.clone()),
        ("GET /api/tasks", json!({ "headers": { "x-other": "1" } }), refused.clone(), refused.clone()),
        ("GET /api/tasks", json!({ "credentials": "include" }), refused.clone(), refused.clone()),
        ("GET /public/summary", json!({}), json!(200), json!(200)),
        ("GET /public/summary", json!({ "credentials": "include" }), refused.clone(), refused.clone()),
        ("PUT /public/summary", json!({}), refused.clone(), refused.clone()),
        ("GET /elsewhere", json!({}), refused.clone(), refused),
    ]
}

#[actix_web::test]
async fn a_browser_does_the_same_on_actix_and_on_axum() {
    let Some(browser) = Browser::start().await else { return };
    let pages = Site::start(|_: &mut web::ServiceConfig| {});
    for name in ["quickstart", "axum"] {
        let service = Example::start(name, &[]);
        let port = service.address.rsplit(':').next().unwrap_or_default();
        for (host, is_allowed) in [("localhost", cfg!(debug_assertions)), ("evil.localhost", false)] {
            browser.open(&pages.page(host)).await;
            for (request, options, allowed, other) in cells() {
                let (method, path) = request.split_once(' ').expect("a method and a path");
                let argument = json!([format!("http://api.localhost:{port}{path}"), method, options]);
                let answer = browser.run(&format!("{ASK} return ask(...argument);"), argument).await;
                assert_eq!(
                    answer,
                    if is_allowed { allowed } else { other },
                    "{name}, {host}: {request} {options}"
                );
            }
        }
        // Two tasks: no preflighted request arrived without a grant.
        let summary = service.send("GET /public/summary", &[], "").body;
        assert_eq!(summary, if cfg!(debug_assertions) { "tasks: 2\n" } else { "tasks: 1\n" }, "{name}");
    }
}

#[actix_web::test]
async fn a_page_reads_what_is_exposed() {
    let Some(browser) = Browser::start().await else { return };
    if !cfg!(debug_assertions) {
        return; // the development origin is in no other build
    }
    let pages = Site::start(|_: &mut web::ServiceConfig| {});
    for name in ["quickstart", "axum"] {
        let service = Example::start(name, &[]);
        let port = service.address.rsplit(':').next().unwrap_or_default();
        browser.open(&pages.page("localhost")).await;
        let script = "
            const headers = { 'content-type': 'application/json' };
            const response = await fetch(argument, { method: 'POST', headers, body: '{\"title\":\"read it\"}' });
            return [response.status, response.headers.get('location'), response.headers.get('vary')];";
        let read = browser.run(script, json!(format!("http://api.localhost:{port}/api/tasks"))).await;
        assert_eq!(read, json!([201, "/api/tasks/2", null]), "{name}");
    }
}
