//! Sends exchanges over HTTP/1.1, ten at a time at most.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use cors_audit::{Answer, Exchange};
use ureq::http::{HeaderName, HeaderValue, Request, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body, http};

/// How many requests are under way at most.
const AT_ONCE: usize = 10;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A body up to this size is read, so that its connection can be used again; the end of others may never come.
const SMALL: u64 = 64 * 1024;

/// What came of an exchange.
pub(crate) type Reply = Result<Answer, String>;

/// Sends requests to one URL.
pub(crate) struct Client<'a> {
    agent: Agent,
    url: &'a str,
    /// What goes with each GET.
    login: Vec<(HeaderName, HeaderValue)>,
    /// The service has asked to be left alone.
    is_stopped: AtomicBool,
}

impl<'a> Client<'a> {
    pub(crate) fn new(
        url: &'a str,
        login: Vec<(HeaderName, HeaderValue)>,
        trusted: Option<Vec<Certificate<'static>>>,
    ) -> Self {
        let roots = trusted.map_or(RootCerts::WebPki, RootCerts::from);
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .max_idle_connections_per_host(AT_ONCE)
            .user_agent(concat!("cors-audit/", env!("CARGO_PKG_VERSION")))
            .build();
        Self { agent: Agent::new_with_config(config), url, login, is_stopped: AtomicBool::new(false) }
    }

    /// Sends all of them, and calls `done` for each that is through. The order stays: the report shows the first exchange
    /// of each finding, which must not depend on which answer came first.
    pub(crate) fn send_all(
        &self,
        exchanges: Vec<Exchange>,
        done: impl Fn() + Sync,
    ) -> Vec<(Exchange, Reply)> {
        let replies: Vec<OnceLock<Reply>> = exchanges.iter().map(|_| OnceLock::new()).collect();
        let queue = Mutex::new(exchanges.iter().zip(&replies));
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let worker = || {
            while let Some((exchange, reply)) = next() {
                let _ = reply.set(self.send(exchange));
                done();
            }
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(worker)).collect();
            // Where a worker panicked, an answer is missing, and the report says so.
            for worker in workers {
                drop(worker.join());
            }
        });
        let made = exchanges.into_iter().zip(replies);
        made.filter_map(|(exchange, reply)| Some((exchange, reply.into_inner()?))).collect()
    }

    fn send(&self, exchange: &Exchange) -> Reply {
        if self.is_stopped.load(Ordering::Relaxed) {
            return Err("not sent, because the service had answered 429 Too Many Requests".to_owned());
        }
        let answer = self.request(exchange).map_err(|error| explain(&error))?;
        if answer.status() == 429 {
            self.is_stopped.store(true, Ordering::Relaxed);
        }
        Ok(answer)
    }

    fn request(&self, exchange: &Exchange) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(exchange.method()).uri(exchange.url(self.url));
        let login = if exchange.method() == "GET" { self.login.as_slice() } else { &[] };
        for (name, value) in exchange.headers() {
            // Browsers send one line of cookies, and a service may read one of two: that of the login.
            if login.iter().all(|(given, _)| given != name) {
                request = request.header(name, value);
            }
        }
        for (name, value) in login {
            request = request.header(name, value);
        }
        let mut response = self.agent.run(request.body(())?)?;
        read_small(&mut response);
        Ok(Answer::new(response.status().as_u16(), response.headers()))
    }
}

fn read_small(response: &mut http::Response<Body>) {
    let length =
        response.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: u64| length <= SMALL) {
        // Whatever is wrong with the body, the headers are there.
        let _ = response.body_mut().with_config().limit(SMALL).read_to_vec();
    }
}

/// An error of the client, and what to do about those that this command meets most.
fn explain(error: &ureq::Error) -> String {
    let text = error.to_string();
    let hint = if text.contains("UnknownIssuer") {
        ": nobody that is trusted has signed its certificate (`--ca FILE` names who is)"
    } else if text.contains("CaUsedAsEndEntity") {
        ": its certificate is that of an authority; make one for a server \
         (`openssl req -x509 … -addext basicConstraints=critical,CA:FALSE`)"
    } else {
        ""
    };
    format!("no answer from the service: {text}{hint}")
}
