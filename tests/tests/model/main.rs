//! A real application behind one wrapped policy, against a naive model of the contract, over generated requests and
//! application responses: status, all header lines, and whether the application was called.
//!
//! `CORS_CASES` sets the number of cases; each is asked of every policy in every place.
#![allow(clippy::unwrap_used)]

mod generated;
mod reference;

use std::cell::RefCell;

use actix_web::dev::Service as _;
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderValue;
use actix_web::rt::System;
use actix_web::test::TestRequest;
use actix_web::{App, Error, HttpResponse, web};
use cors_runtime::{Policy, cors};
use cors_tests::serve;
use cors_tests::service::{Served, request};
use proptest::prop_assert_eq;
use proptest::test_runner::{Config, TestRunner};

use self::generated::{Script, asked, script};
use self::reference::{Asked, Model};

cors! {
    const EXACT = {
        origins: ["https://a.example.com", "https://b.example.com:8443", "app://-"],
        methods: [GET, PUT, "PURGE"],
        headers: ["content-type", "x-b"],
        expose: ["x-total", "x-page"],
        credentials: true,
        max_age: 2h,
    };
    const PATTERNS = {
        origins: [
            "https://*.example.com",
            "https://pr-*-x.a.example.net",
            "http://localhost:*",
            "https://a.example.net",
        ],
        methods: [POST, OPTIONS, HEAD],
        credentials: true,
        preflight_status: 200,
    };
    const OPEN = { origins: any, methods: [GET], expose: any, max_age: 0s };
    const ALL = { origins: any, methods: any, headers: any };
    const LISTED = { origins: ["https://a.example.com"], methods: any, headers: [any, "authorization"] };
    const NARROW = { origins: ["https://a.example.com"], methods: [DELETE], headers: [] };
}

const NONE: Model = Model {
    exact: &[],
    patterns: &[],
    any_port: &[],
    methods: None,
    headers: &[],
    any_header: false,
    expose: None,
    max_age: None,
    credentials: false,
    any_origin: false,
    preflight_status: 204,
};

const POLICIES: [(Policy, Model); 6] = [
    (
        EXACT,
        Model {
            exact: &["https://a.example.com", "https://b.example.com:8443", "app://-"],
            methods: Some(&["GET", "HEAD", "PUT", "PURGE"]),
            headers: &["content-type", "x-b"],
            expose: Some("x-total, x-page"),
            max_age: Some("7200"),
            credentials: true,
            ..NONE
        },
    ),
    (
        PATTERNS,
        Model {
            exact: &["https://a.example.net"],
            patterns: &[("https://", ".example.com", true), ("https://pr-", "-x.a.example.net", false)],
            any_port: &["http://localhost"],
            methods: Some(&["POST", "OPTIONS", "HEAD"]),
            credentials: true,
            preflight_status: 200,
            ..NONE
        },
    ),
    (
        OPEN,
        Model {
            any_origin: true,
            methods: Some(&["GET", "HEAD"]),
            expose: Some("*"),
            max_age: Some("0"),
            ..NONE
        },
    ),
    (ALL, Model { any_origin: true, any_header: true, ..NONE }),
    (
        LISTED,
        Model { exact: &["https://a.example.com"], any_header: true, headers: &["authorization"], ..NONE },
    ),
    (NARROW, Model { exact: &["https://a.example.com"], methods: Some(&["DELETE"]), ..NONE }),
];

thread_local! {
    static SCRIPT: RefCell<Script> = RefCell::default();
    static CALLED: RefCell<bool> = const { RefCell::new(false) };
}

async fn application() -> Result<HttpResponse, Error> {
    CALLED.replace(true);
    let script = SCRIPT.with_borrow(Clone::clone);
    let mut response = HttpResponse::build(StatusCode::from_u16(script.status).unwrap());
    for line in script.lines {
        response.append_header(line.split_once(": ").unwrap());
    }
    let response = response.finish();
    if script.fails { Err(InternalError::from_response("on purpose", response).into()) } else { Ok(response) }
}

/// The policy on an `App`, a `Scope` and a `Resource`; on the `App`, a middleware too returns the application's errors
/// as an `Err`.
async fn places(policy: Policy) -> [(&'static str, Served); 3] {
    let route = || web::route().to(application);
    let fails = App::new().route("/{any}*", route()).wrap_fn(|req, next| {
        let call = next.call(req);
        async move {
            let response = call.await?;
            if !SCRIPT.with_borrow(|script| script.fails) {
                return Ok(response);
            }
            let response = response.into_parts().1.map_into_boxed_body();
            Err(InternalError::from_response("in between", response).into())
        }
    });
    [
        ("App", serve!(fails.wrap(policy))),
        ("Scope", serve!(App::new().service(web::scope("/a").route("/{any}*", route()).wrap(policy)))),
        ("Resource", serve!(App::new().service(web::resource("/a/{any}*").route(route()).wrap(policy)))),
    ]
}

fn built(asked: &Asked) -> TestRequest {
    let lines = [
        ("Origin", &asked.origins),
        ("Access-Control-Request-Method", &asked.methods),
        ("Access-Control-Request-Headers", &asked.headers),
    ];
    let lines = lines.into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
    lines.fold(request(asked.method, "/a/b/c", &[]), |request, (name, value)| {
        request.append_header((name, HeaderValue::from_bytes(value).unwrap()))
    })
}

#[test]
fn an_application_answers_as_the_model_does() {
    let cases =
        std::env::var("CORS_CASES").map_or(1_500, |cases| cases.parse().expect("CORS_CASES: a number"));
    let system = System::new();
    let served: Vec<_> = POLICIES
        .iter()
        .map(|(policy, model)| (policy.name(), model, system.block_on(places(*policy))))
        .collect();
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&(asked(), script()), |(asked, script)| {
        SCRIPT.set(script.clone());
        let lines: Vec<_> = script.lines.iter().map(|line| (*line).to_owned()).collect();
        for (policy, model, places) in &served {
            let expected = model.answer(&asked, script.status, &lines);
            for (place, app) in places {
                CALLED.set(false);
                let (status, headers) = system.block_on(app.send(built(&asked))).without_reason();
                prop_assert_eq!(&(status, headers, CALLED.take()), &expected, "{} on {}", policy, place);
            }
        }
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}
