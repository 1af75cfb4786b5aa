//! Real applications against a naive model of the contract, over generated requests and application responses:
//! status, all header lines, and whether the application was called.
//!
//! `CORS_CASES` sets the number of cases; each is tried with every policy in every deployment.

use actix_web::rt::System;
use cors_runtime::cors;
use cors_tests::deployment::{Deployment, Expected};
use cors_tests::deployments;
use cors_tests::model::Model;
use cors_tests::on_route;
use proptest::prop_assert_eq;
use proptest::test_runner::{Config, TestRunner};

use crate::generated::{request, script};

cors! {
    const EXACT = {
        origins: ["https://a.example.com", "https://b.example.com:8443", "app://-"],
        methods: [GET, PUT, "PURGE"],
        headers: ["content-type", "x-b"],
        expose: ["x-total", "x-page"],
        credentials: true,
        max_age: 2h,
    };
    const EXACT_LIVE = { origins: ["app://-", runtime], ..EXACT };
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
    const ANY_METHOD = { origins: ["https://a.example.com"], methods: any, headers: ["authorization"] };
    const NARROW = { origins: ["https://a.example.com"], methods: [DELETE], headers: [] };
}

const EXACT_MODEL: Model = Model {
    origins: Some(&["https://a.example.com", "https://b.example.com:8443", "app://-"]),
    methods: Some(&["GET", "HEAD", "PUT", "PURGE"]),
    headers: Some(&["content-type", "x-b"]),
    expose: Some(&["x-total", "x-page"]),
    max_age: Some("7200"),
    credentials: true,
    ..Model::DEFAULT
};

const PATTERNS_MODEL: Model = Model {
    origins: Some(&[
        "https://*.example.com",
        "https://pr-*-x.a.example.net",
        "http://localhost:*",
        "https://a.example.net",
    ]),
    methods: Some(&["POST", "OPTIONS", "HEAD"]),
    credentials: true,
    preflight_status: 200,
    ..Model::DEFAULT
};

const OPEN_MODEL: Model = Model {
    origins: None,
    methods: Some(&["GET", "HEAD"]),
    expose: None,
    max_age: Some("0"),
    ..Model::DEFAULT
};

const ANY_METHOD_MODEL: Model = Model {
    origins: Some(&["https://a.example.com"]),
    methods: None,
    headers: Some(&["authorization"]),
    ..Model::DEFAULT
};

const NARROW_MODEL: Model =
    Model { origins: Some(&["https://a.example.com"]), methods: Some(&["DELETE"]), ..Model::DEFAULT };

/// Each policy in each deployment, beside its model.
async fn subjects() -> Vec<(Vec<Deployment>, Model)> {
    let list = ["https://a.example.com", "https://b.example.com:8443"];
    let mut exact = deployments(EXACT).await;
    exact.extend(deployments(EXACT_LIVE.with_origins(list).expect("two origins")).await);
    exact.push(on_route!([EXACT], "GET", "PURGE"));
    let mut patterns = deployments(PATTERNS).await;
    patterns.push(on_route!([PATTERNS], "POST"));
    let mut open = deployments(OPEN).await;
    open.push(on_route!([OPEN], "GET", "HEAD"));
    let mut any_method = deployments(ANY_METHOD).await;
    any_method.push(on_route!([ANY_METHOD], "DELETE", "PURGE"));
    vec![
        (exact, EXACT_MODEL),
        (patterns, PATTERNS_MODEL),
        (open, OPEN_MODEL),
        (any_method, ANY_METHOD_MODEL),
        (deployments(NARROW).await, NARROW_MODEL),
    ]
}

#[test]
fn an_application_answers_as_the_model_does() {
    let system = System::new();
    let subjects = system.block_on(subjects());
    assert_agreement(&system, &subjects);
}

/// Asks every subject each generated case, and compares with its model.
pub(crate) fn assert_agreement(system: &actix_web::rt::SystemRunner, subjects: &[(Vec<Deployment>, Model)]) {
    let cases =
        std::env::var("CORS_CASES").map_or(1_500, |cases| cases.parse().expect("CORS_CASES: a number"));
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&(request(), script()), |(request, script)| {
        for (deployments, model) in subjects {
            for deployment in deployments {
                let (answer, called) = system.block_on(deployment.ask(&request, &script));
                let answer = answer.without_reason();
                let answer = Expected { status: answer.status, lines: answer.lines, called };
                prop_assert_eq!(
                    &answer,
                    &model.answer(&request, &script, deployment.methods),
                    "{}",
                    deployment.name
                );
            }
        }
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}
