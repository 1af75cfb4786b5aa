//! Debug builds say in a header why they refuse a preflight: in a line of at most 1 KiB, with nothing of the request
//! unescaped, and never with the policy's origins. CI runs this in a release build too, where no reason is given.

use actix_web::{App, HttpResponse, web};
use cors_runtime::{AllowedOrigin, cors};
use cors_tests::actix::serve;
use cors_tests::answer::Answer;
use cors_tests::deployment::PATH;
use cors_tests::deployments;
use cors_tests::on_route;
use cors_tests::request::Request;
use cors_tests::script::Script;

cors! {
    const APP = {
        origins: ["https://secret.example.com", "https://*.secret.example.net"],
        methods: [GET, PUT],
        headers: ["content-type"],
    };
    const LIVE = { origins: [runtime], ..APP };
    const STRICT = { origins: ["https://app.example.com"], credentials: true };
    const EXPOSED = { expose: any, credentials: true, ..APP };
}

const ALLOWED: &str = "https://secret.example.com";

/// The reason, which only debug builds give, and whatever it holds.
fn reason(answer: &Answer) -> Option<&str> {
    assert_eq!((answer.status, answer.body.as_str()), (403, ""));
    assert_eq!(answer.reason().is_some(), cfg!(debug_assertions));
    assert!(!answer.lines.concat().contains("secret.example"), "the policy's origins: {answer:?}");
    answer.reason()
}

#[actix_web::test]
async fn a_debug_build_gives_a_reason() {
    let rows = [
        (
            Request::preflight(PATH, "https://evil.example", "PUT"),
            "the origin is not in `origins`; origin: \"https://evil.example\"",
        ),
        (Request::preflight(PATH, "null", "PUT"), "the origin is not in `origins`; origin: \"null\""),
        (
            Request::preflight(PATH, "https://a.example", "PUT").with("Origin", "https://b.example"),
            "the origin is not in `origins`; origin: several lines",
        ),
        (
            Request::preflight(PATH, ALLOWED, "DELETE"),
            "the method is not in `methods`; method: \"DELETE\"; allowed methods: GET, HEAD, PUT",
        ),
        (
            Request::preflight(PATH, ALLOWED, "PUT").with("Access-Control-Request-Method", "PUT"),
            "the method is not in `methods`; method: several lines; allowed methods: GET, HEAD, PUT",
        ),
        (
            Request::preflight(PATH, ALLOWED, "PUT")
                .with("Access-Control-Request-Headers", "content-type, X-\"Evil"),
            "a request header is not in `headers`; header: \"X-\\\"Evil\"; allowed headers: content-type",
        ),
    ];
    let live = LIVE.with_origins([ALLOWED]).expect("an origin");
    for (name, deployments) in [("APP", deployments(APP).await), ("LIVE", deployments(live).await)] {
        for deployment in deployments {
            for (request, expected) in &rows {
                let (answer, _) = deployment.ask(request, &Script::plain()).await;
                if let Some(text) = reason(&answer) {
                    assert_eq!(
                        text,
                        format!("`{name}` refused this preflight: {expected}"),
                        "{}",
                        deployment.name
                    );
                }
            }
        }
    }
}

#[actix_web::test]
async fn a_route_that_takes_no_part_says_so() {
    let deployment = on_route!([none], "PUT");
    let (answer, _) = deployment.ask(&Request::preflight(PATH, ALLOWED, "PUT"), &Script::plain()).await;
    if let Some(text) = reason(&answer) {
        assert_eq!(text, "`none` refused this preflight: the route takes no part in CORS");
    }
}

/// It is for a person who looks at the network panel, and not for the page.
#[actix_web::test]
async fn a_page_cannot_read_it() {
    let inner = web::resource(PATH).to(HttpResponse::Ok).wrap(AllowedOrigin::of(STRICT));
    let app = serve(App::new().service(inner).wrap(EXPOSED)).await;
    let answer = app.ask(&Request::from_page("GET", PATH, ALLOWED)).await;
    assert_eq!(answer.in_short(), format!("403 {ALLOWED}"));
    assert_eq!(answer.values("access-control-expose-headers"), Vec::<&str>::new());
    let reason = "`AllowedOrigin` refuses this request: the origin is not in `origins` of `STRICT`; origin: \
                  \"https://secret.example.com\"";
    assert_eq!(answer.reason(), cfg!(debug_assertions).then_some(reason));
}

#[actix_web::test]
async fn what_a_client_sends_is_escaped_and_cut() {
    let hostile = [
        vec![0x80; 60_000],
        vec![b'x'; 60_000],
        "\u{202e}".repeat(500).into_bytes(),
        "\"\\".repeat(500).into_bytes(),
        b"\xc2\x9b31m\xc2\x85ERROR forged\xff\t".to_vec(),
    ];
    for deployment in deployments(APP).await {
        for value in &hostile {
            for request in [
                Request::new("OPTIONS", PATH, &["Access-Control-Request-Method: GET"]).with("Origin", value),
                Request::from_page("OPTIONS", PATH, ALLOWED).with("Access-Control-Request-Method", value),
                Request::preflight(PATH, ALLOWED, "GET").with("Access-Control-Request-Headers", value),
            ] {
                let (answer, _) = deployment.ask(&request, &Script::plain()).await;
                reason(&answer);
            }
        }
    }
}
