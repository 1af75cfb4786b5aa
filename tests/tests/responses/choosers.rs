//! One path, several policies: `except_methods` and `except_origins_of`, everywhere a policy can stand.

use actix_web::{App, HttpResponse, web};
use cors_runtime::{ByMethod, ByOrigin, LivePolicy, Policy, cors};
use cors_tests::actix::serve;
use cors_tests::any_policy::AnyPolicy;
use cors_tests::deployment::{Application, Deployment, Expected, PATH, Row, assert_rows};
use cors_tests::events;
use cors_tests::middleware::{FirstPass, ServeAgain};
use cors_tests::request::Request;
use cors_tests::script::Script;
use cors_tests::{deployments, tower};

cors! {
    pub(super) const PUBLIC = { origins: any, methods: [GET], expose: ["x-total"] };
    pub(super) const EDITORS = { origins: ["https://edit.example.com"], methods: [PUT, DELETE], credentials: true };
    const ADMINS = { origins: ["https://admin.example.com"], methods: [DELETE] };
    pub(super) const OWN = {
        origins: ["https://app.example.com", "https://*.app.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
        expose: any,
        credentials: true,
        max_age: 1h,
    };
    pub(super) const PARTNERS = { origins: ["https://partner.example", "https://app.example.com"], methods: [GET] };
    const TENANTS = { origins: [runtime], methods: [PUT] };
    const CLOSED = { origins: ["https://closed.example"], methods: [GET] };
    const OPEN = { origins: any, methods: any };
    const UNUSUAL = { origins: ["https://admin.example.com"], methods: ["PUTS"] };
    pub(super) const ANY_METHOD = { origins: ["https://admin.example.com"], methods: any };
}

pub(super) const ARTICLE: ByMethod<2> = PUBLIC.except_methods([("PUT", EDITORS), ("DELETE", ADMINS)]);
/// A name that is near one of the standard methods, in quotes wherever it stands, and one that is not near.
const NAMED: ByMethod<2> = PUBLIC.except_methods([("PUTS", UNUSUAL), ("PURGE", ANY_METHOD)]);
pub(super) const API: ByOrigin<2> = PUBLIC.except_origins_of([OWN, PARTNERS]);
/// Editors write, the own pages read with cookies, and everybody reads.
const BOTH: ByMethod<2, Policy, ByOrigin<2>> = API.except_methods([("PUT", EDITORS), ("DELETE", ADMINS)]);

const EDIT: &str = "https://edit.example.com";
const ADMIN: &str = "https://admin.example.com";
const ANYONE: &str = "https://anyone.example";
const APP: &str = "https://app.example.com";
const PARTNER: &str = "https://partner.example";

const PREFLIGHT_VARY: &str = "vary: Access-Control-Request-Method, Access-Control-Request-Headers";
const PREFLIGHT_VARY_BY_ORIGIN: &str =
    "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
const BY_ORIGIN: &str = "vary: Origin";
const CREDENTIALS: &str = "access-control-allow-credentials: true";
const TO_ANYONE: &str = "access-control-allow-origin: *";
const TOTAL: &str = "access-control-expose-headers: x-total";

/// A request from a page, and the preflight for it, with what each must carry; `None` for a refusal.
fn asked(method: &str, origin: &str, response: &[&str], vary: &str, preflight: Option<&[&str]>) -> [Row; 2] {
    let line = format!("Origin: {origin}");
    let says = format!("{method} from {origin}");
    let response = [response, &["x-app: yes"]].concat();
    let allowed = format!("access-control-allow-methods: {method}");
    let answer = match preflight {
        Some(lines) => Expected::answered(204, &[lines, &[&allowed, vary]].concat()),
        None => Expected::answered(403, &[vary]),
    };
    let requested = format!("Access-Control-Request-Method: {method}");
    [
        Row::new(&says, method, &[&line], &Expected::called(200, &response)),
        Row::new(&format!("a preflight for {says}"), "OPTIONS", &[&line, &requested], &answer),
    ]
}

/// Constant, and each policy made live.
async fn constant_and_live(constant: impl Into<AnyPolicy>, live: impl Into<AnyPolicy>) -> Vec<Deployment> {
    let mut all = deployments(constant).await;
    all.extend(deployments(live).await);
    all
}

pub(super) fn live<const N: usize>(policies: [Policy; N]) -> [LivePolicy; N] {
    policies.map(LivePolicy::from)
}

#[actix_web::test]
async fn each_method_has_its_policy_in_both_phases() {
    let [public, editors, admins] = live([PUBLIC, EDITORS, ADMINS]);
    let all = constant_and_live(
        AnyPolicy::ByMethod(ARTICLE),
        AnyPolicy::LiveByMethod(public.except_methods([("PUT", editors), ("DELETE", admins)])),
    )
    .await;
    let to = |origin| format!("access-control-allow-origin: {origin}");
    let (edit, admin) = (to(EDIT), to(ADMIN));
    let mut rows = Vec::new();
    for origin in [ANYONE, EDIT] {
        rows.extend(asked("GET", origin, &[TO_ANYONE, TOTAL], PREFLIGHT_VARY, Some(&[TO_ANYONE])));
        // HEAD goes with GET.
        rows.extend(asked("HEAD", origin, &[TO_ANYONE, TOTAL], PREFLIGHT_VARY, Some(&[TO_ANYONE])));
        // `PUBLIC` governs the other methods, and does not allow this one.
        rows.extend(asked("POST", origin, &[], PREFLIGHT_VARY, None));
    }
    let granted: &[&str] = &[&edit, CREDENTIALS];
    rows.extend(asked(
        "PUT",
        EDIT,
        &[&edit, CREDENTIALS, BY_ORIGIN],
        PREFLIGHT_VARY_BY_ORIGIN,
        Some(granted),
    ));
    rows.extend(asked("DELETE", ADMIN, &[&admin, BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, Some(&[&admin])));
    for (method, origin) in [("PUT", ADMIN), ("PUT", ANYONE), ("DELETE", EDIT)] {
        rows.extend(asked(method, origin, &[BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, None));
    }
    // What asks for no method in particular has the policy for the others.
    for requested in ["PUT, DELETE", "put", "", "*"] {
        let lines = [format!("Origin: {EDIT}"), format!("Access-Control-Request-Method: {requested}")];
        let refused = Expected::answered(403, &[PREFLIGHT_VARY]);
        rows.push(Row::new(requested, "OPTIONS", &[&lines[0], &lines[1]], &refused));
    }
    assert_rows(&all, &rows).await;
}

#[actix_web::test]
async fn each_origin_has_its_policy_in_both_phases() {
    const VARY: &str = PREFLIGHT_VARY_BY_ORIGIN;
    const MAX_AGE: &str = "access-control-max-age: 3600";
    const NAMES: &str = "access-control-allow-headers: content-type";
    let [public, own, partners] = live([PUBLIC, OWN, PARTNERS]);
    let all = constant_and_live(
        AnyPolicy::ByOrigin(API),
        AnyPolicy::LiveByOrigin(public.except_origins_of([own, partners])),
    )
    .await;
    let exposed = "access-control-expose-headers: x-app";
    let mut rows = Vec::new();
    for origin in [APP, "https://a.b.app.example.com"] {
        let origin_line = format!("access-control-allow-origin: {origin}");
        let response = [&origin_line, CREDENTIALS, exposed, BY_ORIGIN];
        let preflight: &[&str] = &[&origin_line, CREDENTIALS, NAMES, MAX_AGE];
        rows.extend(asked("GET", origin, &response, VARY, Some(preflight)));
        rows.extend(asked("PUT", origin, &response, VARY, Some(preflight)));
        // It never falls to a policy that might allow it.
        rows.extend(asked("DELETE", origin, &[BY_ORIGIN], VARY, None));
    }
    let partner = format!("access-control-allow-origin: {PARTNER}");
    rows.extend(asked("GET", PARTNER, &[&partner, BY_ORIGIN], VARY, Some(&[&partner])));
    rows.extend(asked("PUT", PARTNER, &[BY_ORIGIN], VARY, None));
    for origin in [ANYONE, "null", "https://app.example.com.evil.net"] {
        // Also what is open to anybody varies: a cache must not give it to the own pages.
        rows.extend(asked("GET", origin, &[TO_ANYONE, TOTAL, BY_ORIGIN], VARY, Some(&[TO_ANYONE])));
        rows.extend(asked("PUT", origin, &[BY_ORIGIN], VARY, None));
    }
    let everybody = Expected::called(200, &[TO_ANYONE, TOTAL, BY_ORIGIN, "x-app: yes"]);
    let line = format!("Origin: {APP}");
    rows.push(Row::new("no `Origin`", "GET", &[], &everybody));
    rows.push(Row::new("two `Origin` lines, which are nobody's", "GET", &[&line, &line], &everybody));
    let preflight = [line.as_str(), &line, "Access-Control-Request-Method: GET"];
    rows.push(Row::new("a preflight with two", "OPTIONS", &preflight, &Expected::answered(403, &[VARY])));
    assert_rows(&all, &rows).await;
}

#[actix_web::test]
async fn choosers_nest_by_their_receiver() {
    const VARY: &str = PREFLIGHT_VARY_BY_ORIGIN;
    let all = deployments(AnyPolicy::ByBoth(BOTH)).await;
    let to = |origin| format!("access-control-allow-origin: {origin}");
    let (edit, app) = (to(EDIT), to(APP));
    let mut rows = Vec::new();
    rows.extend(asked("PUT", EDIT, &[&edit, CREDENTIALS, BY_ORIGIN], VARY, Some(&[&edit, CREDENTIALS])));
    // The method decides first, so the own pages do not write here.
    rows.extend(asked("PUT", APP, &[BY_ORIGIN], VARY, None));
    let own = [&app, CREDENTIALS, "access-control-expose-headers: x-app", BY_ORIGIN];
    let preflight: &[&str] =
        &[&app, CREDENTIALS, "access-control-allow-headers: content-type", "access-control-max-age: 3600"];
    rows.extend(asked("GET", APP, &own, VARY, Some(preflight)));
    rows.extend(asked("GET", ANYONE, &[TO_ANYONE, TOTAL, BY_ORIGIN], VARY, Some(&[TO_ANYONE])));
    assert_rows(&all, &rows).await;

    // The other way round the origin decides first.
    let [public, editors, admins, own, partners] = live([PUBLIC, EDITORS, ADMINS, OWN, PARTNERS]);
    let by_method = public.except_methods([("PUT", editors), ("DELETE", admins)]);
    let all = deployments(AnyPolicy::LiveByBoth(by_method.except_origins_of([own, partners]))).await;
    let mut rows = Vec::new();
    rows.extend(asked(
        "PUT",
        APP,
        &[&app, CREDENTIALS, "access-control-expose-headers: x-app", BY_ORIGIN],
        VARY,
        Some(preflight),
    ));
    rows.extend(asked("PUT", EDIT, &[&edit, CREDENTIALS, BY_ORIGIN], VARY, Some(&[&edit, CREDENTIALS])));
    rows.extend(asked("GET", EDIT, &[TO_ANYONE, TOTAL, BY_ORIGIN], VARY, Some(&[TO_ANYONE])));
    assert_rows(&all, &rows).await;
}

#[actix_web::test]
async fn a_method_in_quotes_has_its_policy() {
    let mut rows = Vec::new();
    for method in ["PUTS", "PURGE"] {
        let admin = format!("access-control-allow-origin: {ADMIN}");
        rows.extend(asked(method, ADMIN, &[&admin, BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, Some(&[&admin])));
        rows.extend(asked(method, ANYONE, &[BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, None));
    }
    assert_rows(&deployments(AnyPolicy::ByMethod(NAMED)).await, &rows).await;
}

#[actix_web::test]
async fn head_has_the_policy_of_get() {
    let partner = format!("access-control-allow-origin: {PARTNER}");
    let mut rows = Vec::new();
    rows.extend(asked("HEAD", PARTNER, &[&partner, BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, Some(&[&partner])));
    rows.extend(asked("HEAD", ANYONE, &[BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, None));
    let chooser = PUBLIC.except_methods([("GET", PARTNERS), ("PUT", EDITORS)]);
    assert_rows(&deployments(AnyPolicy::ByMethod(chooser)).await, &rows).await;
}

#[actix_web::test]
async fn head_may_have_a_policy_of_its_own() {
    let admin = format!("access-control-allow-origin: {ADMIN}");
    let mut rows = Vec::new();
    rows.extend(asked("HEAD", ADMIN, &[&admin, BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, Some(&[&admin])));
    rows.extend(asked("HEAD", PARTNER, &[BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, None));
    rows.extend(asked("GET", ADMIN, &[BY_ORIGIN], PREFLIGHT_VARY_BY_ORIGIN, None));
    let chooser = PUBLIC.except_methods([("GET", PARTNERS), ("HEAD", ANY_METHOD)]);
    assert_rows(&deployments(AnyPolicy::ByMethod(chooser)).await, &rows).await;
}

/// Browsers would keep a `*` for PUT, too, and never ask its policy: also one that repeats a method of this name.
#[actix_web::test]
async fn any_method_is_answered_with_the_requested_one() {
    let chooser = OPEN.except_methods([("PUT", EDITORS), ("DELETE", EDITORS)]);
    for deployment in deployments(AnyPolicy::ByMethod(chooser)).await {
        for (method, origin, answer) in [
            ("GET", ANYONE, "204 GET"),
            ("M-SEARCH", ANYONE, "204 M-SEARCH"),
            ("PUT", EDIT, "204 PUT"),
            ("PUT", ANYONE, "403 -"),
            ("GET, PUT", ANYONE, "403 -"),
            ("*", ANYONE, "403 -"),
            ("*", EDIT, "403 -"),
        ] {
            let (preflight, _) =
                deployment.ask(&Request::preflight(PATH, origin, method), &Script::plain()).await;
            let methods = preflight.values("access-control-allow-methods");
            assert_eq!(
                format!("{} {}", preflight.status, methods.first().unwrap_or(&"-")),
                answer,
                "{}: a preflight for {method} from {origin}",
                deployment.name
            );
        }
    }
}

#[actix_web::test]
async fn a_replacement_counts_at_once_and_is_chosen_by() {
    let tenants = TENANTS.with_origins(["https://t1.example"]).expect("an origin");
    let [public, admins] = live([PUBLIC, ADMINS]);
    let by_method = public.clone().except_methods([("PUT", tenants.clone()), ("DELETE", admins.clone())]);
    let by_method = deployments(AnyPolicy::LiveByMethod(by_method)).await;
    let by_origin = public.except_origins_of([tenants.clone(), admins]);
    let by_origin = deployments(AnyPolicy::LiveByOrigin(by_origin)).await;
    let (t1, t2) = ("https://t1.example", "https://t2.example");
    for (one, other) in [(t1, t2), (t2, t1)] {
        tenants.replace_origins([one]).expect("an origin");
        let (to_one, nobody) = (format!("204 {one}"), "403 -");
        for (all, origin, method, answer) in [
            (&by_method, one, "PUT", &*to_one),
            (&by_method, other, "PUT", nobody),
            (&by_method, one, "GET", "204 *"),
            (&by_origin, one, "PUT", &to_one),
            // Their policy has PUT alone.
            (&by_origin, one, "GET", nobody),
            (&by_origin, other, "PUT", nobody),
            (&by_origin, other, "GET", "204 *"),
        ] {
            for deployment in all {
                let preflight = Request::preflight(PATH, origin, method);
                let (found, _) = deployment.ask(&preflight, &Script::plain()).await;
                assert_eq!(found.in_short(), answer, "{}: {method} from {origin}", deployment.name);
            }
        }
    }
}

/// It counts as one policy: the same one twice is no mistake, whichever of its policies each pass has, and each of its
/// policies alone is another one.
#[actix_web::test]
async fn its_identity_is_that_of_all_its_policies() {
    let statuses = async |app: &dyn Application| {
        let mut statuses = Vec::new();
        for (method, origin) in [("GET", ANYONE), ("GET", APP), ("PUT", EDIT), ("GET", PARTNER)] {
            statuses.push(app.answer(&Request::from_page(method, PATH, origin)).await.status);
        }
        statuses
    };
    let (_log, _guard) = events::record();
    macro_rules! nested {
        ($inner:expr, $outer:expr) => {{
            let inner = web::resource(PATH).to(HttpResponse::Ok).wrap($inner);
            let actix: Box<dyn Application> = Box::new(serve(App::new().service(inner).wrap($outer)).await);
            let route = axum::routing::any(async || "").layer($inner);
            let axum = tower::serve(axum::Router::new().route(PATH, route).layer($outer));
            [actix, Box::new(axum)]
        }};
    }
    let live = LivePolicy::from(PUBLIC).except_origins_of([LivePolicy::from(OWN)]);
    for (says, apps, expected) in [
        ("a chooser in itself", nested!(API, API), 200),
        ("clones of a live one", nested!(live.clone(), live.clone()), 200),
        ("a nested one in itself", nested!(BOTH, BOTH), 200),
        ("the same policies, another order", nested!(API, PUBLIC.except_origins_of([PARTNERS, OWN])), 500),
        (
            "the same policies for other methods",
            nested!(ARTICLE, PUBLIC.except_methods([("DELETE", EDITORS), ("PUT", EDITORS)])),
            500,
        ),
        (
            "the same exceptions for origins, from another policy",
            nested!(API, OPEN.except_origins_of([OWN, PARTNERS])),
            500,
        ),
        (
            "the same exceptions for methods, from another policy",
            nested!(ARTICLE, OPEN.except_methods([("PUT", EDITORS), ("DELETE", ADMINS)])),
            500,
        ),
        ("a chooser in one of its policies", nested!(API, PUBLIC), 500),
        ("one of its policies in a chooser", nested!(PUBLIC, API), 500),
        (
            "another choice of them",
            nested!(PUBLIC.except_methods([("GET", OWN)]), PUBLIC.except_origins_of([OWN])),
            500,
        ),
    ] {
        for (app, framework) in apps.iter().zip(["actix-web", "axum"]) {
            assert_eq!(statuses(&**app).await, [expected; 4], "{framework}: {says}");
        }
    }
}

/// Between two passes of a request, a live policy is replaced, so that the second pass has another one: a right request
/// stays right.
#[actix_web::test]
async fn a_replacement_between_two_passes_is_no_mistake() {
    let own = LivePolicy::from(OWN);
    let chooser = LivePolicy::from(PUBLIC).except_origins_of([own.clone()]);
    let replace = own.clone();
    let resource = web::resource("/first").to(move || {
        replace.replace(CLOSED).expect("no template");
        HttpResponse::NotFound()
    });
    let second = web::resource("/second").to(HttpResponse::Ok).wrap(chooser.clone());
    let again = ServeAgain {
        path: "/second",
        when: |status| status == Some(actix_web::http::StatusCode::NOT_FOUND),
        keeps_request: false,
        first: FirstPass::Awaited,
    };
    let app = serve(App::new().service(resource).service(second).wrap(again).wrap(chooser)).await;
    let _others = serve(App::new().wrap(CLOSED)).await;
    let answer = app.ask(&Request::from_page("GET", "/first", APP)).await;
    assert_eq!(
        (answer.in_short().as_str(), answer.values("vary")),
        ("200 https://app.example.com", vec!["Origin"])
    );
    // It was decided by what was in force at its beginning.
    let answer = app.ask(&Request::from_page("GET", "/second", APP)).await;
    assert_eq!((answer.in_short().as_str(), answer.values("vary")), ("200 *", vec!["Origin"]));
}
