//! What a predicate sees, and what becomes of one that goes wrong.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use cors_runtime::{LivePolicy, Origin, PolicyTemplate, cors};
use cors_tests::everywhere;
use cors_tests::service::request;

use super::{ANONYMOUS, TENANTS, WAIVED};

/// A predicate that takes everything, and what it saw.
fn curious(template: PolicyTemplate) -> (LivePolicy, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let seen_by_predicate = Arc::clone(&seen);
    let live = template.with_origins_matching(move |origin: &Origin<'_>| {
        seen_by_predicate.lock().unwrap().push(origin.to_string());
        true
    });
    (live, seen)
}

#[actix_web::test]
async fn a_predicate_sees_only_what_may_be_an_origin() {
    const SECURE: [&str; 5] = [
        "https://a.example",
        "https://a.example:8443",
        "http://localhost:5173",
        "http://[::1]",
        "tauri://localhost",
    ];
    const INSECURE: [&str; 2] = ["http://a.example", "http://[::ffff:7f00:1]"];
    const NEVER: [&str; 10] = [
        "null",
        "",
        "https://a.example/",
        "https://A.example",
        "https://u@a.example",
        "https://a..example",
        "https://a.example:443",
        "https://127.1",
        "https://a.example https://b.example",
        "file://",
    ];
    for (template, insecure) in [(TENANTS, false), (WAIVED, true), (ANONYMOUS, true)] {
        let (live, seen) = curious(template);
        for (place, app) in everywhere!(live.clone()) {
            for (origins, allowed) in [(&SECURE[..], true), (&INSECURE, insecure), (&NEVER, false)] {
                for origin in origins {
                    let reply = app.send(request("GET", "/api/x", &[&format!("Origin: {origin}")])).await;
                    let granted = reply.lines("access-control-allow-origin");
                    let (expected, saw) = if allowed { (vec![*origin], 1) } else { (vec![], 0) };
                    assert_eq!(granted, expected, "{template:?} {place}: {origin}");
                    assert_eq!(
                        std::mem::take(&mut *seen.lock().unwrap()).len(),
                        saw,
                        "{template:?} {place}: {origin}"
                    );
                    assert_eq!(live.allows_origin(origin), allowed, "{template:?}: {origin}");
                    seen.lock().unwrap().clear();
                }
            }
            app.send(request("GET", "/api/x", &["Origin: https://a.example", "Origin: https://a.example"]))
                .await;
            let not_ascii =
                actix_web::http::header::HeaderValue::from_bytes(b"https://\xff.example").unwrap();
            app.send(request("GET", "/api/x", &[]).insert_header(("Origin", not_ascii))).await;
            assert_eq!(seen.lock().unwrap().len(), 0, "{template:?} {place}: two lines, no UTF-8");
        }
    }
}

#[test]
fn the_static_part_does_not_need_the_predicate() {
    let (live, seen) = curious(TENANTS);
    assert!(
        live.allows_origin("https://app.example.com") && live.allows_origin("https://a.preview.example.com")
    );
    assert_eq!(seen.lock().unwrap().len(), 0);
}

#[actix_web::test]
async fn a_predicate_that_panics_has_refused_and_is_asked_again() {
    let panics = Arc::new(AtomicBool::new(true));
    let switch = Arc::clone(&panics);
    let live = TENANTS.with_origins_matching(move |origin| {
        assert!(!switch.load(Ordering::SeqCst), "on purpose, for {origin}");
        origin.host() == "a.example"
    });
    for (place, app) in everywhere!(live.clone()) {
        for (panic, granted) in [(true, 0), (false, 1), (true, 0)] {
            panics.store(panic, Ordering::SeqCst);
            let reply = app.send(request("GET", "/api/x", &["Origin: https://a.example"])).await;
            let grants = reply.lines("access-control-allow-origin").len();
            assert_eq!((reply.status, grants), (200, granted), "{place}: panics: {panic}");
        }
    }
}

#[test]
fn a_predicate_has_no_list() {
    let live = TENANTS.with_origins_matching(|origin| origin.is_subdomain_of("tenants.example"));
    let errors = live.replace_origins(["https://a.example"]).unwrap_err();
    assert_eq!(errors.iter().count(), 0);
    assert!(errors.to_string().contains("help: make it with `with_origins`"), "{errors}");
    assert!(live.allows_origin("https://a.tenants.example") && !live.allows_origin("https://a.example"));
    assert_eq!(live.origins(), [""; 0]);
    assert_eq!(format!("{live:?}"), "LivePolicy(TENANTS, a predicate)");
    assert!(live.to_string().ends_with("at run time       a predicate"));
}

cors! {
    const PORTS = { origins: [runtime] };
}

#[test]
fn a_predicate_may_ask_another_policy() {
    let hosts = TENANTS.with_origins(["https://a.example"]).unwrap();
    let asked = hosts.clone();
    let live = PORTS.with_origins_matching(move |origin| {
        asked
            .origins()
            .iter()
            .any(|text| Origin::parse(text).is_some_and(|known| known.host() == origin.host()))
    });
    assert!(live.allows_origin("https://a.example:8443"));
    hosts.replace_origins(["https://b.example"]).unwrap();
    assert!(!live.allows_origin("https://a.example:8443") && live.allows_origin("http://b.example:1"));
}
