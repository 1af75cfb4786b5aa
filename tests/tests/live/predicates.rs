//! What a predicate receives, and what happens if it panics.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use cors_runtime::{LivePolicy, Origin, PolicyTemplate, cors};
use cors_tests::deployment::PATH;
use cors_tests::deployments;
use cors_tests::request::Request;
use cors_tests::script::Script;

use super::{ANONYMOUS, ASKING, TENANTS, WAIVED};

/// A predicate that takes everything, and what it saw.
fn curious(template: PolicyTemplate) -> (LivePolicy, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let seen_by_predicate = Arc::clone(&seen);
    let live = template.with_origins_matching(move |origin: &Origin<'_>| {
        seen_by_predicate.lock().unwrap().push(origin.to_string());
        true
    });
    (live.unwrap(), seen)
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
    for (template, insecure) in [(ASKING, false), (WAIVED, true), (ANONYMOUS, true)] {
        let (live, seen) = curious(template);
        for deployment in deployments(live.clone()).await {
            for (origins, allowed) in [(&SECURE[..], true), (&INSECURE, insecure), (&NEVER, false)] {
                for origin in origins {
                    let (answer, _) =
                        deployment.ask(&Request::from_page("GET", PATH, origin), &Script::plain()).await;
                    let (expected, saw) = if allowed { (*origin, 1) } else { ("-", 0) };
                    assert_eq!(answer.origin(), expected, "{}: {origin}", deployment.name);
                    let sights = std::mem::take(&mut *seen.lock().unwrap());
                    assert_eq!(sights.len(), saw, "{}: {origin}", deployment.name);
                    assert_eq!(live.allows_origin(origin), allowed, "{template:?}: {origin}");
                    seen.lock().unwrap().clear();
                }
            }
            let two =
                Request::from_page("GET", PATH, "https://a.example").with("Origin", "https://a.example");
            let not_ascii = Request::new("GET", PATH, &[]).with("Origin", b"https://\xff.example");
            for request in [two, not_ascii] {
                deployment.ask(&request, &Script::plain()).await;
            }
            assert_eq!(seen.lock().unwrap().len(), 0, "{}: two lines, not UTF-8", deployment.name);
        }
    }
}

#[test]
fn the_static_part_does_not_need_the_predicate() {
    let (live, seen) = curious(ASKING);
    assert!(
        live.allows_origin("https://app.example.com") && live.allows_origin("https://a.preview.example.com")
    );
    assert_eq!(seen.lock().unwrap().len(), 0);
}

#[actix_web::test]
async fn a_predicate_that_panics_refuses_and_is_called_again() {
    let panics = Arc::new(AtomicBool::new(true));
    let switch = Arc::clone(&panics);
    let live = ASKING.with_origins_matching(move |origin| {
        assert!(!switch.load(Ordering::SeqCst), "on purpose, for {origin}");
        origin.host() == "a.example"
    });
    let live = live.unwrap();
    for deployment in deployments(live.clone()).await {
        for (panic, granted) in [(true, "-"), (false, "https://a.example"), (true, "-")] {
            panics.store(panic, Ordering::SeqCst);
            let (answer, _) =
                deployment.ask(&Request::from_page("GET", PATH, "https://a.example"), &Script::plain()).await;
            assert_eq!(answer.in_short(), format!("200 {granted}"), "{}: panics: {panic}", deployment.name);
        }
    }
}

#[test]
fn beside_credentials_a_predicate_needs_the_waiver() {
    let errors = TENANTS.with_origins_matching(|_| true).unwrap_err();
    assert_eq!(errors.iter().count(), 0);
    assert_eq!(
        errors.to_string(),
        "policy `TENANTS` allows credentials, and a function could let any origin read a logged-in user's data\n  \
         help: give it a list; if the function has been reviewed, write \
         `#[dangerously_allow(predicates)] runtime` in the policy"
    );
    for template in [ASKING, WAIVED, ANONYMOUS] {
        assert!(template.with_origins_matching(|_| true).is_ok(), "{template:?}");
    }
}

#[test]
fn a_predicate_has_no_list() {
    let live = ASKING.with_origins_matching(|origin| origin.is_subdomain_of("tenants.example")).unwrap();
    let errors = live.replace_origins(["https://a.example"]).unwrap_err();
    assert_eq!(errors.iter().count(), 0);
    assert!(errors.to_string().contains("help: make it with `with_origins`"), "{errors}");
    assert!(live.allows_origin("https://a.tenants.example") && !live.allows_origin("https://a.example"));
    assert_eq!(live.run_time_origins(), [""; 0]);
    assert!(live.to_string().contains("runtime: a function of the service (allowed: predicates)"), "{live}");
    let wrong = live.replace_valid_origins(["https://a.example"]).unwrap_err();
    assert_eq!(wrong, errors, "nor does it take the valid entries of one");
}

cors! {
    const PORTS = { origins: [runtime] };
}

#[test]
fn a_predicate_may_ask_another_policy() {
    let hosts = TENANTS.with_origins(["https://a.example"]).unwrap();
    let request = hosts.clone();
    let live = PORTS.with_origins_matching(move |origin| {
        request
            .run_time_origins()
            .iter()
            .any(|text| Origin::parse(text).is_some_and(|known| known.host() == origin.host()))
    });
    let live = live.unwrap();
    assert!(live.allows_origin("https://a.example:8443"));
    hosts.replace_origins(["https://b.example"]).unwrap();
    assert!(!live.allows_origin("https://a.example:8443") && live.allows_origin("http://b.example:1"));
}
