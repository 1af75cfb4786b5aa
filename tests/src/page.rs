//! A page in a browser: the CORS part of `fetch`, as far as these tests need it.
//!
//! ```ignore
//! let page = Page { origin: "https://app.example.com" };
//! assert_eq!(page.fetch(address, "PUT", "/items/7", &["Cookie: session=1"], "{}"), Fetched::Read(200));
//! ```
//!
//! Fetch standard, "CORS-preflight fetch" and "CORS check". Nothing is cached, and credentials are always
//! included.

use std::net::SocketAddr;

use crate::answer::Answer;
use crate::client::send;
use crate::request::Request;

/// A page of an origin.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Where it was loaded from.
    pub origin: &'static str,
}

/// The result of a `fetch`.
#[derive(Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The preflight was refused, and the request was not sent.
    NotSent(u16),
    /// The request was sent, and the page cannot read the response.
    Unreadable(u16),
    /// The page reads the response.
    Read(u16),
}

impl Page {
    /// Sends a request with these header lines and this body, after a preflight where browsers send one.
    ///
    /// # Panics
    ///
    /// If the server does not answer.
    pub fn fetch(self, address: SocketAddr, method: &str, path: &str, lines: &[&str], body: &str) -> Fetched {
        let request = Request::new(method, path, lines).with("Origin", self.origin).body(body);
        let names = unsafe_names(&request);
        if !["GET", "HEAD", "POST"].contains(&method) || !names.is_empty() {
            let mut preflight = Request::preflight(path, self.origin, method);
            if !names.is_empty() {
                preflight = preflight.with("Access-Control-Request-Headers", names.join(","));
            }
            let answer = send(address, &preflight).expect("an answer to the preflight");
            if !self.passes(&answer) || !grants(&answer, method, &names) {
                return Fetched::NotSent(answer.status);
            }
        }
        let answer = send(address, &request).expect("an answer");
        if self.passes_check(&answer) {
            Fetched::Read(answer.status)
        } else {
            Fetched::Unreadable(answer.status)
        }
    }

    fn passes(self, answer: &Answer) -> bool {
        (200..=299).contains(&answer.status) && self.passes_check(answer)
    }

    /// The CORS check, of a request with credentials.
    fn passes_check(self, answer: &Answer) -> bool {
        answer.origin() == self.origin && answer.values("access-control-allow-credentials") == ["true"]
    }
}

fn grants(answer: &Answer, method: &str, names: &[String]) -> bool {
    let has = |header: &str, wanted: &str| {
        let values = answer.values(header).join(",").to_lowercase();
        values.split(',').any(|value| value.trim() == wanted.to_lowercase())
    };
    (["GET", "HEAD", "POST"].contains(&method) || has("access-control-allow-methods", method))
        && names.iter().all(|name| has("access-control-allow-headers", name))
}

/// The header names that a preflight asks for.
fn unsafe_names(request: &Request) -> Vec<String> {
    let is_safe = |(name, value): &&(String, Vec<u8>)| match name.to_ascii_lowercase().as_str() {
        "content-type" => {
            let safe = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];
            safe.iter().any(|safe| value.starts_with(safe.as_bytes()))
        }
        // The page does not set this header.
        "origin" | "cookie" => true,
        _ => false,
    };
    let names = request.lines.iter().filter(|line| !is_safe(line));
    names.map(|(name, _)| name.to_ascii_lowercase()).collect()
}
