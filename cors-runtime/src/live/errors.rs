//! What is wrong with a list of origins: every bad entry, with the help that the compiler would give.

use std::error::Error;
use std::fmt;

use cors_policy::origin::OriginError;
use cors_policy::violation::quote;

use super::bound::NotWithin;

/// Why a policy did not take a list of origins. It names **every** bad entry, so that all of them can be corrected at
/// once.
///
/// The call that returned it changed nothing. [`iter`](Self::iter) gives the bad entries; if there was no list to read
/// (an environment variable that is not set), there are none. Its `Debug` is its `Display`, so that it is readable when
/// `main` returns it or `expect` prints it; both escape the text of the entries.
///
/// An entry is an origin as the [HTML
/// standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin) serialises it.
///
/// ```
/// use cors_runtime::cors;
///
/// cors! {
///     const TENANTS = { origins: [runtime], credentials: true };
/// }
///
/// let errors = TENANTS.with_origins(["https://a.example/", "https://b.example", "c.example"]).unwrap_err();
/// let wrong: Vec<_> = errors.iter().map(|error| (error.position(), error.help())).collect();
/// assert_eq!(wrong, [
///     (1, Some("write `https://a.example`")),
///     (3, Some("write `https://c.example`")),
/// ]);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct OriginErrors {
    policy: String,
    variable: Option<String>,
    cause: Cause,
}

#[derive(Clone, PartialEq, Eq)]
enum Cause {
    /// Some of so many entries.
    Entries(Vec<OriginError>, usize),
    Unset,
    NotUnicode,
    /// The policy takes no list: why, and what to do.
    NoList(&'static str, &'static str),
    NotWithin(NotWithin),
}

impl OriginErrors {
    fn new(policy: &str, variable: Option<&str>, cause: Cause) -> Self {
        Self { policy: policy.to_owned(), variable: variable.map(str::to_owned), cause }
    }

    /// Some of `count` entries are wrong.
    pub(super) fn entries(
        policy: &str,
        variable: Option<&str>,
        errors: Vec<OriginError>,
        count: usize,
    ) -> Self {
        Self::new(policy, variable, Cause::Entries(errors, count))
    }

    pub(super) fn unset(policy: &str, variable: &str) -> Self {
        Self::new(policy, Some(variable), Cause::Unset)
    }

    pub(super) fn not_unicode(policy: &str, variable: &str) -> Self {
        Self::new(policy, Some(variable), Cause::NotUnicode)
    }

    pub(super) fn asks_predicate(policy: &str) -> Self {
        let why = "was made with `with_origins_matching`: it asks a function, and has no list to replace";
        Self::new(policy, None, Cause::NoList(why, "make it with `with_origins`"))
    }

    pub(super) fn is_whole(policy: &str) -> Self {
        let why = "was not made from a template: it has no list of its own to replace";
        Self::new(policy, None, Cause::NoList(why, "replace it as a whole, with `replace`"))
    }

    pub(super) fn predicate_not_allowed(policy: &str) -> Self {
        let why = "allows credentials, and a function could let any origin read a logged-in user's data";
        let help = "give it a list; if the function has been reviewed, write \
                    `#[dangerously_allow(predicates)] runtime` in the policy";
        Self::new(policy, None, Cause::NoList(why, help))
    }

    /// The bad entries, in the order of the list.
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// # cors! { const TENANTS = { origins: [runtime] }; }
    /// let errors = TENANTS.with_origins(["null", "https://a.example", ""]).unwrap_err();
    /// assert_eq!(errors.iter().count(), 2);
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, OriginError> {
        match &self.cause {
            Cause::Entries(errors, _) => errors.iter(),
            _ => [].iter(),
        }
    }
}

/// So that `TENANTS.with_origins(list)?.within(COMPANY)?` has one type of error.
impl From<NotWithin> for OriginErrors {
    fn from(error: NotWithin) -> Self {
        Self::new("", None, Cause::NotWithin(error))
    }
}

impl<'a> IntoIterator for &'a OriginErrors {
    type Item = &'a OriginError;
    type IntoIter = std::slice::Iter<'a, OriginError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for OriginErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let policy = &self.policy;
        let variable = self.variable.as_deref().map(quote);
        let name = variable.as_deref().unwrap_or_default();
        match &self.cause {
            Cause::Entries(errors, count) => {
                let list = if variable.is_some() { "the list in " } else { "this list" };
                let wrong = errors.len();
                let entries = if *count == 1 { "entry" } else { "entries" };
                let entries = format!("{entries} {}", if wrong == 1 { "is" } else { "are" });
                write!(f, "policy `{policy}` refused {list}{name}: {wrong} of {count} {entries} wrong")?;
                let place = if variable.is_some() { format!("{name}, ") } else { String::new() };
                errors.iter().try_for_each(|error| write!(f, "\n\n{place}{error}"))
            }
            Cause::Unset => write!(
                f,
                "policy `{policy}` gets its origins from the environment variable {name}, which is not set\n  \
                 help: set it to origins separated by commas or white space, or to nothing for no origins"
            ),
            Cause::NotUnicode => write!(
                f,
                "policy `{policy}` gets its origins from the environment variable {name}, which is not Unicode\n  \
                 help: an origin is ASCII text"
            ),
            Cause::NotWithin(error) => error.fmt(f),
            Cause::NoList(why, help) => write!(f, "policy `{policy}` {why}\n  help: {help}"),
        }
    }
}

impl fmt::Debug for OriginErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for OriginErrors {}
