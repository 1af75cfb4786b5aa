//! The value of a policy's field: a list of names, or `any`.

use std::fmt;

use cors_policy::allowed::Allowed;
use cors_policy::lookup::{self as names, Origins, Texts};

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
pub struct Names(Allowed<&'static [&'static str]>);

impl Names {
    pub(crate) const fn of(names: &names::Names) -> Self {
        match names {
            Allowed::List(listed) => Self::listed_texts(listed),
            Allowed::Any => Self(Allowed::Any),
            Allowed::None => Self(Allowed::None),
        }
    }

    pub(crate) const fn origins(origins: &Origins) -> Self {
        match origins {
            Allowed::List(list) => Self::listed_texts(&list.written),
            Allowed::Any => Self(Allowed::Any),
            Allowed::None => Self(Allowed::None),
        }
    }

    const fn listed_texts(texts: &Texts) -> Self {
        Self(Allowed::List(texts.constants()))
    }

    /// Whether the field is `any`.
    pub const fn is_any(self) -> bool {
        self.0.is_any()
    }

    /// The names that the field lists, in declared order: header names in lower case, origins as written.
    pub const fn listed(self) -> &'static [&'static str] {
        match self.0 {
            Allowed::List(listed) => listed,
            Allowed::Any | Allowed::None => &[],
        }
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map(Texts::Constant).fmt(f)
    }
}
