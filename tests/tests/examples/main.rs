//! The examples as their users run them: programs of their own, and HTTP over sockets; also the `curl` lines that they
//! print.

mod configured;
mod environments;
mod per_route;
mod quickstart;
mod settings;
mod tenants;
mod websocket;

use cors_tests::client::send;
use cors_tests::curl::Curl;
use cors_tests::example::Example;

/// Sends what the printed `curl` lines say, one after another, and compares status and allowed origin.
fn assert_curls(example: &mut Example, expected: &[&str]) {
    let curls = example.curls();
    assert_eq!(curls.len(), expected.len(), "{curls:#?}");
    for (curl, expected) in curls.iter().zip(expected) {
        assert_curl(curl, expected);
    }
}

fn assert_curl(curl: &Curl, expected: &str) {
    let answer = send(&curl.address, &curl.request).unwrap_or_else(|| panic!("no answer to {}", curl.line));
    assert_eq!(answer.in_short(), expected, "{}", curl.line);
}
