//! Actual requests: never rejected, and granted where origin and method are allowed.

use cors_tests::deployment::{Expected, Row};

use crate::policies::{APP, APP_LIVE, EVIL, ORIGIN, assert_everywhere};

const M: &str = "Access-Control-Request-Method: PUT";

fn bare() -> Expected {
    Expected::called(200, &["vary: Origin", "x-app: yes"])
}

fn granted(origin: &str) -> Expected {
    Expected::called(
        200,
        &[
            "access-control-allow-credentials: true",
            &format!("access-control-allow-origin: {origin}"),
            "access-control-expose-headers: x-total",
            "vary: Origin",
            "x-app: yes",
        ],
    )
}

#[actix_web::test]
async fn requests_that_are_not_preflights_reach_the_application() {
    let (bare, granted) = (bare(), granted("https://app.example.com"));
    let not_found = Expected::answered(404, &[]);
    let rows = [
        Row::new("no Origin", "GET", &[], &bare),
        Row::new("an allowed origin", "GET", &[ORIGIN], &granted),
        Row::new("an allowed method", "PUT", &[ORIGIN], &granted),
        Row::new("`GET` allows `HEAD`, which a route for GET does not take", "HEAD", &[ORIGIN], &granted)
            .on_route(&not_found),
        Row::new("an origin that is not allowed", "GET", &[EVIL], &bare),
        Row::new(
            "an allowed origin as a prefix",
            "GET",
            &["Origin: https://app.example.com.evil.net"],
            &bare,
        ),
        Row::new("an allowed origin as a suffix", "GET", &["Origin: https://evilapp.example.com"], &bare),
        Row::new("another scheme", "GET", &["Origin: http://app.example.com"], &bare),
        Row::new("the default port", "GET", &["Origin: https://app.example.com:443"], &bare),
        Row::new("the same origin in capitals", "GET", &["Origin: https://APP.example.com"], &bare),
        Row::new("null", "GET", &["Origin: null"], &bare),
        Row::new("an empty Origin", "GET", &["Origin: "], &bare),
        Row::new("two equal Origin lines", "GET", &[ORIGIN, ORIGIN], &bare),
        Row::new(
            "two origins in one line",
            "GET",
            &["Origin: https://app.example.com, https://a.example.net"],
            &bare,
        ),
        Row::new("a method that is not allowed", "DELETE", &[ORIGIN], &bare).on_route(&not_found),
        Row::new("a method in lower case is another one", "put", &[ORIGIN], &bare).on_route(&not_found),
        Row::new("OPTIONS without a requested method", "OPTIONS", &[ORIGIN], &bare).on_route(&not_found),
        Row::new("OPTIONS without Origin", "OPTIONS", &[M], &bare).on_route(&not_found),
        Row::new("a requested method beside another method", "GET", &[ORIGIN, M], &granted),
    ];
    assert_everywhere!(APP, APP_LIVE, ["GET", "PUT"], rows);
}

#[actix_web::test]
async fn an_origin_that_matched_a_pattern_is_repeated() {
    let refused = |origin| Row::new(origin, "GET", &[&format!("Origin: {origin}")], &bare());
    let matched = |origin: &str| Row::new(origin, "GET", &[&format!("Origin: {origin}")], &granted(origin));
    let long = |label: usize| format!("https://{}.example.net", "a".repeat(label));
    let rows = [
        matched("https://a.example.net"),
        matched("https://a.b.example.net"),
        matched("https://a_b-1.example.net"),
        matched(&long(63)),
        refused(&long(64)),
        refused("https://evil.com/.example.net"),
        refused("https://u@a.example.net"),
        refused("https://a..example.net"),
        refused("https://.example.net"),
        refused("https://example.net"),
        refused("https://A.example.net"),
        refused("https://a%2e.example.net"),
        refused("http://a.example.net"),
        refused("https://a.example.net:8443"),
        refused("https://a.example.net."),
        refused("https://a.example.net/"),
        refused("https://a.example.net, https://b.example.net"),
    ];
    assert_everywhere!(APP, APP_LIVE, ["GET", "PUT"], rows);
}
