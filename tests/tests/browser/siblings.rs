//! One path, two policies: what a browser remembers of one must not serve the other.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, delete, put, web};
use cors_runtime::{cors, cross_origin};
use serde_json::json;

use super::driver::Browser;
use super::site::{ASK, Site};

cors! {
    const WRITER = { origins: ["http://app.localhost:*"], methods: [PUT], credentials: true, max_age: 1h };
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

/// What a policy must not do: its preflight answer lists the sibling's method too.
async fn lists_both(req: HttpRequest) -> HttpResponse {
    let origin = req.headers().get(header::ORIGIN).cloned();
    HttpResponse::Ok()
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.unwrap_or(HeaderValue::from_static("*"))))
        .insert_header((header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "PUT, DELETE"))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "3600"))
        .finish()
}

fn routes(config: &mut web::ServiceConfig) {
    config.service(write).service(remove).route("/hole", web::to(lists_both));
}

#[actix_web::test]
async fn an_allowed_put_does_not_open_the_siblings_delete() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    let script = "
        const heard = [];
        for (const method of ['PUT', 'PUT', 'DELETE']) {
            heard.push(await ask(argument, method, { credentials: 'include' }));
        }
        return heard;";
    let script = format!("{ASK}{script}");

    browser.open(&site.page("app.localhost")).await;
    let heard = browser.run(&script, json!(site.api("/item"))).await;
    assert_eq!(heard, json!([200, 200, "refused"]));
    let seen = site.record.take();
    let expected = ["OPTIONS /item PUT", "PUT /item", "PUT /item", "OPTIONS /item DELETE"];
    assert_eq!(seen, expected, "the PUT is remembered; the DELETE is asked for on its own, and never sent");

    // The same page and a server that lists both methods: the browser does not ask. This test can fail.
    browser.run(&script, json!(site.api("/hole"))).await;
    assert_eq!(site.record.take(), ["OPTIONS /hole PUT", "PUT /hole", "PUT /hole", "DELETE /hole"]);

    browser.open(&site.page("admin.localhost")).await;
    let heard = browser.run(&script, json!(site.api("/item"))).await;
    assert_eq!(heard, json!(["refused", "refused", 200]));
    let expected = ["OPTIONS /item PUT", "OPTIONS /item PUT", "OPTIONS /item DELETE", "DELETE /item"];
    assert_eq!(site.record.take(), expected);
}
