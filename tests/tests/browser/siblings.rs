//! One path, two policies: what a browser remembers of one must not serve the other.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use cors_runtime::{cors, cross_origin};
use serde_json::json;

use super::driver::Browser;
use super::site::{ASK, Site};

cors! {
    /// They grant a page a header name for GET.
    const JSON_READERS = {
        origins: ["http://app.localhost:*"],
        methods: [GET],
        headers: ["content-type"],
        credentials: true,
        max_age: 1h,
    };
    const FORGETFUL_JSON_READERS = { max_age: 0s, ..JSON_READERS };
    const WRITERS = { origins: ["http://admin.localhost:*"], methods: [POST], headers: ["content-type"], credentials: true };
    const BOTH = { origins: ["http://app.localhost:*"], methods: [PUT, DELETE], max_age: 1h };
    const WRITER = { origins: ["http://app.localhost:*"], methods: [PUT], credentials: true, max_age: 1h };
    const OPEN = { origins: any, methods: any, max_age: 1h };
    const EVERYBODY = { origins: any, methods: [PUT], max_age: 1h };
    /// Open to whatever a page of its list asks for.
    const TRUSTING = { origins: ["http://admin.localhost:*"], methods: any, headers: any, credentials: true, max_age: 1h };
    const REMOVER = { origins: ["http://admin.localhost:*"], methods: [DELETE], credentials: true, max_age: 1h };
}

#[cross_origin(WRITER)]
#[put("/item")]
async fn write() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cross_origin(REMOVER)]
#[delete("/item")]
async fn remove() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cross_origin(JSON_READERS)]
#[get("/shared")]
async fn read_shared() -> &'static str {
    "read"
}

#[cross_origin(WRITERS)]
#[post("/shared")]
async fn write_shared() -> &'static str {
    "written"
}

#[cross_origin(FORGETFUL_JSON_READERS)]
#[get("/forgetful")]
async fn read_forgetful() -> &'static str {
    "read"
}

#[cross_origin(WRITERS)]
#[post("/forgetful")]
async fn write_forgetful() -> &'static str {
    "written"
}

#[cross_origin(WRITERS)]
#[post("/shared/writes")]
async fn write_on_its_own_path() -> &'static str {
    "written"
}

#[cross_origin(WRITER)]
#[put("/open")]
async fn write_beside_an_open_policy() -> &'static str {
    "written"
}

#[cross_origin(none)]
#[delete("/trusting")]
async fn remove_beside_a_trusting_policy() -> &'static str {
    "removed"
}

/// What a policy must not do: its preflight answer lists the sibling's method too.
async fn lists_both(req: HttpRequest) -> HttpResponse {
    allows(&req, "PUT, DELETE")
}

/// The same with a method of this name, which is the wildcard.
async fn repeats_a_star(req: HttpRequest) -> HttpResponse {
    allows(&req, "*")
}

fn allows(req: &HttpRequest, methods: &'static str) -> HttpResponse {
    let origin = req.headers().get(header::ORIGIN).cloned();
    HttpResponse::Ok()
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.unwrap_or(HeaderValue::from_static("*"))))
        .insert_header((header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, methods))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "3600"))
        .finish()
}

fn routes(config: &mut web::ServiceConfig) {
    config.service(write).service(remove).route("/hole", web::to(lists_both));
    config.route("/hole/star", web::to(repeats_a_star));
    config.service(read_shared).service(write_shared).service(write_on_its_own_path);
    config.service(read_forgetful).service(write_forgetful);
    config
        .service(write_beside_an_open_policy)
        .service(web::resource("/open").to(HttpResponse::Ok).wrap(OPEN));
    let chosen = web::resource("/chosen").to(HttpResponse::Ok);
    config.service(chosen.wrap(OPEN.except_methods([("PUT", WRITER)])));
    config
        .service(remove_beside_a_trusting_policy)
        .service(web::resource("/trusting").to(HttpResponse::Ok).wrap(TRUSTING));
    let by_origin = web::resource("/by-origin").to(HttpResponse::Ok);
    config.service(by_origin.wrap(EVERYBODY.except_origins_of([WRITER])));
    config.service(web::resource("/alternating").to(HttpResponse::Ok).wrap(BOTH));
}

#[actix_web::test]
async fn an_allowed_put_does_not_open_the_siblings_delete() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    let script = "
        const answers = [];
        for (const method of ['PUT', 'PUT', 'DELETE']) {
            answers.push(await ask(argument, method, { credentials: 'include' }));
        }
        return answers;";
    let script = format!("{ASK}{script}");

    browser.open(&site.page("app.localhost")).await;
    let answers = browser.run(&script, json!(site.api("/item"))).await;
    assert_eq!(answers, json!([200, 200, "refused"]));
    let seen = site.record.take();
    let expected = ["OPTIONS /item PUT", "PUT /item", "PUT /item", "OPTIONS /item DELETE"];
    assert_eq!(seen, expected, "the PUT is remembered; the DELETE is asked for on its own, and never sent");

    // For comparison, a server that lists both methods: the same page sends DELETE without a preflight.
    browser.run(&script, json!(site.api("/hole"))).await;
    assert_eq!(site.record.take(), ["OPTIONS /hole PUT", "PUT /hole", "PUT /hole", "DELETE /hole"]);

    browser.open(&site.page("admin.localhost")).await;
    let answers = browser.run(&script, json!(site.api("/item"))).await;
    assert_eq!(answers, json!(["refused", "refused", 200]));
    let expected = ["OPTIONS /item PUT", "OPTIONS /item PUT", "OPTIONS /item DELETE", "DELETE /item"];
    assert_eq!(site.record.take(), expected);
}

/// A limit of browsers, not of ours: what they keep of a preflight are methods and header names for a URL, and they never
/// ask for the methods GET, HEAD and POST. So the names that one policy grants for GET serve POST, whatever its own says.
#[actix_web::test]
async fn header_names_that_were_granted_for_get_open_a_json_post_of_the_same_url() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    browser.open(&site.page("app.localhost")).await;
    let script = "
        const json = { credentials: 'include', headers: { 'content-type': 'application/json' } };
        const [read, write] = argument;
        return [await ask(read, 'GET', json), await ask(write, 'POST', { ...json, body: '{}' })];";
    let script = format!("{ASK}{script}");
    for (says, reads, writes, expected) in [
        (
            "the POST arrives without a preflight; the page cannot read what comes back",
            "/shared",
            "/shared",
            &["OPTIONS /shared GET", "GET /shared", "POST /shared"][..],
        ),
        (
            "the remedy: a path of its own",
            "/shared",
            "/shared/writes",
            &["GET /shared", "OPTIONS /shared/writes POST"],
        ),
        (
            "or `max_age: 0s` in the policy of the reads",
            "/forgetful",
            "/forgetful",
            &["OPTIONS /forgetful GET", "GET /forgetful", "OPTIONS /forgetful POST"],
        ),
    ] {
        let answers = browser.run(&script, json!([site.api(reads), site.api(writes)])).await;
        assert_eq!(answers, json!([200, "refused"]), "{says}");
        assert_eq!(site.record.take(), expected, "{says}");
    }
}

/// The price of naming the requested method alone: Chromium keeps one answer per URL.
#[actix_web::test]
async fn a_page_that_alternates_two_methods_of_one_url_asks_each_time() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    browser.open(&site.page("app.localhost")).await;
    let script = "
        const answers = [];
        for (const method of ['PUT', 'DELETE', 'PUT', 'PUT']) answers.push(await ask(argument, method));
        return answers;";
    let answers = browser.run(&format!("{ASK}{script}"), json!(site.api("/alternating"))).await;
    assert_eq!(answers, json!([200, 200, 200, 200]));
    let expected = [
        "OPTIONS /alternating PUT",
        "PUT /alternating",
        "OPTIONS /alternating DELETE",
        "DELETE /alternating",
        "OPTIONS /alternating PUT",
        "PUT /alternating",
        "PUT /alternating",
    ];
    assert_eq!(site.record.take(), expected);
}

/// Chromium keeps a `*` for every method of the URL, in requests without cookies, and takes it from an answer that only
/// repeats a requested method of this name. So an answer names the requested method, and nobody allows that one.
#[actix_web::test]
async fn any_method_does_not_open_what_another_policy_refuses() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    browser.open(&site.page("admin.localhost")).await;
    let script = "
        const [url, methods] = argument, answers = [];
        for (const method of methods) answers.push(await ask(url, method));
        return answers;";
    let script = format!("{ASK}{script}");
    for (says, path, methods, answers, expected) in [
        (
            "for comparison, an answer that repeats the method `*`: DELETE is sent unasked",
            "/hole/star",
            ["*", "DELETE"],
            json!([200, 200]),
            &["OPTIONS /hole/star *", "* /hole/star", "DELETE /hole/star"][..],
        ),
        (
            "an exception for PUT, beside a policy that is open to any method",
            "/open",
            ["DELETE", "PUT"],
            json!([200, "refused"]),
            &["OPTIONS /open DELETE", "DELETE /open", "OPTIONS /open PUT"],
        ),
        (
            "a policy for each method",
            "/chosen",
            ["DELETE", "PUT"],
            json!([200, "refused"]),
            &["OPTIONS /chosen DELETE", "DELETE /chosen", "OPTIONS /chosen PUT"],
        ),
        (
            "the same, after a request for the method `*`",
            "/chosen?star",
            ["*", "PUT"],
            json!(["refused", "refused"]),
            &["OPTIONS /chosen *", "OPTIONS /chosen PUT"],
        ),
        (
            "a route that takes no part in CORS, beside a policy with credentials",
            "/trusting",
            ["PUT", "DELETE"],
            json!([200, "refused"]),
            &["OPTIONS /trusting PUT", "PUT /trusting", "OPTIONS /trusting DELETE"],
        ),
        (
            "the same, after a request for the method `*`",
            "/trusting?star",
            ["*", "DELETE"],
            json!(["refused", "refused"]),
            &["OPTIONS /trusting *", "OPTIONS /trusting DELETE"],
        ),
    ] {
        let seen = browser.run(&script, json!([site.api(path), methods])).await;
        assert_eq!(seen, answers, "{says}");
        assert_eq!(site.record.take(), expected, "{says}");
    }
}

/// Browsers keep the answer to a preflight for the origin that got it, and apart for requests with cookies. So what one page
/// was granted serves no other one.
#[actix_web::test]
async fn a_choice_by_origin_is_kept_by_origin() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    let script = format!("{ASK} return [await ask(...argument), await ask(...argument)];");
    let asked = ["OPTIONS /by-origin PUT", "PUT /by-origin", "PUT /by-origin"];
    for (says, host, credentials, answers, expected) in [
        ("anybody, without cookies", "admin.localhost", "omit", json!([200, 200]), &asked[..]),
        ("an own page, with them", "app.localhost", "include", json!([200, 200]), &asked),
        ("anybody, from what was kept", "admin.localhost", "omit", json!([200, 200]), &asked[1..]),
        ("an own page, from what was kept", "app.localhost", "include", json!([200, 200]), &asked[1..]),
        (
            "anybody, with cookies: the own pages' grant is not theirs",
            "admin.localhost",
            "include",
            json!(["refused", "refused"]),
            &[asked[0], asked[0]],
        ),
    ] {
        browser.open(&site.page(host)).await;
        let options = json!({ "credentials": credentials });
        let seen = browser.run(&script, json!([site.api("/by-origin"), "PUT", options])).await;
        assert_eq!(seen, answers, "{says}");
        assert_eq!(site.record.take(), expected, "{says}");
    }
}
