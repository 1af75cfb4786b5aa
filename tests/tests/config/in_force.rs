//! What is in force, and how it is replaced: a whole policy at a time, while requests are served.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use actix_web::{App, web};
use cors_runtime::{AllowedOrigin, LivePolicy, cors};
use cors_tests::actix::{application, serve};
use cors_tests::config::read;
use cors_tests::deployment::PATH;
use cors_tests::deployments;
use cors_tests::request::Request;
use cors_tests::script::Script;
use serde_json::json;

cors! {
    const PUBLIC = { origins: any };
    const CLOSED = { origins: ["https://app.example.com"], credentials: true };
    const ANONYMOUS = { origins: ["https://app.example.com"] };
    const TENANTS = { origins: [runtime], credentials: true };
    const OTHERS = { origins: [runtime], credentials: true };
}

#[actix_web::test]
async fn one_type_for_every_kind_of_policy() {
    let settings = json!({ "origins": ["https://app.example.com"] });
    let kinds: [(LivePolicy, &str); 3] = [
        (PUBLIC.into(), "*"),
        (TENANTS.with_origins(["https://app.example.com"]).unwrap(), "https://app.example.com"),
        (read(&settings).unwrap(), "https://app.example.com"),
    ];
    for (policy, origin) in kinds {
        for deployment in deployments(policy).await {
            let asked = Request::from_page("GET", PATH, "https://app.example.com");
            let (answer, _) = deployment.ask(&asked, &Script::plain()).await;
            assert_eq!(answer.origin(), origin, "{}", deployment.name);
        }
    }
}

#[actix_web::test]
async fn a_whole_policy_is_replaced_for_all_clones() {
    let live = LivePolicy::from(CLOSED);
    let app = serve(App::new().route("/x", web::route().to(application)).wrap(live.clone())).await;
    let answer = async || {
        let asked = Request::from_page("GET", "/x", "https://new.example.com");
        app.ask(&asked).await.cors_and_vary().join("; ")
    };
    assert_eq!(answer().await, "vary: Origin");

    live.replace(read(&json!({ "origins": ["https://new.example.com"], "credentials": true })).unwrap())
        .unwrap();
    assert_eq!(
        answer().await,
        "access-control-allow-credentials: true; access-control-allow-origin: https://new.example.com; vary: Origin"
    );
    live.replace(PUBLIC).unwrap();
    assert_eq!(answer().await, "access-control-allow-origin: *");
    assert_eq!((&*live.name(), live.to_string()), ("PUBLIC", PUBLIC.to_string()));
    live.replace(TENANTS.with_origins(["https://new.example.com"]).unwrap()).unwrap();
    assert!(answer().await.contains("access-control-allow-origin: https://new.example.com"));
    let errors = live.replace_origins(["https://another.example.com"]).unwrap_err();
    assert!(errors.to_string().contains("replace it as a whole, with `replace`"), "{errors}");
}

#[test]
fn a_template_keeps_what_the_compiler_has_checked() {
    let live = TENANTS.with_origins(["https://t1.example"]).unwrap();
    for (other, name) in [
        (LivePolicy::from(CLOSED), "CLOSED"),
        (OTHERS.with_origins(["https://t2.example"]).unwrap(), "OTHERS"),
        (read(&json!({ "origins": ["https://t2.example"] })).unwrap(), "configuration"),
    ] {
        let error = live.replace(other).unwrap_err().to_string();
        assert!(error.contains("`TENANTS`") && error.contains(&format!("`{name}`")), "{error}");
        assert!(error.contains("`replace_origins`"), "{error}");
        assert_eq!(live.run_time_origins(), ["https://t1.example"], "{name}");
    }
    live.replace(TENANTS.with_origins(["https://t2.example"]).unwrap()).unwrap();
    assert_eq!(live.run_time_origins(), ["https://t2.example"]);
}

#[test]
fn what_is_replaced_is_the_content_and_not_the_link() {
    let (one, other) = (LivePolicy::from(CLOSED), LivePolicy::from(PUBLIC));
    one.replace(other.clone()).unwrap();
    other.replace(CLOSED).unwrap();
    assert!(one.allows_origin("https://anybody.example") && !other.allows_origin("https://anybody.example"));
}

/// An `AllowedOrigin` has nothing to check once its policy is open to any origin or has no credentials.
#[actix_web::test]
async fn allowed_origin_refuses_everything_where_its_policy_no_longer_fits() {
    const ORIGIN: &str = "https://app.example.com";
    let live = LivePolicy::from(CLOSED);
    let guard = AllowedOrigin::of_live(live.clone()).or_same_origin("https://api.example.com").or_no_origin();
    let app = serve(App::new().service(web::resource("/ws").wrap(guard).to(application))).await;
    let answers = async || {
        let mut statuses = Vec::new();
        for asked in [
            Request::from_page("GET", "/ws", ORIGIN),
            Request::from_page("GET", "/ws", "https://api.example.com"),
            Request::new("GET", "/ws", &[]),
            Request::from_page("GET", "/ws", "https://evil.example"),
        ] {
            statuses.push(app.ask(&asked).await.status);
        }
        statuses
    };
    assert_eq!(answers().await, [200, 200, 200, 403]);
    for unfit in [PUBLIC, ANONYMOUS] {
        live.replace(unfit).unwrap();
        assert_eq!(answers().await, [403; 4], "{unfit}");
        live.replace(CLOSED).unwrap();
        assert_eq!(answers().await, [200, 200, 200, 403]);
    }
}

/// Two policies that differ in every header. A request that sees half of each sees a pair that neither has.
#[actix_web::test]
async fn no_request_sees_half_a_policy() {
    let config = |name: &str, status: u16, seconds: &str| {
        json!({
            "origins": ["https://app.example.com", format!("https://{name}.example.com")],
            "methods": ["GET", "PUT"],
            "headers": [format!("x-{name}")],
            "max_age": seconds,
            "preflight_status": status,
        })
    };
    let (a, b) = (config("a", 200, "1s"), config("b", 204, "2s"));
    let live = read(&a).unwrap();
    let (stop, seen) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let live = live.clone();
            let (stop, seen) = (&stop, &seen);
            scope.spawn(move || {
                actix_web::rt::System::new().block_on(async {
                    let app = serve(App::new().route("/x", web::route().to(application)).wrap(live)).await;
                    let asked = Request::preflight("/x", "https://app.example.com", "PUT");
                    while !stop.load(Ordering::Relaxed) {
                        let answer = app.ask(&asked).await;
                        let facts = (
                            answer.status,
                            answer.values("access-control-max-age").concat(),
                            answer.values("access-control-allow-headers").concat(),
                        );
                        let of = |status, seconds: &str, header: &str| {
                            (status, seconds.to_owned(), header.to_owned())
                        };
                        assert!(facts == of(200, "1", "x-a") || facts == of(204, "2", "x-b"), "{facts:?}");
                        seen.fetch_or(1 << usize::from(facts.0 == 204), Ordering::Relaxed);
                    }
                });
            });
        }
        let mut replacements = 0;
        while replacements < 500 || seen.load(Ordering::Relaxed) != 0b11 {
            live.replace(read(if replacements % 2 == 0 { &b } else { &a }).unwrap()).unwrap();
            replacements += 1;
        }
        stop.store(true, Ordering::Relaxed);
    });
}
