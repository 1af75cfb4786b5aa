//! `AllowedOrigin`: a policy's origins for what CORS does not cover.

use actix_web::http::header;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{AllowedOrigin, LivePolicy, cors};
use cors_tests::actix::{Served, application, serve};
use cors_tests::events;
use cors_tests::request::Request;
use cors_tests::script::{How, Script, calls, play};

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
        credentials: true,
    };
    const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
    const ANONYMOUS = { origins: [runtime] };
    const OPEN = { origins: any };
    const NO_COOKIES = { credentials: false, ..APP };
    /// What a setting stands for that lets no page of another origin in.
    const NOBODY = { origins: none };
}

const OWN: &str = "https://api.example.com";
const GUARD: AllowedOrigin = AllowedOrigin::of(APP);
const WITH_OWN: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin(OWN);
const NO_BROWSER: AllowedOrigin = AllowedOrigin::of(APP).or_no_origin();
const COOKIELESS: AllowedOrigin = AllowedOrigin::without_credentials(NO_COOKIES);

fn live() -> LivePolicy {
    TENANTS.with_origins(["https://t1.example.net"]).expect("an origin")
}

/// The request's `Origin` lines, and whether it passes: alone, with an own origin, without `Origin`, with a run-time list.
type Row = (&'static str, &'static [&'static str], [bool; 4]);

const ROWS: [Row; 21] = [
    ("an origin of the policy", &["https://app.example.com"], [true, true, true, true]),
    ("a pattern", &["https://a.b.preview.example.com"], [true, true, true, false]),
    ("any port", &["http://localhost:5173"], [true, true, true, false]),
    ("the list", &["https://t1.example.net"], [false, false, false, true]),
    ("the service's own", &[OWN], [false, true, false, false]),
    ("its own with another scheme", &["http://api.example.com"], [false; 4]),
    ("its own with a port", &["https://api.example.com:8443"], [false; 4]),
    ("its own with a suffix", &["https://api.example.com.evil.net"], [false; 4]),
    ("its own in upper case", &["https://API.example.com"], [false; 4]),
    ("another", &["https://evil.example"], [false; 4]),
    ("a glued prefix", &["https://evilapp.example.com"], [false; 4]),
    ("a slash", &["https://app.example.com/"], [false; 4]),
    ("user info", &["https://u@a.preview.example.com"], [false; 4]),
    ("null", &["null"], [false; 4]),
    ("a star", &["*"], [false; 4]),
    ("nothing in it", &[""], [false; 4]),
    ("two in one line", &["https://app.example.com, https://app.example.com"], [false; 4]),
    ("two lines", &["https://app.example.com", "https://app.example.com"], [false; 4]),
    ("two lines, one bad", &["https://app.example.com", "https://evil.example"], [false; 4]),
    ("two empty lines", &["", ""], [false; 4]),
    ("none", &[], [false, false, true, false]),
];

/// The check around an `App`, a `Scope`, a `Resource` and a route. A macro, because these have types without names.
macro_rules! apps_with {
    ($allowed:expr) => {{
        let any = || web::route().to(application);
        let scope = web::scope("/api").route("/{what}", any()).wrap($allowed.clone());
        let resource = web::resource("/api/{what}").route(any()).wrap($allowed.clone());
        [
            ("App", serve(App::new().route("/api/{what}", any()).wrap($allowed.clone())).await),
            ("Scope", serve(App::new().service(scope)).await),
            ("Resource", serve(App::new().service(resource)).await),
            ("Route", serve(App::new().route("/api/{what}", any().wrap($allowed.clone()))).await),
        ]
    }};
}

async fn assert_rows(which: usize, apps: [(&'static str, Served); 4]) {
    for (place, app) in apps {
        for (says, origins, passes) in ROWS {
            for method in ["GET", "POST", "OPTIONS", "PUT"] {
                let request =
                    Request::new(method, "/api/x", &["Host: api.example.com", "Upgrade: websocket"]);
                let request = origins.iter().fold(request, |request, origin| request.with("Origin", origin));
                calls();
                play(&Script::plain());
                let answer = app.ask(&request).await;
                let context = format!("{place}: {method}: {says}");
                assert_eq!(answer.reason().is_some(), !passes[which] && cfg!(debug_assertions), "{context}");
                let answer = answer.without_reason();
                if passes[which] {
                    assert_eq!((answer.status, calls(), &*answer.body), (200, 1, "hello"), "{context}");
                    assert_eq!(answer.lines, ["vary: Origin", "x-app: yes"], "{context}");
                } else {
                    assert_eq!((answer.status, calls(), &*answer.body), (403, 0, ""), "{context}");
                    assert_eq!(answer.lines, ["vary: Origin"], "{context}");
                }
            }
        }
    }
}

#[actix_web::test]
async fn only_one_allowed_origin_passes() {
    assert_rows(0, apps_with!(GUARD)).await;
    assert_rows(1, apps_with!(WITH_OWN)).await;
    assert_rows(2, apps_with!(NO_BROWSER)).await;
    assert_rows(3, apps_with!(AllowedOrigin::of_live(live()))).await;
    assert_rows(0, apps_with!(COOKIELESS)).await;
    assert_rows(1, apps_with!(COOKIELESS.or_same_origin(OWN))).await;
    assert_rows(2, apps_with!(COOKIELESS.or_no_origin())).await;
    assert_rows(0, apps_with!(AllowedOrigin::without_credentials_live(LivePolicy::from(NO_COOKIES)))).await;
}

/// A policy that allows nobody suits everything: its own pages pass, and clients that are not browsers.
#[actix_web::test]
async fn of_a_policy_that_allows_nobody() {
    let live = || LivePolicy::from(NOBODY);
    macro_rules! assert_own_pages_alone {
        ($guard:expr) => {
            let guard = $guard.or_same_origin(OWN).or_no_origin();
            let app = serve(App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(guard)).await;
            for (origin, status) in [(OWN, 200), ("https://app.example.com", 403), ("null", 403)] {
                assert_eq!(app.ask(&Request::from_page("GET", "/", origin)).await.status, status, "{origin}");
            }
            assert_eq!(app.ask(&Request::new("GET", "/", &[])).await.status, 200);
        };
    }
    assert_own_pages_alone!(AllowedOrigin::of(NOBODY));
    assert_own_pages_alone!(AllowedOrigin::without_credentials(NOBODY));
    assert_own_pages_alone!(AllowedOrigin::of_live(live()));
    assert_own_pages_alone!(AllowedOrigin::without_credentials_live(live()));
    let replaced = LivePolicy::from(APP);
    let guard = AllowedOrigin::of_live(replaced.clone());
    replaced.replace(NOBODY).expect("no template");
    let (log, _guard) = events::record();
    assert_own_pages_alone!(guard);
    assert!(log.lines().iter().all(|line| line.starts_with("DEBUG")), "it is no mistake");
}

/// One that was made without credentials stays so, and refuses everything once its policy is open to anybody.
#[actix_web::test]
async fn without_credentials_a_replacement_needs_none() {
    let live = LivePolicy::from(APP);
    let guard = AllowedOrigin::without_credentials_live(live.clone()).or_same_origin(OWN);
    let app = serve(App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(guard)).await;
    for (policy, [ours, own], level) in [
        (NO_COOKIES, [200, 200], None),
        (OPEN, [403, 403], Some("ERROR")),
        (NOBODY, [403, 200], Some("DEBUG")),
    ] {
        live.replace(policy).expect("no template");
        let (log, _guard) = events::record();
        for (origin, status) in [("https://app.example.com", ours), (OWN, own)] {
            let answer = app.ask(&Request::from_page("GET", "/", origin)).await;
            assert_eq!(answer.status, status, "{policy:?}: {origin}");
            assert_eq!(answer.reason().is_some(), status == 403 && cfg!(debug_assertions), "{answer:?}");
        }
        let lines = log.lines();
        assert!(
            lines.iter().all(|line| level.is_some_and(|level| line.starts_with(level))),
            "{policy:?}: {lines:?}"
        );
        assert_eq!(lines.is_empty(), level.is_none(), "{policy:?}");
    }
}

/// A cache must not give one of the answers in the place of the other.
#[actix_web::test]
async fn both_answers_vary_by_origin_and_keep_what_the_application_says() {
    let app = serve(
        App::new().route(
            "/x",
            web::route()
                .to(application)
                .wrap(actix_web::middleware::from_fn(cors_tests::actix::middleware))
                .wrap(GUARD),
        ),
    )
    .await;
    for how in [How::Response, How::Streamed, How::HandlerError, How::MiddlewareError] {
        for (own, expected) in [
            (&[][..], &["vary: Origin"][..]),
            (&["vary: Cookie"], &["vary: Cookie", "vary: Origin"]),
            (&["vary: Cookie, origin"], &["vary: Cookie, origin"]),
            (&["vary: *"], &["vary: *"]),
            (&["access-control-allow-origin: *"], &["access-control-allow-origin: *", "vary: Origin"]),
        ] {
            play(&Script::of(503, own).how(how));
            let answer = app.ask(&Request::from_page("POST", "/x", "https://app.example.com")).await;
            assert_eq!((answer.status, answer.cors_and_vary()), (503, expected.to_vec()), "{how:?}: {own:?}");
        }
    }
}

#[actix_web::test]
async fn a_replaced_list_counts_at_once() {
    let live = live();
    let guard = AllowedOrigin::of_live(live.clone()).or_same_origin(OWN);
    let app = serve(App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(guard)).await;
    for (list, t1, t2) in
        [(&["https://t2.example.net"][..], 403, 200), (&["https://t1.example.net"], 200, 403)]
    {
        live.replace_origins(list).expect("an origin");
        for (origin, status) in [("https://t1.example.net", t1), ("https://t2.example.net", t2), (OWN, 200)] {
            let answer = app.ask(&Request::from_page("GET", "/", origin)).await;
            assert_eq!(answer.status, status, "{list:?}: {origin}");
        }
    }
}

#[actix_web::test]
async fn a_policy_and_a_check_side_by_side() {
    let app = serve(App::new().route("/", web::post().to(HttpResponse::Ok)).wrap(GUARD).wrap(APP)).await;
    let answer = app.ask(&Request::from_page("POST", "/", "https://app.example.com")).await;
    assert_eq!(
        (answer.in_short(), answer.values("vary")),
        ("200 https://app.example.com".to_owned(), vec!["Origin"])
    );
    let answer = app.ask(&Request::from_page("POST", "/", "https://evil.example")).await;
    assert_eq!((answer.status, answer.cors_and_vary()), (403, vec!["vary: Origin"]));
    let answer = app.ask(&Request::preflight("/", "https://app.example.com", "POST")).await;
    assert_eq!(answer.status, 204, "the policy outside answers preflights");
}

#[actix_web::test]
async fn an_own_origin_can_come_from_configuration() {
    for (configured, message) in [
        (
            "https://api.example.com/",
            "`https://api.example.com/`: an origin must not end with a slash\n  \
             help: write `https://api.example.com`",
        ),
        (
            "api.example.com",
            "`api.example.com` has no scheme, and every origin begins with one\n  help: write `https://api.example.com`",
        ),
        (
            "http://api.example.com",
            "`http://api.example.com` is not encrypted, and must not get credentials\n  \
             note: anyone on the network path could pose as that origin and read a logged-in user's data\n  \
             help: write `https://api.example.com`\n  \
             note: https://docs.rs/cors-runtime/latest/cors_runtime/guide/risks/index.html#http",
        ),
        ("", "this entry is empty\n  help: write an origin, such as `https://app.example.com`"),
    ] {
        let error = GUARD.try_or_same_origin(configured).expect_err(configured);
        assert_eq!(error.to_string(), message);
    }
    for configured in ["https://*.example.com", "null", "http://localhost:*", "any"] {
        assert!(GUARD.try_or_same_origin(configured).is_err(), "{configured}");
    }
    let configured = String::from(OWN);
    let guard = GUARD.try_or_same_origin(&configured).expect("an origin");
    drop(configured);
    let app = serve(App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(guard)).await;
    for (origin, status) in [(OWN, 200), ("https://app.example.com", 200), ("https://evil.example", 403)] {
        let request = Request::from_page("GET", "/", origin).with(header::HOST.as_str(), "evil.example");
        assert_eq!(app.ask(&request).await.status, status, "{origin}, whatever `Host` says");
    }
    let loopback = GUARD.try_or_same_origin("http://127.0.0.1:8080");
    assert!(loopback.is_ok(), "no network lies between this machine and itself");
}

fn panic_of<T>(what: impl FnOnce() -> T + std::panic::UnwindSafe) -> String {
    let panic = std::panic::catch_unwind(|| drop(what())).expect_err("a panic");
    panic
        .downcast_ref::<&str>()
        .map_or_else(|| panic.downcast_ref::<String>().expect("a text").clone(), |text| (*text).to_owned())
}

#[test]
fn a_policy_must_be_one_for_cookies() {
    type Make = fn() -> AllowedOrigin;
    let rows: [(&str, Make, &str); 9] = [
        ("any origin", || AllowedOrigin::of(OPEN), "allows any origin"),
        ("any origin, no cookies", || AllowedOrigin::without_credentials(OPEN), "allows any origin"),
        ("no credentials", || AllowedOrigin::of(NO_COOKIES), "write `AllowedOrigin::without_credentials(…)`"),
        ("a slash", || GUARD.or_same_origin("https://api.example.com/"), "as browsers send it"),
        ("a wildcard", || GUARD.or_same_origin("https://*.example.com"), "as browsers send it"),
        ("the default port", || GUARD.or_same_origin("https://api.example.com:443"), "as browsers send it"),
        ("null", || GUARD.or_same_origin("null"), "as browsers send it"),
        ("http", || GUARD.or_same_origin("http://api.example.com"), "on the network path"),
        ("a second one", || WITH_OWN.or_same_origin("https://b.example"), "is given twice"),
    ];
    for (says, make, part) in rows {
        let message = panic_of(make);
        assert!(message.contains(part) && message.contains("\n\nhelp: "), "{says}: {message}");
    }
    let anonymous = || ANONYMOUS.with_origins(["https://t1.example.net"]).expect("an origin");
    let message = panic_of(|| AllowedOrigin::of_live(anonymous()));
    assert!(message.contains("add `credentials: true` to the policy"), "{message}");
    let message = panic_of(|| AllowedOrigin::of_live(live()).or_same_origin("api.example.com"));
    assert!(message.contains("as browsers send it"), "{message}");
    let message = panic_of(|| WITH_OWN.try_or_same_origin("https://b.example"));
    assert!(message.contains("is given twice"), "{message}");
}
