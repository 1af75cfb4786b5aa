//! `origins: none`: nothing is granted, whatever the other fields say, and every response varies by `Origin`.

use cors_runtime::{LivePolicy, Verdict, cors};
use cors_tests::config::read;
use cors_tests::deployment::{Expected, Row};
use cors_tests::script::{How, Script};
use serde_json::json;

use crate::owned::{LINES, OTHER};
use crate::policies::{ORIGIN, PREFLIGHT_VARY, assert_everywhere};

cors! {
    const OFF = {
        origins: none,
        methods: [GET, PUT],
        headers: ["content-type"],
        expose: ["x-total"],
        credentials: true,
        max_age: 1h,
    };
    /// A list of which no build has an entry.
    const EMPTIED = { origins: [#[cfg(any())] "https://app.example.com"], ..OFF };
    const TENANTS = { origins: [runtime], methods: [GET, PUT] };
    const APP = { origins: ["https://app.example.com"], methods: [GET, PUT] };
    const BARE = { origins: none };

    expect OFF {
        deny GET from "https://app.example.com";
        deny GET from "null";
    }
    expect EMPTIED { deny GET from "https://app.example.com"; }
}

const _: () = assert!(!OFF.allows_origin("https://app.example.com") && OFF.allows_method("PUT"));

fn rows() -> Vec<Row> {
    let (refused, not_found) = (Expected::answered(403, &[PREFLIGHT_VARY]), Expected::answered(404, &[]));
    let bare = Expected::called(200, &["vary: Origin", "x-app: yes"]);
    let stripped = Expected::called(200, &[OTHER, "vary: Origin"]);
    let mut rows = vec![
        Row::new("a page", "GET", &[ORIGIN], &bare),
        Row::new("no Origin", "GET", &[], &bare),
        Row::new("`null`", "PUT", &["Origin: null"], &bare),
        Row::new("two origins", "GET", &[ORIGIN, ORIGIN], &bare),
        Row::new("another method", "DELETE", &[ORIGIN], &bare).on_route(&not_found),
        Row::new("OPTIONS that is no preflight", "OPTIONS", &[ORIGIN], &bare).on_route(&not_found),
        Row::new("a preflight", "OPTIONS", &[ORIGIN, "Access-Control-Request-Method: PUT"], &refused),
        Row::new(
            "a preflight from `null`",
            "OPTIONS",
            &["Origin: null", "Access-Control-Request-Method: GET"],
            &refused,
        ),
        Row::new(
            "a preflight for another method",
            "OPTIONS",
            &[ORIGIN, "Access-Control-Request-Method: DELETE"],
            &refused,
        )
        .on_route(&not_found),
    ];
    for how in [How::Response, How::Streamed, How::HandlerError, How::MiddlewareError] {
        rows.push(
            Row::new(
                &format!("CORS headers of the application are removed, {how:?}"),
                "GET",
                &[ORIGIN],
                &stripped,
            )
            .script(Script::of(200, &LINES).how(how)),
        );
    }
    rows
}

#[actix_web::test]
async fn nothing_is_granted_and_the_application_grants_nothing_either() {
    assert_everywhere!(OFF, ["GET", "PUT"], rows());
    assert_everywhere!(EMPTIED, ["GET", "PUT"], rows());
}

#[actix_web::test]
async fn a_policy_may_become_none_and_come_back() {
    for nobody in [json!({ "origins": "none" }), json!({ "origins": [] })] {
        let live = LivePolicy::from(APP);
        assert_eq!(live.check("https://app.example.com", "GET", &[]), Verdict::Allowed);
        live.replace(read(&nobody).expect("a policy")).expect("no template");
        assert_eq!(live.check("https://app.example.com", "GET", &[]), Verdict::OriginNotAllowed, "{nobody}");
        live.replace(APP).expect("no template");
        assert_eq!(live.check("https://app.example.com", "GET", &[]), Verdict::Allowed);
    }
}

#[test]
fn anyone_a_list_or_nobody_is_one_type() {
    cors! { const PUBLIC = { origins: any }; }
    let policy = |open: bool, list: Option<&[&str]>| -> Result<LivePolicy, cors_runtime::OriginErrors> {
        Ok(if open {
            PUBLIC.into()
        } else if let Some(list) = list {
            TENANTS.with_origins(list)?
        } else {
            BARE.into()
        })
    };
    for (open, list, allowed) in [
        (true, None, true),
        (false, Some(&["https://app.example.com"][..]), true),
        (false, Some(&[][..]), false),
        (false, None, false),
    ] {
        let live = policy(open, list).expect("origins");
        assert_eq!(live.allows_origin("https://app.example.com"), allowed, "{live}");
    }
}

#[test]
fn all_ways_to_say_it_are_printed_alike() {
    let table = "BARE\n  origins           none\n  methods           GET, HEAD, POST\n  headers           none\n  \
                 expose            none\n  credentials       false\n  max_age           not sent\n  preflight_status  204";
    assert_eq!(BARE.to_string(), table);
    assert_eq!(LivePolicy::from(BARE).to_string(), table);
    for nobody in [json!({ "origins": "none" }), json!({ "origins": [] })] {
        assert_eq!(read(&nobody).expect("a policy").to_string(), table.replace("BARE", "configuration"));
    }
    assert!(OFF == EMPTIED && OFF != BARE);
}
