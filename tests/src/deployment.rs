//! A policy around an application of whatever framework, and tables of what comes back from there.
//!
//! ```ignore
//! let granted = Expected::called(200, &["access-control-allow-origin: *", "x-app: yes"]);
//! let rows = [Row::new("a page of another site", "GET", &["Origin: https://other.example"], &granted)];
//! assert_rows(&deployments(PUBLIC).await, &rows).await;
//! ```

use std::fmt::Debug;
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;

use crate::answer::{Answer, sorted};
use crate::request::Request;
use crate::script::{self, Script};

/// The path of the application in every deployment.
pub const PATH: &str = "/api/x";

/// An application of some framework that plays [`Script`]s, in the process and on the thread of the test.
pub trait Application: Debug {
    /// What a client sees of its response.
    fn answer(&self, request: &Request) -> LocalBoxFuture<'static, Answer>;
}

/// A policy around an application that plays [`Script`]s.
#[derive(Debug, Clone)]
pub struct Deployment {
    /// What it is, for messages.
    pub name: String,
    /// The methods of a route; `None` where the policy governs every request.
    pub methods: Option<&'static [&'static str]>,
    application: Rc<dyn Application>,
}

impl Deployment {
    /// A policy around everything.
    pub fn new(name: String, application: impl Application + 'static) -> Self {
        Self { name, methods: None, application: Rc::new(application) }
    }

    /// A policy on a route with these methods.
    pub fn of_route(
        name: String,
        methods: &'static [&'static str],
        application: impl Application + 'static,
    ) -> Self {
        Self { name, methods: Some(methods), application: Rc::new(application) }
    }

    /// The response if the application plays `script`, and whether it was called.
    pub async fn ask(&self, request: &Request, script: &Script) -> (Answer, bool) {
        script::play(script);
        script::calls();
        let answer = self.application.answer(request).await;
        (answer, script::calls() > 0)
    }
}

/// What should come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The status.
    pub status: u16,
    /// The header lines, sorted as those of an [`Answer`].
    pub lines: Vec<String>,
    /// Whether the application is called.
    pub called: bool,
}

impl Expected {
    /// An answer of the policy itself, or of the router.
    pub fn answered(status: u16, lines: &[&str]) -> Self {
        Self { status, lines: owned(lines), called: false }
    }

    /// The application's response with these lines.
    pub fn called(status: u16, lines: &[&str]) -> Self {
        Self { status, lines: owned(lines), called: true }
    }
}

fn owned(lines: &[&str]) -> Vec<String> {
    sorted(lines.iter().map(|line| (*line).to_owned()).collect())
}

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    says: String,
    request: Request,
    script: Script,
    expected: Expected,
    on_route: Option<Expected>,
}

impl Row {
    /// A request with these header lines, and what comes back.
    pub fn new(says: &str, method: &str, lines: &[&str], expected: &Expected) -> Self {
        Self {
            says: says.to_owned(),
            request: Request::new(method, PATH, lines),
            script: Script::plain(),
            expected: expected.clone(),
            on_route: None,
        }
    }

    /// The same if the application answers something else.
    #[must_use]
    pub fn script(mut self, script: Script) -> Self {
        self.script = script;
        self
    }

    /// What comes back from a route, if that is different.
    #[must_use]
    pub fn on_route(mut self, expected: &Expected) -> Self {
        self.on_route = Some(expected.clone());
        self
    }
}

/// Sends the request of each row to each deployment, and compares status, all header lines, the body, and whether the
/// application was called.
///
/// # Panics
///
/// If something else comes back.
pub async fn assert_rows(deployments: &[Deployment], rows: &[Row]) {
    assert!(!deployments.is_empty() && !rows.is_empty(), "nothing to compare");
    for deployment in deployments {
        for row in rows {
            let (answer, called) = deployment.ask(&row.request, &row.script).await;
            let expected = match &row.on_route {
                Some(expected) if deployment.methods.is_some() => expected,
                _ => &row.expected,
            };
            let context = format!("{}: {}", deployment.name, row.says);
            let body = if expected.called { row.script.body.as_str() } else { "" };
            if expected.status == 403 && !expected.called {
                assert_eq!(
                    answer.reason().is_some(),
                    cfg!(debug_assertions),
                    "{context}: a reason in debug builds, and only there"
                );
            }
            let answer = answer.without_reason();
            assert_eq!(
                &Expected { status: answer.status, lines: answer.lines, called },
                expected,
                "{context}"
            );
            // The server removes the body of an answer to a HEAD; axum does it earlier.
            if row.request.method != "HEAD" {
                assert_eq!(answer.body, body, "{context}: the body");
            }
        }
    }
}
