//! The static part and the list together, on the wire and when asked.

use actix_web::{App, web};
use cors_runtime::{LivePolicy, Verdict, cors};
use cors_tests::actix::serve;
use cors_tests::deployment::PATH;
use cors_tests::deployments;
use cors_tests::request::Request;
use cors_tests::script::Script;

use super::TENANTS;

const T1: &str = "https://t1.example.net";
const T2: &str = "https://t2.example.net:8443";

fn live() -> LivePolicy {
    TENANTS.with_origins([T1, T2, "https://app.example.com", T1, "chrome-extension://AbC"]).unwrap()
}

/// What is asked, and whether it is allowed.
const ROWS: [(&str, &str, bool); 18] = [
    ("an origin of the static part", "https://app.example.com", true),
    ("a pattern of the static part", "https://a.b.preview.example.com", true),
    ("an origin of the list", T1, true),
    ("one with a port", T2, true),
    ("one of another scheme, whose host keeps its case", "chrome-extension://AbC", true),
    ("the same in lower case", "chrome-extension://abc", false),
    ("another port", "https://t2.example.net", false),
    ("another scheme", "http://t1.example.net", false),
    ("the default port", "https://t1.example.net:443", false),
    ("a slash", "https://t1.example.net/", false),
    ("upper case", "https://T1.example.net", false),
    ("a host below", "https://a.t1.example.net", false),
    ("a glued prefix", "https://evilt1.example.net", false),
    ("a glued suffix", "https://t1.example.net.evil.example", false),
    ("a prefix of an entry", "https://t1.example.ne", false),
    ("the word of the policy", "runtime", false),
    ("null", "null", false),
    ("nothing", "", false),
];

#[actix_web::test]
async fn static_and_live_origins_are_served_alike() {
    for deployment in deployments(live()).await {
        let context = &deployment.name;
        for (says, origin, allowed) in ROWS {
            let granted = [
                "access-control-allow-credentials: true".to_owned(),
                format!("access-control-allow-origin: {origin}"),
                "vary: Origin".to_owned(),
            ];
            let expected = if allowed { &granted[..] } else { &granted[2..] };
            let (answer, _) =
                deployment.ask(&Request::from_page("GET", PATH, origin), &Script::plain()).await;
            assert_eq!(
                (answer.status, answer.cors_and_vary()),
                (200, as_strs(expected)),
                "{context}: {says}"
            );

            let (answer, _) =
                deployment.ask(&Request::preflight(PATH, origin, "PUT"), &Script::plain()).await;
            let expected = if allowed { format!("204 {origin}") } else { "403 -".to_owned() };
            assert_eq!(answer.in_short(), expected, "{context}: a preflight: {says}");
        }
        for request in
            [Request::from_page("GET", PATH, T1).with("Origin", T1), Request::new("GET", PATH, &[])]
        {
            let (answer, _) = deployment.ask(&request, &Script::plain()).await;
            assert_eq!(answer.cors_and_vary(), ["vary: Origin"], "{context}: {request:?}");
        }
    }
}

fn as_strs(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

#[test]
fn queries_answer_as_the_middleware_does() {
    let live = live();
    for (says, origin, allowed) in ROWS {
        assert_eq!(live.allows_origin(origin), allowed, "{says}");
        let verdict = live.check(origin, "PUT", &["Content-Type"]);
        assert_eq!(verdict, if allowed { Verdict::Allowed } else { Verdict::OriginNotAllowed }, "{says}");
    }
    for (says, origin, method, headers, verdict) in [
        ("a method", T1, "DELETE", &[][..], Verdict::MethodNotAllowed),
        ("a header", T1, "PUT", &["x-evil"], Verdict::HeaderNotAllowed),
        ("a name twice", T1, "PUT", &["content-type, content-type"], Verdict::Allowed),
        ("the method first", T1, "DELETE", &["x-evil"], Verdict::MethodNotAllowed),
        ("the origin before", "https://t3.example.net", "DELETE", &["x-evil"], Verdict::OriginNotAllowed),
        ("the static part, too", "https://app.example.com", "DELETE", &[], Verdict::MethodNotAllowed),
    ] {
        assert_eq!(live.check(origin, method, headers), verdict, "{says}");
    }
    assert_eq!((live.template(), &*live.name()), (Some(TENANTS), "TENANTS"));
}

#[test]
fn a_list_is_printed_up_to_a_length() {
    let live = live();
    assert_eq!(live.run_time_origins(), ["chrome-extension://AbC", "https://app.example.com", T1, T2]);
    let printed = |live: &LivePolicy| live.to_string().replace("                    ", "- ");
    let before = "TENANTS\n  origins           https://app.example.com\n- https://*.preview.example.com\n- ";
    let after = "\n  methods           GET, HEAD, PUT\n  headers           content-type\n  expose            none\n  \
                 credentials       true\n  max_age           not sent\n  preflight_status  204";
    let list =
        format!("runtime: 4 origins\n- chrome-extension://AbC\n- https://app.example.com\n- {T1}\n- {T2}");
    assert_eq!(printed(&live), format!("{before}{list}{after}"));

    live.replace_origins([T1]).unwrap();
    assert_eq!(printed(&live), format!("{before}runtime: 1 origin\n- {T1}{after}"));
    live.replace_origins([""; 0]).unwrap();
    assert_eq!(printed(&live), format!("{before}runtime: 0 origins{after}"));
    live.replace_origins((0..1000).map(|number| format!("https://t{number}.example.net"))).unwrap();
    let printed = printed(&live);
    assert!(printed.contains("runtime: 1000 origins\n- https://t0.example.net\n"), "{printed}");
    assert!(printed.ends_with(&format!("\n- … and 980 more{after}")), "{printed}");
    assert_eq!(printed.lines().count(), 4 + 20 + 1 + 6, "{printed}");
    assert_eq!(format!("{live:?}"), "LivePolicy(TENANTS)");
}

/// A request keeps the list that decided it until its response is written, whatever replaces the list meanwhile.
#[actix_web::test]
async fn a_request_keeps_the_list_that_it_was_decided_by() {
    let live = live();
    let replaces = live.clone();
    let handler = move || {
        let live = replaces.clone();
        async move {
            live.replace_origins(["https://new.example.net"]).unwrap();
            "replaced"
        }
    };
    let app = serve(App::new().route("/", web::get().to(handler)).wrap(live.clone())).await;
    for (says, origin, granted) in [
        ("on the list when the request came", T1, T1),
        ("on the new one alone", "https://new.example.net", "-"),
        ("the next request is decided by the new one", "https://new.example.net", "https://new.example.net"),
        ("and no longer by the old one", T1, "-"),
    ] {
        if granted == "-" && origin != T1 {
            live.replace_origins([T1]).unwrap();
        }
        let answer = app.ask(&Request::from_page("GET", "/", origin)).await;
        assert_eq!(answer.in_short(), format!("200 {granted}"), "{says}");
    }
}

/// What is in force reads as a constant does, before a replacement and after it.
#[test]
fn a_live_policy_has_the_getters_of_a_constant() {
    cors! {
        const FULL = {
            origins: ["https://app.example.com", "https://*.example.net"],
            methods: [GET, "M-SEARCH"],
            headers: ["content-type"],
            expose: ["x-total"],
            credentials: true,
            max_age: 2h,
            preflight_status: 200,
        };
        const OPEN = { origins: any, methods: any, headers: any, expose: any };
        const WITH_LIST = { origins: ["https://app.example.com", runtime] };
    }
    let live = LivePolicy::from(FULL);
    for constant in [FULL, OPEN] {
        live.replace(constant).expect("no template");
        for (live, constant) in [
            (live.origins(), constant.origins()),
            (live.methods(), constant.methods()),
            (live.headers(), constant.headers()),
            (live.expose(), constant.expose()),
        ] {
            assert_eq!(live.is_any(), constant.is_any());
            assert_eq!(live.listed(), constant.listed());
            assert_eq!(live.to_string(), constant.to_string());
        }
        assert_eq!(live.credentials(), constant.credentials());
        assert_eq!(live.max_age(), constant.max_age());
        assert_eq!(live.preflight_status(), constant.preflight_status());
        for name in ["GET", "HEAD", "M-SEARCH", "PUT", "*"] {
            assert_eq!(live.allows_method(name), constant.allows_method(name), "{name}");
        }
        for name in ["Content-Type", "x-other", "*"] {
            assert_eq!(live.allows_header(name), constant.allows_header(name), "{name}");
        }
    }
    let live = WITH_LIST.with_origins(["https://t1.example"]).expect("an origin");
    assert_eq!(live.origins().listed(), ["https://app.example.com", "https://t1.example"]);
    assert_eq!(live.run_time_origins(), ["https://t1.example"]);
}
