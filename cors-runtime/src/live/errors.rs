//! What is wrong with a list of origins (every bad entry, with the help that the compiler would give), and with a policy that
//! is to replace another one.

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
    /// What is wrong as a whole.
    message: String,
    /// What each entry begins with: where the list is, if it has a name.
    place: String,
    entries: Vec<OriginError>,
}

impl OriginErrors {
    /// Some of `count` entries are wrong.
    pub(super) fn entries(
        policy: &str,
        variable: Option<&str>,
        errors: Vec<OriginError>,
        count: usize,
    ) -> Self {
        let (list, place) = match variable.map(quote) {
            Some(name) => (format!("the list in {name}"), format!("{name}, ")),
            None => ("this list".to_owned(), String::new()),
        };
        let (wrong, entries) = (errors.len(), if count == 1 { "entry" } else { "entries" });
        let are = if wrong == 1 { "is" } else { "are" };
        let message = format!("policy `{policy}` refused {list}: {wrong} of {count} {entries} {are} wrong");
        Self { message, place, entries: errors }
    }

    /// Whatever the entries are: why, and what to do.
    pub(super) fn of_policy(policy: &str, why: &str, help: &str) -> Self {
        Self::without_entries(format!("policy `{policy}` {why}\n  help: {help}"))
    }

    fn without_entries(message: String) -> Self {
        Self { message, place: String::new(), entries: Vec::new() }
    }

    /// The bad entries, in the order of the list.
    pub fn iter(&self) -> std::slice::Iter<'_, OriginError> {
        self.entries.iter()
    }
}

/// So that `TENANTS.with_origins(list)?.within(COMPANY)?` has one type of error.
impl From<NotWithin> for OriginErrors {
    fn from(error: NotWithin) -> Self {
        Self::without_entries(error.to_string())
    }
}

impl fmt::Display for OriginErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { message, place, entries } = self;
        f.write_str(message)?;
        entries.iter().try_for_each(|error| write!(f, "\n\n{place}{error}"))
    }
}

/// An error whose `Debug` is its `Display`, so that it is readable when `main` returns it or `expect` prints it.
macro_rules! readable_error {
    ($type:ident) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::error::Error for $type {}
    };
}
pub(super) use readable_error;

/// A readable error about several entries, one after the other.
macro_rules! list_of_errors {
    ($type:ident of $entry:ident) => {
        impl<'a> IntoIterator for &'a $type {
            type Item = &'a $entry;
            type IntoIter = std::slice::Iter<'a, $entry>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }

        $crate::live::errors::readable_error!($type);
    };
}
#[cfg(feature = "config")]
pub(super) use list_of_errors;

list_of_errors!(OriginErrors of OriginError);

/// Why a live policy was not replaced.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplaceError {
    /// It was made from a template, and the other policy was not made from the same one.
    TemplateMismatch(TemplateMismatch),
    /// The other policy grants something beyond a [bound](super::LivePolicy::within).
    NotWithin(NotWithin),
}

impl From<NotWithin> for ReplaceError {
    fn from(error: NotWithin) -> Self {
        Self::NotWithin(error)
    }
}

impl fmt::Display for ReplaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TemplateMismatch(error) => error.fmt(f),
            Self::NotWithin(error) => error.fmt(f),
        }
    }
}

impl Error for ReplaceError {}

/// The error of replacing a policy that was made from a template with one that was not made from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateMismatch {
    pub(super) template: &'static str,
    pub(super) given: String,
}

impl fmt::Display for TemplateMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { template, given } = self;
        write!(
            f,
            "a policy that was made from the template `{template}` cannot become `{given}`: routes rely on what the \
             compiler has checked\n\nhelp: replace its list, with `replace_origins`"
        )
    }
}

impl Error for TemplateMismatch {}
