//! A guard on the content type, which preflights lack: the route refuses its preflights, and they never fall
//! through to a later scope that would grant them.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::guard::{Guard as _, GuardContext, Header};
use actix_web::middleware::from_fn;
use actix_web::{App, error, put, web};
use cors_runtime::{cors, cross_origin};
use cors_tests::actix_server::ActixServer;
use cors_tests::client::send;
use cors_tests::page::{Fetched, Page};
use cors_tests::request::Request;

cors! {
    const APP = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
    };
    const STRICT = { origins: ["https://admin.example.com"], ..APP };
}

fn is_json(context: &GuardContext<'_>) -> bool {
    Header("content-type", "application/json").check(context)
}

static WRITTEN: AtomicUsize = AtomicUsize::new(0);

#[cross_origin(none)]
#[put("/none", guard = "is_json")]
async fn of_none() -> &'static str {
    WRITTEN.fetch_add(1, Ordering::SeqCst);
    "written"
}

#[cross_origin(STRICT)]
#[put("/strict", guard = "is_json")]
async fn of_strict() -> &'static str {
    WRITTEN.fetch_add(1, Ordering::SeqCst);
    "written"
}

/// Authentication that hides what it protects.
#[cross_origin(none)]
#[put("/hidden", wrap = "from_fn(hides)")]
async fn of_hidden() -> &'static str {
    WRITTEN.fetch_add(1, Ordering::SeqCst);
    "written"
}

async fn hides(
    request: actix_web::dev::ServiceRequest,
    next: actix_web::middleware::Next<impl actix_web::body::MessageBody>,
) -> Result<actix_web::dev::ServiceResponse<impl actix_web::body::MessageBody>, actix_web::Error> {
    if request.headers().contains_key("cookie") {
        next.call(request).await
    } else {
        Err(error::ErrorNotFound(""))
    }
}

/// The arrangement that was attacked: inside a policy that grants the preflight. The write still does not run.
#[test]
fn a_route_inside_the_policy_by_mistake_does_not_run() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new().service(of_none).service(of_strict).service(of_hidden).wrap(APP)
        });
        let page = Page { origin: "https://app.example.com" };
        for address in &server.addresses {
            for path in ["/none", "/strict", "/hidden"] {
                let json = ["Content-Type: application/json", "Cookie: session=1"];
                let fetched = page.fetch(*address, "PUT", path, &json, "{}");
                assert_eq!(fetched, Fetched::Read(500), "{path}: the mistake shows");
            }
        }
        assert_eq!(WRITTEN.load(Ordering::SeqCst), 0, "no write ran");
    }
}

/// Documented: a scope that is chosen by the content type never sees a preflight. One wrapped resource with guarded routes
/// does.
#[test]
fn a_scope_that_is_guarded_by_the_content_type_and_the_remedy() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            let json = || Header("content-type", "application/json");
            let scope =
                web::scope("/scope").guard(json()).route("", web::put().to(async || "json")).wrap(APP);
            let resource = web::resource("/resource")
                .route(web::put().guard(json()).to(async || "json"))
                .route(web::put().to(async || "anything else"))
                .wrap(APP);
            App::new().service(scope).service(resource)
        });
        let page = Page { origin: "https://app.example.com" };
        for address in &server.addresses {
            for (path, expected) in [("/scope", Fetched::NotSent(404)), ("/resource", Fetched::Read(200))] {
                let fetched = page.fetch(*address, "PUT", path, &["Content-Type: application/json"], "{}");
                assert_eq!(fetched, expected, "{path}");
            }
        }
    }
}

fn no_session(context: &GuardContext<'_>) -> bool {
    !context.head().headers().contains_key("cookie")
}

#[cross_origin(APP)]
#[put("/session", guard = "no_session")]
async fn of_guests() -> &'static str {
    "of guests"
}

#[cross_origin(none)]
#[put("/session")]
async fn of_members() -> &'static str {
    "of members"
}

/// Documented: a guard that holds because something is missing holds for every preflight, so one route grants what the
/// next one serves. One wrapped resource grants what it serves itself.
#[test]
fn a_guard_that_holds_without_a_cookie_and_the_remedy() {
    let server = ActixServer::start(1, || {
        App::new().service(of_guests).service(of_members).service(
            web::resource("/resource")
                .route(web::put().guard(actix_web::guard::fn_guard(no_session)).to(async || "of guests"))
                .route(web::put().to(async || "of members"))
                .wrap(STRICT),
        )
    });
    let page = Page { origin: "https://app.example.com" };
    let session = ["Cookie: session=1"];
    let address = server.address();
    assert_eq!(page.fetch(address, "PUT", "/session", &[], ""), Fetched::Read(200));
    assert_eq!(page.fetch(address, "PUT", "/session", &session, ""), Fetched::Unreadable(200), "of members");
    assert_eq!(page.fetch(address, "PUT", "/resource", &session, ""), Fetched::NotSent(403));
}

#[test]
fn a_page_that_the_scope_trusts_cannot_write_to_an_exception() {
    for listeners in [1, 2] {
        let server = ActixServer::start(listeners, || {
            App::new()
                .service(of_none)
                .service(of_strict)
                .service(of_hidden)
                .service(web::scope("").route("/{any}", web::to(async || "scope")).wrap(APP))
        });
        let page = Page { origin: "https://app.example.com" };
        let json = ["Content-Type: application/json", "Cookie: session=1"];
        for address in &server.addresses {
            for path in ["/none", "/strict", "/hidden"] {
                let fetched = page.fetch(*address, "PUT", path, &json, "{}");
                assert_eq!(fetched, Fetched::NotSent(403), "{path}");
                let answer =
                    send(*address, &Request::preflight(path, page.origin, "PUT")).expect("an answer");
                let vary = "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
                assert_eq!(answer.cors_and_vary(), [vary], "{path}");
            }
            // For comparison, the same page can write to the scope.
            assert_eq!(page.fetch(*address, "PUT", "/scope", &json, "{}"), Fetched::Read(200));
        }
        assert_eq!(WRITTEN.load(Ordering::SeqCst), 0, "no write ran");
    }
}
