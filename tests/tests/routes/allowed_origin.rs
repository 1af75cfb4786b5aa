//! `AllowedOrigin` and `CheckedOrigin`: a policy's origins for what CORS does not cover.
#![allow(clippy::unwrap_used)]

use actix_web::{App, FromRequest as _, HttpResponse, Responder, get, web};
use cors_runtime::{AllowedOrigin, CheckedOrigin, LivePolicy, cors, cross_origin};
use cors_tests::service::{Served, calls, request};
use cors_tests::{everywhere, serve};

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
        credentials: true,
    };
    const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
    const ANONYMOUS = { origins: [runtime] };
    const OPEN = { origins: any };
    const INNER = { origins: ["https://inner.example"], credentials: true };
}

const OWN: &str = "https://api.example.com";
const GUARD: AllowedOrigin = AllowedOrigin::of(APP);
const WITH_OWN: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin(OWN);

fn live() -> LivePolicy {
    TENANTS.with_origins(["https://t1.example.net"]).unwrap()
}

/// The request's `Origin` lines, and whether it passes: without an own origin, with one, with a run-time list.
const ROWS: [(&str, &[&str], [bool; 3]); 20] = [
    ("an origin of the policy", &["https://app.example.com"], [true, true, true]),
    ("a pattern", &["https://a.b.preview.example.com"], [true, true, false]),
    ("any port", &["http://localhost:5173"], [true, true, false]),
    ("the list", &["https://t1.example.net"], [false, false, true]),
    ("the service's own", &[OWN], [false, true, false]),
    ("its own with another scheme", &["http://api.example.com"], [false; 3]),
    ("its own with a port", &["https://api.example.com:8443"], [false; 3]),
    ("its own with a suffix", &["https://api.example.com.evil.net"], [false; 3]),
    ("its own in upper case", &["https://API.example.com"], [false; 3]),
    ("foreign", &["https://evil.example"], [false; 3]),
    ("a glued prefix", &["https://evilapp.example.com"], [false; 3]),
    ("a slash", &["https://app.example.com/"], [false; 3]),
    ("user info", &["https://u@a.preview.example.com"], [false; 3]),
    ("null", &["null"], [false; 3]),
    ("a star", &["*"], [false; 3]),
    ("nothing in it", &[""], [false; 3]),
    ("two in one line", &["https://app.example.com, https://app.example.com"], [false; 3]),
    ("two lines", &["https://app.example.com", "https://app.example.com"], [false; 3]),
    ("two lines, one bad", &["https://app.example.com", "https://evil.example"], [false; 3]),
    ("none", &[], [false; 3]),
];

async fn holds(which: usize, apps: [(&'static str, Served); 3]) {
    for (place, app) in apps {
        for (says, origins, passes) in ROWS {
            for method in ["GET", "POST", "OPTIONS", "PUT"] {
                let lines: Vec<_> = origins.iter().map(|origin| format!("Origin: {origin}")).collect();
                let lines: Vec<_> = lines
                    .iter()
                    .map(String::as_str)
                    .chain(["Host: api.example.com", "Upgrade: websocket"])
                    .collect();
                calls();
                let reply = app.send(request(method, "/api/x", &lines)).await;
                let context = format!("{place}: {method}: {says}");
                if passes[which] {
                    assert_eq!((reply.status, calls(), &*reply.body), (200, 1, "hello"), "{context}");
                    assert_eq!(reply.headers, ["x-app: yes"], "{context}: the application's own");
                } else {
                    assert_eq!((reply.status, calls(), &*reply.body), (403, 0, ""), "{context}");
                    assert_eq!(reply.headers, ["vary: Origin"], "{context}");
                }
            }
        }
    }
}

#[actix_web::test]
async fn only_one_allowed_origin_passes() {
    holds(0, everywhere!(GUARD)).await;
    holds(1, everywhere!(WITH_OWN)).await;
    holds(2, everywhere!(AllowedOrigin::of_live(live()))).await;
}

#[actix_web::test]
async fn a_replaced_list_counts_at_once() {
    let live = live();
    let app = serve!(
        App::new()
            .route("/", web::get().to(HttpResponse::Ok))
            .wrap(AllowedOrigin::of_live(live.clone()).or_same_origin(OWN))
    );
    for (list, t1, t2) in
        [(&["https://t2.example.net"][..], 403, 200), (&["https://t1.example.net"], 200, 403)]
    {
        live.replace_origins(list).unwrap();
        for (origin, status) in [("https://t1.example.net", t1), ("https://t2.example.net", t2), (OWN, 200)] {
            let reply = app.send(request("GET", "/", &[&format!("Origin: {origin}")])).await;
            assert_eq!(reply.status, status, "{list:?}: {origin}");
        }
    }
}

/// A handler that says which origin was checked.
async fn whose(origin: CheckedOrigin) -> String {
    let text = origin.to_string();
    assert_eq!((origin.as_str(), origin.as_ref()), (&*text, &*text));
    assert_eq!(format!("{origin:?}"), format!("CheckedOrigin({text:?})"));
    text
}

async fn perhaps(origin: Option<CheckedOrigin>) -> String {
    origin.map_or_else(|| "nobody".to_owned(), |origin| origin.to_string())
}

#[cross_origin(INNER)]
#[get("/attribute")]
async fn of_the_attribute(origin: CheckedOrigin) -> impl Responder {
    origin.to_string()
}

#[cross_origin(none)]
#[get("/none", wrap = "AllowedOrigin::of(INNER)")]
async fn of_the_guard(origin: CheckedOrigin) -> impl Responder {
    origin.to_string()
}

#[actix_web::test]
async fn a_handler_gets_the_origin_that_the_innermost_check_allows() {
    let routes = |config: &mut web::ServiceConfig| {
        config
            .service(web::resource("/own").wrap(WITH_OWN).to(whose))
            .service(web::resource("/open").wrap(OPEN).to(whose))
            .service(web::resource("/perhaps").to(perhaps))
            .service(of_the_attribute)
            .service(of_the_guard)
            .default_service(web::to(whose));
    };
    let app = serve!(App::new().service(web::scope("/policy").configure(routes).wrap(APP)));
    for (says, method, path, origins, status, body) in [
        (
            "the policy allows it",
            "GET",
            "/policy/x",
            &["https://app.example.com"][..],
            200,
            "https://app.example.com",
        ),
        ("by a pattern", "POST", "/policy/x", &["http://localhost:1"], 200, "http://localhost:1"),
        ("the policy does not", "GET", "/policy/x", &["https://evil.example"], 403, ""),
        ("not its method", "PUT", "/policy/x", &["https://app.example.com"], 403, ""),
        ("null", "GET", "/policy/x", &["null"], 403, ""),
        ("two", "GET", "/policy/x", &["https://app.example.com", "https://app.example.com"], 403, ""),
        ("none", "GET", "/policy/x", &[], 403, ""),
        ("its own, by the guard inside", "GET", "/policy/own", &[OWN], 200, OWN),
        (
            "optional, allowed",
            "GET",
            "/policy/perhaps",
            &["https://app.example.com"],
            200,
            "https://app.example.com",
        ),
        ("optional, none", "GET", "/policy/perhaps", &[], 200, "nobody"),
        ("optional, not allowed", "GET", "/policy/perhaps", &["https://evil.example"], 200, "nobody"),
        (
            "the attribute allows it",
            "GET",
            "/policy/attribute",
            &["https://inner.example"],
            200,
            "https://inner.example",
        ),
        ("only the outer policy does", "GET", "/policy/attribute", &["https://app.example.com"], 403, ""),
        (
            "the route's guard",
            "GET",
            "/policy/none",
            &["https://inner.example"],
            200,
            "https://inner.example",
        ),
        ("only the outer policy", "GET", "/policy/none", &["https://app.example.com"], 403, ""),
        ("a stacked policy grants nothing", "GET", "/policy/open", &["https://app.example.com"], 403, ""),
    ] {
        let lines: Vec<_> = origins.iter().map(|origin| format!("Origin: {origin}")).collect();
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let reply = app.send(request(method, path, &lines)).await;
        assert_eq!(reply.status, status, "{says}: {reply:?}");
        if status == 200 {
            assert_eq!(reply.body, body, "{says}");
        } else {
            assert!(!reply.body.contains("://"), "{says}: nothing of the request comes back: {reply:?}");
        }
    }
}

#[actix_web::test]
async fn an_unchecked_origin_is_an_error_of_the_application() {
    for (says, app) in [
        ("nothing around", serve!(App::new().default_service(web::to(whose)))),
        ("a policy that is open to any", serve!(App::new().default_service(web::to(whose)).wrap(OPEN))),
    ] {
        let reply = app.send(request("GET", "/", &["Origin: https://app.example.com"])).await;
        assert_eq!(reply.status, 500, "{says}");
        assert!(reply.body.contains("wrap it in a policy"), "{says}: {reply:?}");
        assert_eq!(app.send(request("GET", "/", &[])).await.status, 403, "{says}: no Origin");
    }
}

/// Whether an origin was checked of another request, which this one's handler made up.
async fn of_another(_: CheckedOrigin) -> String {
    let other = request("GET", "/", &["Origin: https://app.example.com"]).to_http_request();
    let other = CheckedOrigin::extract(&other).await.is_ok();
    let task = actix_web::rt::spawn(async {
        let elsewhere = request("GET", "/", &["Origin: https://app.example.com"]).to_http_request();
        CheckedOrigin::extract(&elsewhere).await.is_ok()
    });
    format!("{other} {}", task.await.unwrap())
}

#[actix_web::test]
async fn what_is_checked_is_this_request_and_no_other() {
    let app = serve!(
        App::new()
            .service(web::resource("/in").wrap(APP).to(whose))
            .service(web::resource("/another").wrap(GUARD).to(of_another))
            .service(web::resource("/out").to(whose))
    );
    let from = |path| request("GET", path, &["Origin: https://app.example.com"]);
    for _ in 0..2 {
        assert_eq!(app.send(from("/in")).await.status, 200);
        assert_eq!(app.send(from("/out")).await.status, 500, "nothing checks there");
        assert_eq!(app.send(from("/another")).await.body, "false false");
    }
}

#[actix_web::test]
async fn a_policy_and_a_guard_side_by_side() {
    let app = serve!(App::new().route("/", web::post().to(whose)).wrap(GUARD).wrap(APP));
    let reply = app.send(request("POST", "/", &["Origin: https://app.example.com"])).await;
    assert_eq!((reply.status, reply.lines("access-control-allow-origin").len()), (200, 1));
    let reply = app.send(request("POST", "/", &["Origin: https://evil.example"])).await;
    assert_eq!((reply.status, reply.cors(), reply.lines("vary")), (403, vec![], vec!["Origin"]));
    let lines = ["Origin: https://app.example.com", "Access-Control-Request-Method: POST"];
    assert_eq!(app.send(request("OPTIONS", "/", &lines)).await.status, 204);
}

fn panic_of<T>(what: impl FnOnce() -> T + std::panic::UnwindSafe) -> String {
    let panic = std::panic::catch_unwind(|| drop(what())).unwrap_err();
    (*panic.downcast::<&str>().unwrap()).to_owned()
}

#[test]
fn a_policy_must_be_one_for_cookies() {
    type Make = fn() -> AllowedOrigin;
    let rows: [(&str, Make, &str); 7] = [
        ("any origin", || AllowedOrigin::of(OPEN), "open to any"),
        ("a slash", || GUARD.or_same_origin("https://api.example.com/"), "as browsers send it"),
        ("a wildcard", || GUARD.or_same_origin("https://*.example.com"), "as browsers send it"),
        ("the default port", || GUARD.or_same_origin("https://api.example.com:443"), "as browsers send it"),
        ("null", || GUARD.or_same_origin("null"), "as browsers send it"),
        ("http", || GUARD.or_same_origin("http://api.example.com"), "on the network path"),
        ("a second one", || WITH_OWN.or_same_origin("https://b.example"), "takes one origin"),
    ];
    for (says, make, part) in rows {
        let message = panic_of(make);
        assert!(message.contains(part) && message.contains("\n\nhelp: "), "{says}: {message}");
    }
    let anonymous = || ANONYMOUS.with_origins(["https://t1.example.net"]).unwrap();
    let message = panic_of(|| AllowedOrigin::of_live(anonymous()));
    assert!(message.contains("add `credentials: true` to the policy"), "{message}");
    let message = panic_of(|| AllowedOrigin::of_live(live()).or_same_origin("api.example.com"));
    assert!(message.contains("as browsers send it"), "{message}");
    let _ = GUARD.or_same_origin("http://127.0.0.1:8080");
}
