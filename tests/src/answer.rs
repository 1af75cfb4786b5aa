//! Responses as a client sees them, without what frameworks add to them by themselves.
//!
//! ```ignore
//! assert_eq!((answer.status, answer.cors_and_vary()), (200, vec!["access-control-allow-origin: *"]));
//! assert_eq!(answer.in_short(), "200 *");
//! ```

/// Header lines that a framework or its server adds, and that tables of answers leave out, with the reason why no
/// policy affects them.
pub const ADDED: [(&str, &str); 5] = [
    ("date", "every server says when it answered"),
    ("connection", "whether this connection stays open"),
    ("content-length", "how the body is framed; in process there is no framing"),
    ("transfer-encoding", "the same, for a body without a known length"),
    ("allow", "which methods a 405 offers, as the router knows them"),
];

/// A response. Two are equal when status, headers and body are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The header lines as `name: value` except for those of [`ADDED`]: names in lower case, sorted; the lines of
    /// one name in their order.
    pub lines: Vec<String>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A response with these lines.
    pub fn new(status: u16, lines: impl IntoIterator<Item = (String, String)>, body: &[u8]) -> Self {
        let lines = lines.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
        let lines = lines.filter(|(name, _)| ADDED.iter().all(|(added, _)| added != name));
        let lines = lines.map(|(name, value)| format!("{name}: {value}")).collect();
        Self { status, lines: sorted(lines), body: String::from_utf8_lossy(body).into_owned() }
    }

    /// The values of one header's lines.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.lines.iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).collect()
    }

    /// The CORS headers.
    pub fn cors(&self) -> Vec<&str> {
        self.lines.iter().map(String::as_str).filter(|line| line.starts_with("access-control-")).collect()
    }

    /// The CORS headers and `Vary`.
    pub fn cors_and_vary(&self) -> Vec<&str> {
        let lines = self.lines.iter().map(String::as_str);
        lines.filter(|line| line.starts_with("access-control-") || line.starts_with("vary: ")).collect()
    }

    /// The allowed origin, or `-`.
    pub fn origin(&self) -> &str {
        match self.values("access-control-allow-origin")[..] {
            [] => "-",
            [origin] => origin,
            _ => "several lines",
        }
    }

    /// The status and the allowed origin, for tables that look at nothing else.
    pub fn in_short(&self) -> String {
        format!("{} {}", self.status, self.origin())
    }

    /// Why it is a refusal, which only builds with debug assertions say: one line of ASCII of at most 1 KiB.
    ///
    /// # Panics
    ///
    /// If another build says so, or if there are two reasons, or one that is too long.
    pub fn reason(&self) -> Option<&str> {
        let reasons = self.values(REFUSAL);
        let reason = reasons.first().copied()?;
        let says_why = cfg!(debug_assertions);
        assert!(says_why, "only debug builds say why: {self:?}");
        let is_line = reason.len() <= 1024 && reason.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        assert!(is_line && reasons.len() == 1, "{reasons:?}");
        Some(reason)
    }

    /// The same without that reason.
    #[must_use]
    pub fn without_reason(mut self) -> Self {
        if self.reason().is_some() {
            self.lines.retain(|line| !line.starts_with(REFUSAL));
        }
        self
    }
}

const REFUSAL: &str = "cors-refusal";

/// Sorts header lines by name, and leaves those of one name in their order.
pub fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort_by(|one, other| one.split(':').next().cmp(&other.split(':').next()));
    lines
}
