//! The value of a policy's field: a list of names, or `any`.

use std::fmt;
use std::ops::Deref;

use cors_policy::allowed::Allowed;
use cors_policy::lookup::{NameSet, OriginSet, Texts};

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
///
/// `L` is the list: a slice of constants, or a `Vec<String>` for a policy that is known only at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names<L = &'static [&'static str]>(Allowed<L>);

impl<L> Names<L> {
    /// Returns `true` if the field is `any`.
    pub const fn is_any(&self) -> bool {
        self.0.is_any()
    }
}

impl Names {
    pub(crate) const fn from_set(names: &NameSet) -> Self {
        match names {
            Allowed::List(listed) => Self(Allowed::List(listed.constants())),
            Allowed::Any => Self(Allowed::Any),
            Allowed::None => Self(Allowed::None),
        }
    }

    pub(crate) const fn origins(origins: &OriginSet) -> Self {
        match origins {
            Allowed::List(list) => Self(Allowed::List(list.written.constants())),
            Allowed::Any => Self(Allowed::Any),
            Allowed::None => Self(Allowed::None),
        }
    }

    /// The names that the field lists, in declared order: header names in lower case, origins as written.
    pub const fn listed(self) -> &'static [&'static str] {
        match self.0 {
            Allowed::List(listed) => listed,
            Allowed::Any | Allowed::None => &[],
        }
    }
}

impl<L: Deref<Target = [T]>, T: AsRef<str>> fmt::Display for Names<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map(|listed| listed.iter().collect::<Texts>()).fmt(f)
    }
}

#[cfg(feature = "live")]
impl Names<Vec<String>> {
    pub(crate) fn from_set(names: &NameSet) -> Self {
        Self(names.as_ref().map(|listed| listed.iter().map(str::to_owned).collect()))
    }

    /// Those that the policy lists, and those that the running service has given.
    pub(crate) fn owned_origins(origins: &OriginSet) -> Self {
        let all = origins.as_ref().map(|list| list.written.iter().chain(origins.given().iter()));
        Self(all.map(|origins| origins.map(str::to_owned).collect()))
    }

    /// The names that the field lists: header names in lower case, origins as written.
    pub fn listed(&self) -> &[String] {
        match &self.0 {
            Allowed::List(listed) => listed,
            Allowed::Any | Allowed::None => &[],
        }
    }
}
