//! What the application inside a policy answers, as plain data: one handler plays it, whatever the framework.
//!
//! ```ignore
//! let unavailable = Script::of(503, &["retry-after: 1"]).how(How::HandlerError);
//! let row = Row::new("an error", "GET", &[ORIGIN], &expected).script(unavailable);
//! ```

use std::cell::{Cell, RefCell};

/// What the application answers.
#[derive(Debug, Clone)]
pub struct Script {
    /// The status.
    pub status: u16,
    /// The header lines, each `name: value`.
    pub lines: Vec<String>,
    /// The body.
    pub body: String,
    /// How the answer leaves the application.
    pub how: How,
}

/// How an answer leaves the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As a response.
    Response,
    /// As a response whose body is sent in two parts.
    Streamed,
    /// As the error of a handler.
    HandlerError,
    /// As the error of a middleware between the policy and the handler.
    MiddlewareError,
}

impl Script {
    /// The script of most rows: 200, one header of the application's own, a body.
    pub fn plain() -> Self {
        Self::of(200, &["x-app: yes"]).with_body("hello")
    }

    /// A response without a body.
    pub fn of(status: u16, lines: &[&str]) -> Self {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        Self { status, lines, body: String::new(), how: How::Response }
    }

    /// The same with a body.
    #[must_use]
    pub fn with_body(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// The same, leaving the application in another way.
    #[must_use]
    pub fn how(mut self, how: How) -> Self {
        self.how = how;
        self
    }

    /// The header lines, cut into name and value.
    ///
    /// # Panics
    ///
    /// If a line has no `: `.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines.iter().map(|line| line.split_once(": ").expect("`name: value`"))
    }
}

thread_local! {
    static SCRIPT: RefCell<Script> = RefCell::new(Script::plain());
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

/// Sets what the application of this thread answers from now on.
pub fn play(script: &Script) {
    SCRIPT.set(script.clone());
}

/// What the application of this thread answers.
pub fn script() -> Script {
    SCRIPT.with_borrow(Clone::clone)
}

/// Records the start of a handler.
pub fn called() {
    CALLS.set(CALLS.get() + 1);
}

/// How often a handler of this thread has run since the last call.
pub fn calls() -> usize {
    CALLS.take()
}
