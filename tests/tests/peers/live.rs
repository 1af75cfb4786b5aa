//! The audit of peers that run: those in Rust always, the others where `tests/peers/run` has started them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::TcpStream;
use std::{env, io};

use cors_audit::{Answer, Exchange, Plan};
use cors_tests::client::Connection;
use cors_tests::request::Request;

use crate::recorded::{mistake, plan_for};
use crate::setups::{Setup, all};
use crate::transcript::{self, Requests, Transcript};

/// Sends exchanges on one connection for as long as that stays open.
struct Client {
    address: String,
    path: String,
    connection: Option<Connection>,
}

impl Client {
    fn of(setup: &Setup) -> Self {
        Self { address: format!("127.0.0.1:{}", setup.port()), path: setup.path(), connection: None }
    }

    fn is_there(&self) -> bool {
        TcpStream::connect(&self.address).is_ok()
    }

    fn send(&mut self, exchange: &Exchange) -> Answer {
        let headers = exchange.headers();
        let request = headers.iter().fold(
            Request::new(exchange.method(), &exchange.url(&self.path), &[]),
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

#[test]
fn services_in_rust_are_audited_over_sockets() {
    let mistakes: String = all()
        .iter()
        .filter(|setup| setup.is_in_rust())
        .filter_map(|setup| mistake(setup, &Client::of(setup).run(plan_for(setup), |_, _| {})))
        .collect();
    assert!(mistakes.is_empty(), "{mistakes}");
}

/// With `CORS_RECORD=1` it also writes down what the services answer.
#[test]
#[ignore = "tests/peers/run starts the peers that it needs"]
fn live() {
    let setups = all();
    let (there, away): (Vec<&Setup>, Vec<&Setup>) =
        setups.iter().partition(|setup| Client::of(setup).is_there());
    let mut requests = Requests::read();
    let mut transcripts: BTreeMap<&str, Vec<(String, Transcript)>> = BTreeMap::new();
    let mut mistakes = String::new();
    for setup in &there {
        let mut transcript = Transcript::default();
        let mut client = Client::of(setup);
        let plan =
            client.run(plan_for(setup), |exchange, answer| transcript.add(&mut requests, exchange, answer));
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
