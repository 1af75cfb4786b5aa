//! The value of a policy's field: a list of names, or `any`.

use std::fmt;

use crate::origin::Texts;

/// The value of one field of a policy: `any`, or a list.
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

    /// Whether the field is `any`.
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
        List { any: self.any, names: &Texts::Constant(self.listed) }.fmt(f)
    }
}

/// Prints `any`, the names with commas between them, or `none`.
pub(crate) struct List<'a> {
    pub(crate) any: bool,
    pub(crate) names: &'a Texts,
}

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.any {
            return f.write_str("any");
        }
        let mut separator = "";
        for name in self.names.iter() {
            write!(f, "{separator}{name}")?;
            separator = ", ";
        }
        if separator.is_empty() { f.write_str("none") } else { Ok(()) }
    }
}
