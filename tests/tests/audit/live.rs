//! The audit of peers that run: those in Rust always, the others where `tests/peers/run` has started them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::TcpStream;
use std::{env, io};

use cors_tests::peers::setups::{Setup, all};
use cors_tests::peers::sockets::Client;
use cors_tests::peers::transcript::{self, Requests, Transcript};

use crate::recorded::{mistake, plan_for};
use crate::rust;

fn address(setup: &Setup) -> String {
    let port = setup.port().unwrap_or_else(|| match setup.peer {
        "actix-cors" | "cors-runtime, actix-web" => rust::ports().actix,
        _ => rust::ports().axum,
    });
    format!("127.0.0.1:{port}")
}

fn client(setup: &Setup) -> Client {
    Client::new(address(setup), setup.path())
}

#[test]
fn services_in_rust_are_audited_over_sockets() {
    let mistakes: String = all()
        .iter()
        .filter(|setup| setup.port().is_none())
        .filter_map(|setup| mistake(setup, &client(setup).run(plan_for(setup), |_, _| {})))
        .collect();
    assert!(mistakes.is_empty(), "{mistakes}");
}

/// With `CORS_RECORD=1` it also writes down what the services answer.
#[test]
#[ignore = "tests/peers/run starts the peers that it needs"]
fn live() {
    let setups = all();
    let (there, away): (Vec<&Setup>, Vec<&Setup>) =
        setups.iter().partition(|setup| TcpStream::connect(address(setup)).is_ok());
    let mut requests = Requests::read();
    let mut transcripts: BTreeMap<&str, Vec<(String, Transcript)>> = BTreeMap::new();
    let mut mistakes = String::new();
    for setup in &there {
        let mut transcript = Transcript::default();
        let plan = client(setup)
            .run(plan_for(setup), |exchange, answer| transcript.add(&mut requests, exchange, answer));
        mistakes.extend(mistake(setup, &plan));
        transcripts.entry(setup.peer).or_default().push((setup.title(), transcript));
    }
    let right = there.iter().filter(|setup| setup.is_right()).count();
    let mut missing: Vec<&str> = away.iter().map(|setup| setup.peer).collect();
    missing.dedup();
    // Not `println!`, which the test runner may keep to itself.
    let _ = writeln!(
        io::stderr(),
        "{} set-ups audited, {right} right and {} wrong; not there: {missing:?}",
        there.len(),
        there.len() - right
    );
    if env::var_os("CORS_RECORD").is_some() {
        assert!(missing.is_empty(), "only all of it is recorded; not there: {missing:?}");
        requests.write();
        for (peer, transcripts) in transcripts {
            transcript::write(peer, &transcripts);
        }
    }
    assert!(mistakes.is_empty(), "{mistakes}");
}
