//! What a policy's field holds: a list of names, `any`, or both.

use std::fmt;

/// The value of one field of a policy: `any`, a list, or `any` with names beside it (`headers: [any, "authorization"]`).
///
/// ```
/// use cors_runtime::{cors, Policy};
///
/// const APP: Policy = cors! { origins: ["https://app.example.com"], methods: [GET, PUT] };
/// assert_eq!(APP.methods().listed(), ["GET", "HEAD", "PUT"]);
/// assert!(!APP.methods().is_any());
/// assert_eq!(APP.methods().to_string(), "GET, HEAD, PUT");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    any: bool,
    listed: &'static [&'static str],
}

impl Names {
    pub(crate) const fn new(any: bool, listed: &'static [&'static str]) -> Self {
        Self { any, listed }
    }

    /// Whether the field is open: `any`, alone or before names.
    pub const fn is_any(self) -> bool {
        self.any
    }

    /// The names that the field lists, in declared order: header names in lower case, origins as written.
    pub const fn listed(self) -> &'static [&'static str] {
        self.listed
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for name in self.any.then_some("any").iter().chain(self.listed) {
            write!(f, "{separator}{name}")?;
            separator = ", ";
        }
        if separator.is_empty() { f.write_str("none") } else { Ok(()) }
    }
}
