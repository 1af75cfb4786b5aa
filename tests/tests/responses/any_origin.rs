//! `origins: any`: one answer for every origin, which caches may keep for all.

use cors_tests::deployment::{Expected, Row};

use crate::policies::{OPEN, ORIGIN, assert_everywhere};

#[actix_web::test]
async fn actual_responses_are_the_same_for_every_origin_and_for_none() {
    let bare = Expected::called(200, &["x-app: yes"]);
    let granted = Expected::called(
        200,
        &["access-control-allow-origin: *", "access-control-expose-headers: x-total", "x-app: yes"],
    );
    let not_found = Expected::answered(404, &[]);
    let rows = [
        Row::new("no Origin", "GET", &[], &granted),
        Row::new("some origin", "GET", &[ORIGIN], &granted),
        Row::new("null", "GET", &["Origin: null"], &granted),
        Row::new("an empty Origin", "GET", &["Origin: "], &granted),
        Row::new("malformed", "GET", &["Origin: https://a b/"], &granted),
        Row::new("several", "GET", &[ORIGIN, "Origin: https://b.example"], &granted),
        Row::new("HEAD", "HEAD", &[ORIGIN], &granted).on_route(&not_found),
        Row::new("a method that is not allowed", "DELETE", &[ORIGIN], &bare).on_route(&not_found),
    ];
    assert_everywhere!(OPEN, ["GET"], rows);
}

#[actix_web::test]
async fn a_preflight_needs_exactly_one_origin() {
    let vary = "vary: Access-Control-Request-Method, Access-Control-Request-Headers";
    let granted = Expected::answered(
        204,
        &["access-control-allow-methods: GET", "access-control-allow-origin: *", vary],
    );
    let (refused, not_found) = (Expected::answered(403, &[vary]), Expected::answered(404, &[]));
    let (get, put) = ("Access-Control-Request-Method: GET", "Access-Control-Request-Method: PUT");
    let rows = [
        Row::new("one", "OPTIONS", &[ORIGIN, get], &granted),
        Row::new("null", "OPTIONS", &["Origin: null", get], &granted),
        Row::new("one that is not an origin", "OPTIONS", &["Origin: ?", get], &granted),
        Row::new("two", "OPTIONS", &[ORIGIN, ORIGIN, get], &refused).on_route(&not_found),
        Row::new("a method that is not allowed", "OPTIONS", &[ORIGIN, put], &refused).on_route(&not_found),
        Row::new("a header", "OPTIONS", &[ORIGIN, get, "Access-Control-Request-Headers: x-a"], &refused),
    ];
    assert_everywhere!(OPEN, ["GET"], rows);
}
