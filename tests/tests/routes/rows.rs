//! Tables of requests, and what comes back in one line.

use cors_tests::actix::Served;
use cors_tests::answer::Answer;
use cors_tests::request::Request;

pub(crate) const APP_ORIGIN: &str = "https://app.example.com";
pub(crate) const ADMIN_ORIGIN: &str = "https://admin.example.com";
pub(crate) const EVIL: &str = "https://evil.example";

/// What is asked, and status, allowed origin, allowed methods and body of the answer.
pub(crate) type Row = (&'static str, Request, &'static str);

pub(crate) fn preflight(path: &str, origin: &str, method: &str) -> Request {
    Request::preflight(path, origin, method)
}

pub(crate) fn actual(method: &str, path: &str, origin: &str) -> Request {
    Request::from_page(method, path, origin)
}

pub(crate) async fn assert_rows(app: &Served, rows: Vec<Row>) {
    for (says, request, expected) in rows {
        let answer = app.ask(&request).await;
        // Every answer to a preflight says what it depends on, refusals included, unless it is the router's.
        if matches!(answer.status, 204 | 403) && request.method == "OPTIONS" {
            let [vary] = answer.values("vary")[..] else { panic!("{says}: {answer:?}") };
            let names = "Access-Control-Request-Method, Access-Control-Request-Headers";
            assert!(vary.ends_with(names), "{says}: {answer:?}");
        }
        assert_eq!(shown(&answer.without_reason()), expected, "{says}");
    }
}

fn shown(answer: &Answer) -> String {
    let methods = answer.values("access-control-allow-methods").join(" and ");
    let methods = if methods.is_empty() { "-" } else { &methods };
    format!("{} {methods} {}", answer.in_short(), answer.body).trim_end().to_owned()
}
