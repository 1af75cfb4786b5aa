//! `CheckedOrigin` hands a handler the origin that `AllowedOrigin` has checked; without one around it, it is an error.

use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, FromRequest as _, HttpRequest, Responder, get, web};
use cors_runtime::{AllowedOrigin, CheckedOrigin, cors, cross_origin};
use cors_tests::actix::{serve, test_request};
use cors_tests::request::Request;

cors! {
    const APP = { origins: ["https://app.example.com", "https://*.preview.example.com"], credentials: true };
    const INNER = { origins: ["https://inner.example"], credentials: true };
}

const CHECK: AllowedOrigin = AllowedOrigin::of(APP);
const OWN: &str = "https://api.example.com";

/// A handler that says which origin was checked.
async fn whose(origin: CheckedOrigin) -> String {
    let text = origin.to_string();
    assert_eq!((origin.as_str(), origin.as_ref()), (&*text, &*text));
    assert_eq!(format!("{origin:?}"), format!("CheckedOrigin({text:?})"));
    text
}

async fn perhaps(origin: Option<CheckedOrigin>) -> String {
    origin.map_or_else(|| "none".to_owned(), |origin| origin.to_string())
}

#[cross_origin(APP)]
#[get("/attribute")]
async fn of_a_policy(origin: CheckedOrigin) -> impl Responder {
    origin.to_string()
}

#[cross_origin(APP)]
#[get("/both", wrap = "AllowedOrigin::of(INNER)")]
async fn of_a_check(origin: CheckedOrigin) -> impl Responder {
    origin.to_string()
}

#[actix_web::test]
async fn a_handler_gets_the_origin_that_the_innermost_check_allows() {
    let app = serve(
        App::new()
            .service(web::resource("/checked").wrap(CHECK).to(whose))
            .service(web::resource("/own").wrap(CHECK.or_same_origin(OWN)).to(whose))
            .service(web::resource("/none").wrap(CHECK.or_no_origin()).to(whose))
            .service(web::resource("/perhaps").wrap(CHECK.or_no_origin()).to(perhaps))
            .service(web::resource("/policy").wrap(APP).to(whose))
            .service(web::resource("/outside").wrap(APP).wrap(CHECK).to(whose))
            .service(web::resource("/two").wrap(AllowedOrigin::of(INNER)).wrap(CHECK).to(whose))
            .service(of_a_policy)
            .service(of_a_check)
            .service(web::resource("/bare").to(whose))
            .service(web::resource("/bare-perhaps").to(perhaps)),
    )
    .await;
    let (app_origin, inner) = ("https://app.example.com", "https://inner.example");
    let preview = "https://a.preview.example.com";
    for (says, path, origin, status, body) in [
        ("the check allows it", "/checked", Some(app_origin), 200, app_origin),
        ("by a pattern", "/checked", Some(preview), 200, preview),
        ("the check does not", "/checked", Some("https://evil.example"), 403, ""),
        ("its own", "/own", Some(OWN), 200, OWN),
        ("no origin, and the handler requires one", "/none", None, 403, "this request has no origin"),
        ("no origin, and the handler takes an `Option`", "/perhaps", None, 200, "none"),
        ("an origin, and the handler takes an `Option`", "/perhaps", Some(app_origin), 200, app_origin),
        ("a policy does not check", "/policy", Some(app_origin), 500, "nothing checks"),
        ("nor does an attribute", "/attribute", Some(app_origin), 500, "nothing checks"),
        ("a check inside an attribute", "/both", Some(inner), 200, inner),
        ("which allows fewer than the policy", "/both", Some(app_origin), 403, ""),
        ("a check outside a policy", "/outside", Some(app_origin), 200, app_origin),
        ("two checks, and no origin that both allow", "/two", Some(app_origin), 403, ""),
        ("nothing around it", "/bare", Some(app_origin), 500, "nothing checks"),
        ("nothing around it, and no origin", "/bare", None, 500, "nothing checks"),
        (
            "nothing around it, and the handler takes an `Option`",
            "/bare-perhaps",
            Some(app_origin),
            200,
            "none",
        ),
    ] {
        let request = origin
            .into_iter()
            .fold(Request::new("GET", path, &[]), |request, origin| request.with("Origin", origin));
        let answer = app.ask(&request).await;
        assert_eq!(answer.status, status, "{says}: {answer:?}");
        assert!(answer.body.contains(body), "{says}: {answer:?}");
        if status != 200 {
            assert!(!answer.body.contains("://"), "{says}: nothing of the request comes back: {answer:?}");
        }
    }
}

/// Whether another request, which this handler made up, has a checked origin.
async fn of_another(own: CheckedOrigin) -> String {
    let request =
        || test_request(&Request::from_page("GET", "/", "https://app.example.com")).to_http_request();
    let other = CheckedOrigin::extract(&request()).await.is_ok();
    let elsewhere = request();
    let task = actix_web::rt::spawn(async move { CheckedOrigin::extract(&elsewhere).await.is_ok() });
    format!("{own} {other} {}", task.await.expect("no panic"))
}

#[actix_web::test]
async fn what_is_checked_is_this_request_and_no_other() {
    let app = serve(
        App::new()
            .service(web::resource("/in").wrap(CHECK).to(whose))
            .service(web::resource("/another").wrap(CHECK).to(of_another))
            .service(web::resource("/out").to(whose)),
    )
    .await;
    let from = |path| Request::from_page("GET", path, "https://app.example.com");
    for _ in 0..2 {
        assert_eq!(app.ask(&from("/in")).await.status, 200);
        assert_eq!(app.ask(&from("/out")).await.status, 500, "nothing checks there");
        assert_eq!(app.ask(&from("/another")).await.body, "https://app.example.com false false");
    }
}

async fn fails() -> Result<String, Error> {
    Err(actix_web::error::ErrorNotFound("not here"))
}

/// Serves the inner service again, at `/out`, if the first pass ended in a 404 or in an `Err`.
async fn again(
    kept: HttpRequest,
    request: ServiceRequest,
    next: Next<impl actix_web::body::MessageBody + 'static>,
) -> Result<ServiceResponse<impl actix_web::body::MessageBody>, Error> {
    let first = next.call(request).await;
    let checked = CheckedOrigin::extract(&kept).await.is_ok();
    let mut response = first?;
    let name = actix_web::http::header::HeaderName::from_static("x-checked-still");
    response.headers_mut().insert(name, if checked { "yes" } else { "no" }.parse().expect("a value"));
    Ok(response)
}

#[actix_web::test]
async fn a_checked_origin_is_valid_only_during_the_check() {
    let responds =
        serve(App::new().service(web::resource("/in").wrap(CHECK).wrap(from_fn(again)).to(fails))).await;
    let answer = responds.ask(&Request::from_page("GET", "/in", "https://app.example.com")).await;
    assert_eq!((answer.status, answer.values("x-checked-still")), (404, vec!["no"]));
}

/// Asks again whether the origin was checked if the inner call is an `Err`.
async fn asks_after_an_error(
    kept: HttpRequest,
    request: ServiceRequest,
    next: Next<impl actix_web::body::MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    let Err(_) = next.call(request).await else {
        return Err(actix_web::error::ErrorGone("an error was expected"));
    };
    let checked = CheckedOrigin::extract(&kept).await.is_ok();
    Ok(ServiceResponse::new(kept, actix_web::HttpResponse::Ok().body(format!("still checked: {checked}"))))
}

async fn fails_in_between(
    _: ServiceRequest,
    _: Next<impl actix_web::body::MessageBody>,
) -> Result<ServiceResponse, Error> {
    Err(actix_web::error::ErrorBadGateway("in between"))
}

#[actix_web::test]
async fn also_if_the_inner_service_ended_in_an_error() {
    let app = serve(
        App::new().service(
            web::resource("/in")
                .wrap(from_fn(fails_in_between))
                .wrap(CHECK)
                .wrap(from_fn(asks_after_an_error))
                .to(fails),
        ),
    )
    .await;
    let answer = app.ask(&Request::from_page("GET", "/in", "https://app.example.com")).await;
    assert_eq!(answer.body, "still checked: false");
}
