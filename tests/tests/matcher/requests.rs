//! `check` agrees with a real service: with the answer to a preflight, and with the headers of an actual response.

use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use actix_web::{App, HttpResponse, web};
use cors_tests::actix::serve;

use crate::origins::Random;
use crate::policies::ALL;
use crate::reference::Reference;
use crate::{cases, variable};

const METHODS: [&str; 8] = ["GET", "PUT", "HEAD", "GET", "PUT", "DELETE", "put", "PATCH"];
const HEADERS: [&[&str]; 7] = [
    &[],
    &[],
    &["content-type"],
    &["X-A", "content-type"],
    &["x-a", "x-a"],
    &["x-b"],
    &["content-type", "x"],
];

#[actix_web::test]
async fn check_agrees_with_the_answer_to_a_preflight() {
    let app = ALL.iter().fold(App::new(), |app, (policy, _)| {
        app.service(web::resource(policy.name()).wrap(*policy).to(HttpResponse::Ok))
    });
    let app = serve(app).await;
    let mut random = Random::new(variable("CORS_SEED", 1) ^ 0xc0ff_ee00);
    let (mut tried, mut granted) = (0, 0);
    for (policy, list) in ALL.iter().cycle() {
        let reference = Reference::read(list);
        for _ in 0..50 {
            let origin = random.origin(&reference);
            let (method, headers) = (random.one_of(&METHODS), random.one_of(&HEADERS));
            let Ok(value) = HeaderValue::from_str(&origin) else { continue };
            if value.as_bytes().trim_ascii() != value.as_bytes() {
                continue; // white space around a value never arrives
            }
            let request = |of: Method| {
                TestRequest::with_uri(&format!("/{}", policy.name()))
                    .method(of)
                    .insert_header((HeaderName::from_static("origin"), value.clone()))
            };
            let mut preflight =
                request(Method::OPTIONS).insert_header(("access-control-request-method", method));
            if !headers.is_empty() {
                preflight = preflight.insert_header(("access-control-request-headers", headers.join(",")));
            }
            let verdict = policy.check(&origin, method, headers);
            let says = format!("{} {origin:?} {method} {headers:?}: {verdict}", policy.name());
            let answer = app.send(preflight).await;
            assert_eq!(answer.status, if verdict.is_allowed() { 204 } else { 403 }, "{says}");
            let allow_origin = format!("access-control-allow-origin: {origin}");
            assert_eq!(answer.cors().contains(&allow_origin.as_str()), verdict.is_allowed(), "{says}");

            let answer = app.send(request(Method::GET)).await;
            let readable = policy.check(&origin, "GET", &[]).is_allowed();
            assert_eq!(answer.cors(), if readable { vec![allow_origin.as_str()] } else { vec![] }, "{says}");
            tried += 1;
            granted += u64::from(verdict.is_allowed());
        }
        if tried >= cases() / 20 {
            break;
        }
    }
    println!("{tried} preflights, {granted} of them granted");
    assert!(granted * 10 > tried, "too one-sided to prove much: {granted} of {tried}");
}
