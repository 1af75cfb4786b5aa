//! Promises that only a browser can show.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use cors_runtime::cors;
use serde_json::json;

use super::driver::Browser;
use super::site::{ASK, Site, session};

cors! {
    const HOUR = { origins: ["http://app.localhost:*"], methods: [PUT], max_age: 1h };
    const SECOND = { max_age: 1s, ..HOUR };
    const NEVER = { max_age: 0s, ..HOUR };
    const WITH_COOKIES = { origins: ["http://app.localhost:*"], methods: [GET, PUT], credentials: true };
    const WITHOUT_COOKIES = { origins: ["http://app.localhost:*"], methods: [GET, PUT] };
    const ANYONE = { origins: any, methods: any, expose: any };
}

fn routes(config: &mut web::ServiceConfig) {
    config.route("/session", web::post().to(session));
    for (path, policy) in [
        ("/hour", HOUR),
        ("/second", SECOND),
        ("/never", NEVER),
        ("/with", WITH_COOKIES),
        ("/without", WITHOUT_COOKIES),
        ("/anyone", ANYONE),
    ] {
        config.service(web::resource(path).wrap(policy).to(async || {
            let cookie = "token=secret; Path=/; SameSite=None; Secure; Partitioned";
            HttpResponse::Ok()
                .insert_header((header::SET_COOKIE, cookie))
                .insert_header(("x-id", "7"))
                .finish()
        }));
    }
}

#[actix_web::test]
async fn a_browser_asks_again_only_when_max_age_is_over() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    browser.open(&site.page("app.localhost")).await;
    for (path, expected) in [
        ("/hour", ["OPTIONS /hour PUT", "PUT /hour", "PUT /hour"].as_slice()),
        ("/second", &["OPTIONS /second PUT", "PUT /second", "OPTIONS /second PUT", "PUT /second"]),
        ("/never", &["OPTIONS /never PUT", "PUT /never", "OPTIONS /never PUT", "PUT /never"]),
    ] {
        let script = "
            const first = await ask(argument, 'PUT');
            await new Promise((resolve) => setTimeout(resolve, 1500));
            return [first, await ask(argument, 'PUT')];";
        let answers = browser.run(&format!("{ASK}{script}"), json!(site.api(path))).await;
        assert_eq!(answers, json!([200, 200]), "{path}");
        assert_eq!(site.record.take(), expected, "{path}");
    }
}

#[actix_web::test]
async fn a_cookie_reaches_only_a_policy_with_credentials() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    browser.open(&site.page("app.localhost")).await;
    let script = "
        await fetch(`${argument}/session`, { method: 'POST', mode: 'no-cors', credentials: 'include' });
        const include = { credentials: 'include' };
        return [
            await ask(`${argument}/with`, 'GET', include), await ask(`${argument}/with`, 'PUT', include),
            await ask(`${argument}/without`, 'GET', include), await ask(`${argument}/without`, 'PUT', include),
            await ask(`${argument}/anyone`, 'GET', include), await ask(`${argument}/anyone`, 'PUT', include),
            await ask(`${argument}/without`, 'PUT'), await ask(`${argument}/anyone`, 'PUT'),
        ];";
    let answers = browser.run(&format!("{ASK}{script}"), json!(site.api(""))).await;
    let refused = "refused";
    assert_eq!(answers, json!([200, 200, refused, refused, refused, refused, 200, 200]));
    assert_eq!(
        site.record.take(),
        [
            "POST /session",
            "GET /with session=secret",
            "OPTIONS /with PUT",
            "PUT /with session=secret; token=secret",
            // What a browser sends without a preflight arrives, as from a link; the page cannot read the response.
            "GET /without session=secret; token=secret",
            // What needs a preflight is never sent: the answer to the preflight has no credentials.
            "OPTIONS /without PUT",
            "GET /anyone session=secret; token=secret",
            "OPTIONS /anyone PUT",
            "OPTIONS /without PUT",
            "PUT /without",
            "OPTIONS /anyone PUT",
            "PUT /anyone",
        ]
    );
}

#[actix_web::test]
async fn set_cookie_is_never_exposed() {
    let Some(browser) = Browser::start().await else { return };
    let site = Site::start(routes);
    browser.open(&site.page("app.localhost")).await;
    let script = "
        const response = await fetch(argument);
        const request = new XMLHttpRequest();
        await new Promise((resolve) => { request.onload = resolve; request.open('GET', argument); request.send(); });
        const lines = request.getAllResponseHeaders().split('\\r\\n').map((line) => line.split(':')[0]);
        return [[...response.headers.keys()], lines].map((names) => [names.includes('x-id'), names.includes('set-cookie')]);";
    let seen = browser.run(script, json!(site.api("/anyone"))).await;
    assert_eq!(seen, json!([[true, false], [true, false]]), "x-id is there, set-cookie is not");
}
