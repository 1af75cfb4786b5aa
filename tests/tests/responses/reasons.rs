//! Debug builds say why they refuse a preflight: in at most 1 KiB, with nothing of the request unescaped, and
//! never with the policy's origins. CI runs this in a release build too, where no reason is given.

use cors_runtime::cors;
use cors_tests::answer::Answer;
use cors_tests::on_route;
use cors_tests::place::PATH;
use cors_tests::places;
use cors_tests::request::Request;
use cors_tests::script::Script;

cors! {
    const APP = {
        origins: ["https://secret.example.com", "https://*.secret.example.net"],
        methods: [GET, PUT],
        headers: ["content-type"],
    };
    const LIVE = { origins: [runtime], ..APP };
}

const ALLOWED: &str = "https://secret.example.com";

/// The reason, which only debug builds give, and whatever it holds.
fn reason(answer: &Answer) -> Option<&str> {
    assert_eq!(answer.status, 403);
    if !cfg!(debug_assertions) {
        assert_eq!((answer.values("content-type"), &*answer.body), (vec![], ""));
        return None;
    }
    assert_eq!(answer.values("content-type"), ["text/plain; charset=utf-8"]);
    assert_eq!(answer.values("x-content-type-options"), ["nosniff"]);
    assert!(answer.body.len() <= 1024, "{} bytes: {}", answer.body.len(), answer.body);
    assert!(!answer.body.contains("secret.example"), "the policy's origins: {}", answer.body);
    assert!(!answer.body.contains(|c: char| c.is_control() && c != '\n'), "{:?}", answer.body);
    Some(&answer.body)
}

#[actix_web::test]
async fn a_debug_build_gives_a_reason() {
    const LISTS: &str = "allowed methods: GET, HEAD, PUT\nallowed headers: content-type\n";
    let rows = [
        (
            Request::preflight(PATH, "https://evil.example", "PUT"),
            "the origin is not in `origins`\norigin: \"https://evil.example\"\n",
        ),
        (Request::preflight(PATH, "null", "PUT"), "the origin is not in `origins`\norigin: \"null\"\n"),
        (
            Request::preflight(PATH, "https://a.example", "PUT").with("Origin", "https://b.example"),
            "the origin is not in `origins`\norigin: several Origin lines\n",
        ),
        (Request::preflight(PATH, ALLOWED, "DELETE"), "the method is not in `methods`\nmethod: \"DELETE\"\n"),
        (
            Request::preflight(PATH, ALLOWED, "PUT").with("Access-Control-Request-Method", "PUT"),
            "the method is not in `methods`\nmethod: several Access-Control-Request-Method lines\n",
        ),
        (
            Request::preflight(PATH, ALLOWED, "PUT")
                .with("Access-Control-Request-Headers", "content-type, X-\"Evil"),
            "a request header is not in `headers`\nheader: \"X-\\\"Evil\"\n",
        ),
    ];
    let live = LIVE.with_origins([ALLOWED]).expect("an origin");
    for (name, places) in [("APP", places(APP).await), ("LIVE", places(live).await)] {
        for place in places {
            for (request, expected) in &rows {
                let (answer, _) = place.ask(request, &Script::plain()).await;
                if let Some(text) = reason(&answer) {
                    let expected = format!("CORS: `{name}` refuses this preflight: {expected}{LISTS}");
                    assert_eq!(text, expected, "{}", place.name);
                }
            }
        }
    }
}

#[actix_web::test]
async fn a_route_that_takes_no_part_says_so() {
    let place = on_route!([none], "PUT");
    let (answer, _) = place.ask(&Request::preflight(PATH, ALLOWED, "PUT"), &Script::plain()).await;
    if let Some(text) = reason(&answer) {
        assert_eq!(text, "CORS: `none` refuses this preflight: the route takes no part in CORS\n");
    }
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
    for place in places(APP).await {
        for value in &hostile {
            for request in [
                Request::new("OPTIONS", PATH, &["Access-Control-Request-Method: GET"]).with("Origin", value),
                Request::from_page("OPTIONS", PATH, ALLOWED).with("Access-Control-Request-Method", value),
                Request::preflight(PATH, ALLOWED, "GET").with("Access-Control-Request-Headers", value),
            ] {
                let (answer, _) = place.ask(&request, &Script::plain()).await;
                reason(&answer);
            }
        }
    }
}
