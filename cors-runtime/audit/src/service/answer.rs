//! What a service answered, as browsers read it.

use std::fmt;

use cors_runtime::inspect::is_token;

/// A service's answer: its status and its header lines. CORS does not look at the body.
///
/// ```
/// use cors_audit::Answer;
///
/// let answer = Answer::new(204, [("Access-Control-Allow-Origin", "https://app.example.com")]);
/// assert_eq!(answer.to_string(), "204, access-control-allow-origin: https://app.example.com");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    status: u16,
    lines: Vec<(String, String)>,
}

impl Answer {
    /// An answer with this status and these header lines: the `headers()` of a response of actix-web or of the crate
    /// `http`, or pairs of texts. Two lines of one name stay two.
    pub fn new(status: u16, headers: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<[u8]>)>) -> Self {
        let lines = headers.into_iter().map(|(name, value)| {
            // Fetch, "isomorphic decode": a byte is a code point. And "normalize": no white space around it.
            let value: String = value.as_ref().iter().copied().map(char::from).collect();
            (name.as_ref().to_ascii_lowercase(), value.trim_matches([' ', '\t', '\r', '\n']).to_owned())
        });
        Self { status, lines: lines.collect() }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The header lines, names in lower case.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values of one header.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.lines().filter(move |(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The value of a header, its lines joined: Fetch, "get, decode, and split" reads several lines as one list.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self.values(name).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// Whether the value of a header, split at its commas, contains `token` in any case.
    pub(super) fn has_token(&self, name: &str, token: &str) -> bool {
        self.values(name).flat_map(|value| value.split(',')).any(|one| one.trim().eq_ignore_ascii_case(token))
    }

    /// The tokens of a header; none where it is absent. Fetch, "extract header list values": a value that is not a
    /// list of tokens is a failure.
    pub(super) fn tokens(&self, name: &str) -> Result<Vec<String>, String> {
        let Some(value) = self.value(name) else { return Ok(Vec::new()) };
        let tokens =
            value.split(',').map(|token| token.trim_matches([' ', '\t'])).filter(|token| !token.is_empty());
        let tokens: Vec<String> = tokens.map(str::to_owned).collect();
        if tokens.iter().all(|token| is_token(token.as_bytes())) { Ok(tokens) } else { Err(value) }
    }

    /// What browsers and caches look at, so that two answers can be compared. The order of a list means nothing.
    pub(super) fn relevant(&self) -> (u16, Vec<(&str, &str)>) {
        let lines = self.lines().filter(|(name, _)| is_relevant(name));
        let mut items: Vec<_> =
            lines.flat_map(|(name, value)| value.split(',').map(move |item| (name, item.trim()))).collect();
        items.sort_unstable();
        (self.status, items)
    }
}

fn is_relevant(name: &str) -> bool {
    name.starts_with("access-control-") || name == "vary"
}

/// The status, and the headers that decide about CORS.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        for (name, value) in self.lines().filter(|(name, _)| is_relevant(name) || *name == "location") {
            write!(f, ", {name}: {}", value.escape_debug())?;
        }
        if self.lines().any(|(name, _)| name.starts_with("access-control-")) {
            Ok(())
        } else {
            f.write_str(", no CORS headers")
        }
    }
}
