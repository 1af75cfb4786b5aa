//! Sends the exchanges of an audit to an address.

use cors_audit::{Answer, Exchange, Plan};

use crate::client::Connection;
use crate::request::Request;

/// A client that keeps its connection for as long as the service does.
#[derive(Debug)]
pub struct Client {
    address: String,
    path: String,
    connection: Option<Connection>,
}

impl Client {
    /// For one URL of a service.
    pub fn new(address: impl Into<String>, path: impl Into<String>) -> Self {
        Self { address: address.into(), path: path.into(), connection: None }
    }

    /// Sends one exchange.
    ///
    /// # Panics
    ///
    /// If there is no answer on a new connection.
    pub fn send(&mut self, exchange: &Exchange) -> Answer {
        let headers = exchange.headers();
        let request = headers.iter().fold(
            Request::new(exchange.method(), &exchange.url(&self.path), &[]),
            |request, (name, value)| request.with(name, value),
        );
        // A service may close a connection that it kept open.
        let kept = self.connection.as_mut().and_then(|connection| connection.ask(&request));
        let answer = kept.unwrap_or_else(|| {
            let connection = self.connection.insert(Connection::open(&self.address));
            connection.ask(&request).unwrap_or_else(|| panic!("{exchange}: no answer"))
        });
        Answer::new(answer.status, answer.lines.iter().filter_map(|line| line.split_once(": ")))
    }

    /// Sends all of a plan, and shows each exchange and its answer.
    pub fn run(&mut self, mut plan: Plan, mut seen: impl FnMut(&Exchange, &Answer)) -> Plan {
        while let Some(exchange) = plan.next_exchange() {
            let answer = self.send(&exchange);
            seen(&exchange, &answer);
            plan.answer(exchange, answer);
        }
        plan
    }
}
