use super::*;

#[test]
fn a_response_varies_by_origin_if_a_line_of_vary_names_it_or_is_a_star() {
    for (lines, varies) in [
        (&[][..], false),
        (&["Origin"], true),
        (&["accept-encoding, ORIGIN"], true),
        (&["accept-encoding", "\torigin "], true),
        (&["*"], true),
        (&["accept, *"], true),
        (&["x-origin", "origins", "ori gin", ""], false),
        (&["access-control-request-headers"], false),
    ] {
        assert_eq!(varies_by_origin(lines.iter().map(|line| line.as_bytes())), varies, "{lines:?}");
    }
}

#[test]
fn exposed_are_the_names_that_pages_could_not_read_and_may() {
    for (names, vary, exposed) in [
        (&[][..], &[][..], None),
        (&["x-b", "x-a", "x-b"], &[], Some("x-a, x-b")),
        (&["content-type", "cache-control", "expires"], &[], None),
        (&["set-cookie", "set-cookie2", "cors-refusal", "*"], &[], None),
        (&["etag", "vary"], &["Origin"], Some("etag")),
        (&["etag", "vary"], &["accept"], Some("etag, vary")),
        (&["vary", "vary"], &["accept", "Origin"], Some("vary")),
    ] {
        let value = exposed_names(names.iter().copied(), vary.iter().map(|line: &&str| line.as_bytes()));
        assert_eq!(value.as_deref(), exposed, "{names:?} {vary:?}");
    }
}
