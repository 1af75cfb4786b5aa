//! What the page should see according to the compiled-in policies.

use std::net::TcpListener;

use cors_runtime::Policy;
use serde::Serialize;

use crate::policies;
use crate::requests::{self, Kind, Request};

/// A host name and the port that it is served on.
pub(crate) struct Site {
    host: &'static str,
    port: u16,
}

impl Site {
    pub(crate) fn new(host: &'static str, listener: &TcpListener) -> std::io::Result<Self> {
        Ok(Self { host, port: listener.local_addr()?.port() })
    }

    fn origin(&self) -> String {
        format!("http://{}:{}", self.host, self.port)
    }
}

/// Everything that the page needs to know.
#[derive(Serialize)]
pub(crate) struct Plan {
    /// Where the API is.
    pub(crate) api: String,
    /// The same API on another site.
    pub(crate) cdn: String,
    origins: Vec<Origin>,
    policies: Vec<Described>,
    requests: &'static [Request],
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Origin {
    id: &'static str,
    title: &'static str,
    /// The value that browsers send in `Origin`.
    text: String,
    /// Where this origin's frame is loaded from.
    page: String,
    sandboxed: bool,
}

#[derive(Serialize)]
struct Described {
    name: &'static str,
    about: &'static str,
    /// The policy's `Display`.
    display: String,
    max_age: Option<u64>,
}

#[derive(Serialize)]
struct Cell {
    origin: &'static str,
    policy: &'static str,
    request: &'static str,
    expected: Expected,
}

/// What a browser does with one request.
#[derive(Serialize)]
struct Expected {
    /// The page may read the response.
    readable: bool,
    /// The request itself, not only its preflight, reaches the server.
    arrives: bool,
    /// Those of the tested response headers that the page may read.
    exposed: Vec<&'static str>,
    /// Which check refused; empty if none did.
    reason: String,
}

impl Plan {
    pub(crate) fn new(sites: &[Site], api: u16) -> Self {
        let mut origins: Vec<Origin> = sites
            .iter()
            .map(|site| Origin {
                id: site.host.split('.').next().unwrap_or(site.host),
                title: site.host,
                text: site.origin(),
                page: site.origin(),
                sandboxed: false,
            })
            .collect();
        if let Some(page) = sites.first().map(Site::origin) {
            origins.push(Origin {
                id: "null",
                title: "a sandboxed frame",
                text: "null".to_owned(),
                page,
                sandboxed: true,
            });
        }
        let mut cells = Vec::new();
        for origin in &origins {
            for request in &requests::ALL {
                for (policy, _) in policies::ALL {
                    let expected = Expected::of(policy, &origin.text, request);
                    cells.push(Cell {
                        origin: origin.id,
                        policy: policy.name(),
                        request: request.id,
                        expected,
                    });
                }
            }
        }
        let described = |(policy, about): (Policy, _)| Described {
            name: policy.name(),
            about,
            display: policy.to_string(),
            max_age: policy.max_age().map(|max_age| max_age.as_secs()),
        };
        Self {
            api: format!("http://api.localhost:{api}"),
            cdn: format!("http://cdn.localhost:{api}"),
            origins,
            policies: policies::ALL.map(described).into(),
            requests: &requests::ALL,
            cells,
        }
    }

    /// The first page's address.
    pub(crate) fn first(&self) -> &str {
        self.origins.first().map_or("", |origin| origin.page.as_str())
    }

    /// What is served where, one line each.
    pub(crate) fn listening(&self) -> String {
        let pages = self.origins.iter().filter(|origin| !origin.sandboxed);
        pages.fold(format!("the API    {}\n", self.api), |lines, origin| {
            format!("{lines}the page   {}\n", origin.text)
        })
    }
}

impl Expected {
    /// The policy's verdict, and what browsers add: they send a simple request without a preflight, show a page no
    /// response to a request with credentials unless the policy allows them, and send `null` after a redirect to
    /// another site.
    fn of(policy: Policy, origin: &str, request: &Request) -> Self {
        let names: Vec<&str> = request.headers.iter().map(|(name, _)| *name).collect();
        let verdict = policy.check(origin, request.method, &names);
        let behind = policy.check("null", request.method, &names);
        let reason = if !verdict.is_allowed() {
            verdict.to_string()
        } else if request.credentials && !policy.credentials() {
            "`credentials` is false".to_owned()
        } else if request.kind == Kind::Away && !behind.is_allowed() {
            format!("behind the redirect the origin is `null`: {behind}")
        } else {
            String::new()
        };
        let readable = reason.is_empty();
        let exposed = if readable && request.kind == Kind::Exposed { exposed(policy) } else { Vec::new() };
        Self { readable, arrives: readable || !request.preflight, exposed, reason }
    }
}

/// Which of the two tested headers `policy` exposes. `Set-Cookie` is never readable.
fn exposed(policy: Policy) -> Vec<&'static str> {
    let exposes = |name: &&str| policy.expose().is_any() || policy.expose().listed().contains(name);
    ["x-internal", "x-request-id"].into_iter().filter(exposes).collect()
}
