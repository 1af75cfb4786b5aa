//! The audit of peers that run: those in Rust always, the others where `tests/peers/run` has started them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::TcpStream;
use std::{env, io};

use cors_audit::{Answer, Exchange, Plan, judge};
use cors_tests::client::Connection;
use cors_tests::request::Request;

use crate::recorded::{codes, plan_for};
use crate::rust;
use crate::setups::{ACTIX, ALL, AXUM, Setup};
use crate::transcript::{self, Requests, Transcript};

/// Sends exchanges on one connection for as long as that stays open.
struct Client {
    address: String,
    path: &'static str,
    connection: Option<Connection>,
}

impl Client {
    fn of(setup: &Setup) -> Self {
        let port = match setup.port {
            ACTIX => rust::ports().actix,
            AXUM => rust::ports().axum,
            port => port,
        };
        Self { address: format!("127.0.0.1:{port}"), path: setup.path, connection: None }
    }

    fn is_there(&self) -> bool {
        TcpStream::connect(&self.address).is_ok()
    }

    fn send(&mut self, exchange: &Exchange) -> Answer {
        let headers = exchange.headers();
        let request = headers.iter().fold(
            Request::new(exchange.method(), &exchange.url(self.path), &[]),
            |request, (name, value)| request.with(name, value),
        );
        // A server may close a connection that it kept open; on a new one it answers.
        let kept = self.connection.as_mut().and_then(|connection| connection.ask(&request));
        let answer = kept.unwrap_or_else(|| {
            let connection = self.connection.insert(Connection::open(&self.address));
            connection.ask(&request).unwrap_or_else(|| panic!("{exchange}: no answer"))
        });
        let lines = answer.lines.iter().filter_map(|line| line.split_once(": "));
        Answer::new(answer.status, lines)
    }

    fn run(&mut self, mut plan: Plan, mut seen: impl FnMut(&Exchange, &Answer)) -> Plan {
        while let Some(exchange) = plan.next_exchange() {
            let answer = self.send(&exchange);
            seen(&exchange, &answer);
            plan.answer(exchange, answer);
        }
        plan
    }
}

/// What is wrong with the audit of one set-up, if anything.
fn mistake(setup: &Setup, seen: impl FnMut(&Exchange, &Answer)) -> Option<String> {
    let report = judge(&Client::of(setup).run(plan_for(setup), seen));
    let (title, found) = (setup.title(), codes(&report));
    (found != setup.expected).then(|| {
        format!("\n\n=== {title}: {}\nexpected {:?}, found {found:?}\n{report}", setup.about, setup.expected)
    })
}

#[test]
fn services_in_rust_are_audited_over_sockets() {
    let in_rust = ALL.iter().filter(|setup| [ACTIX, AXUM].contains(&setup.port));
    let mistakes: String = in_rust.filter_map(|setup| mistake(setup, |_, _| {})).collect();
    assert!(mistakes.is_empty(), "{mistakes}");
}

/// With `CORS_RECORD=1` it also writes down what the services answer.
#[test]
#[ignore = "tests/peers/run starts the peers that it needs"]
fn live() {
    let (there, away): (Vec<&Setup>, Vec<&Setup>) =
        ALL.iter().partition(|setup| Client::of(setup).is_there());
    let mut requests = Requests::read();
    let mut transcripts: BTreeMap<&str, Vec<(String, Transcript)>> = BTreeMap::new();
    let mut mistakes = String::new();
    for setup in &there {
        let mut transcript = Transcript::default();
        mistakes.extend(mistake(setup, |exchange, answer| transcript.add(&mut requests, exchange, answer)));
        transcripts.entry(setup.peer).or_default().push((setup.title(), transcript));
    }
    let right = there.iter().filter(|setup| setup.expected.is_empty()).count();
    let summary =
        format!("{} set-ups audited, {right} right and {} wrong\n", there.len(), there.len() - right);
    let missing: Vec<&str> = away.iter().map(|setup| setup.peer).collect();
    let mut missing = missing;
    missing.dedup();
    // Not `println!`, which the test runner may keep to itself.
    let _ = write!(io::stderr(), "{summary}not there: {}\n", missing.join(", "));
    if env::var_os("CORS_RECORD").is_some() {
        assert!(missing.is_empty(), "only all of it is recorded; not there: {missing:?}");
        requests.write();
        for (peer, transcripts) in transcripts {
            transcript::write(peer, &transcripts);
        }
    }
    assert!(mistakes.is_empty(), "{mistakes}");
}
