//! A configuration from the values of a service that has settings of its own.

use std::sync::Arc;
use std::time::Duration;

use cors_policy::condition::Condition;
use cors_policy::draft::{Draft, DraftEntry, DraftList, EntryText, Written};
use cors_policy::words::{FieldName, Waiver};

use super::PolicyConfig;
use super::places::{Format, POLICY, Settings, entry, field};

/// The value of `origins` in a [`PolicyConfig`].
///
/// Whatever can be iterated and holds texts or [`OriginEntry`]s becomes one, so that a service with a switch writes
/// `if open { Origins::Any } else { list.into() }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origins {
    /// Anyone may read, without credentials.
    Any,
    /// No other site may read anything. An empty list says the same.
    Nobody,
    /// These may.
    Listed(Vec<OriginEntry>),
}

/// The value of `methods`, `headers` or `expose` in a [`PolicyConfig`]. Whatever can be iterated
/// and holds texts becomes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// All of them.
    Any,
    /// These.
    Listed(Vec<String>),
}

/// An origin or a pattern in a [`PolicyConfig`], and the risks that it may create. A text becomes one.
///
/// ```
/// use cors_runtime::{LivePolicy, OriginEntry, PolicyConfig, Waiver};
///
/// let intranet = OriginEntry::new("http://intranet.example.com").dangerously_allow(Waiver::InsecureOrigins);
/// let origins = [OriginEntry::new("https://app.example.com"), intranet];
/// let live = LivePolicy::try_from(PolicyConfig::new(origins).credentials(true))?;
/// assert!(live.allows_origin("http://intranet.example.com"));
/// # Ok::<_, cors_runtime::ConfigErrors>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginEntry {
    pub(super) origin: String,
    pub(super) waivers: Vec<Waiver>,
}

impl OriginEntry {
    /// An origin, exactly as browsers send it, or a pattern. It is checked when the policy is made.
    pub fn new(origin: impl Into<String>) -> Self {
        Self { origin: origin.into(), waivers: Vec::new() }
    }

    /// Takes a risk that the rules on credentials otherwise refuse. `#[dangerously_allow(…)]` in [`cors!`](crate::cors).
    #[must_use]
    pub fn dangerously_allow(mut self, waiver: Waiver) -> Self {
        self.waivers.push(waiver);
        self
    }
}

impl<T: AsRef<str>> From<T> for OriginEntry {
    fn from(origin: T) -> Self {
        Self::new(origin.as_ref())
    }
}

impl From<&Self> for OriginEntry {
    fn from(entry: &Self) -> Self {
        entry.clone()
    }
}

impl<I: IntoIterator<Item: Into<OriginEntry>>> From<I> for Origins {
    fn from(list: I) -> Self {
        list.into_iter().collect()
    }
}

impl<T: Into<OriginEntry>> FromIterator<T> for Origins {
    fn from_iter<I: IntoIterator<Item = T>>(list: I) -> Self {
        Self::Listed(list.into_iter().map(Into::into).collect())
    }
}

impl<I: IntoIterator<Item: AsRef<str>>> From<I> for List {
    fn from(list: I) -> Self {
        list.into_iter().collect()
    }
}

impl<T: AsRef<str>> FromIterator<T> for List {
    fn from_iter<I: IntoIterator<Item = T>>(list: I) -> Self {
        Self::Listed(list.into_iter().map(|name| name.as_ref().to_owned()).collect())
    }
}

impl PolicyConfig {
    /// A configuration from values, with the defaults of the language for all other fields. [The
    /// guide](crate::guide::runtime#settings-of-your-own) makes one of a service's settings.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use cors_runtime::{List, LivePolicy, Origins, PolicyConfig};
    ///
    /// # let (allow_all, allowed_origins, cookies) = (false, ["https://app.example.com"], true);
    /// let origins = if allow_all { Origins::Any } else { allowed_origins.into() };
    /// let config = PolicyConfig::new(origins)
    ///     .methods(["GET", "PUT"])
    ///     .headers(List::Any)
    ///     .credentials(cookies)
    ///     .max_age(Duration::from_secs(600));
    /// let live = LivePolicy::try_from(config)?;
    /// # Ok::<_, cors_runtime::ConfigErrors>(())
    /// ```
    pub fn new(origins: impl Into<Origins>) -> Self {
        let mut draft = Draft::new(POLICY);
        draft.origins = Some(match origins.into() {
            Origins::Any => whole(FieldName::Origins, DraftList::Any),
            Origins::Nobody => whole(FieldName::Origins, DraftList::None),
            Origins::Listed(list) => listed(FieldName::Origins, list),
        });
        Self { draft, settings: Settings::new(Format::Values) }
    }

    /// The allowed methods; without it `GET`, `HEAD` and `POST`.
    #[must_use]
    pub fn methods(mut self, methods: impl Into<List>) -> Self {
        self.draft.methods = Some(names(FieldName::Methods, methods.into()));
        self
    }

    /// The allowed request headers; without it none.
    #[must_use]
    pub fn headers(mut self, headers: impl Into<List>) -> Self {
        self.draft.headers = Some(names(FieldName::Headers, headers.into()));
        self
    }

    /// The exposed response headers; without it none.
    #[must_use]
    pub fn expose(mut self, expose: impl Into<List>) -> Self {
        self.draft.expose = Some(names(FieldName::Expose, expose.into()));
        self
    }

    /// Whether pages may send cookies and HTTP authentication; without it they may not.
    #[must_use]
    pub fn credentials(mut self, credentials: bool) -> Self {
        self.draft.credentials = Some(Written::new(credentials, field(FieldName::Credentials)));
        self
    }

    /// How long browsers may keep the answer to a preflight, in whole seconds; without it the header is not sent.
    #[must_use]
    pub fn max_age(mut self, max_age: Duration) -> Self {
        let seconds = format!("{}s", max_age.as_secs());
        self.draft.max_age = Some(Written::new(seconds, field(FieldName::MaxAge)));
        self
    }

    /// The status of a granted preflight, 200 to 299; without it 204.
    #[must_use]
    pub fn preflight_status(mut self, status: u16) -> Self {
        self.draft.preflight_status = Some(Written::new(status.into(), field(FieldName::PreflightStatus)));
        self
    }
}

fn names(field: FieldName, list: List) -> Written<Arc<DraftList>> {
    match list {
        List::Any => whole(field, DraftList::Any),
        List::Listed(names) => listed(field, names.into_iter().map(OriginEntry::new)),
    }
}

/// A list as a whole.
pub(super) fn whole(field: FieldName, list: DraftList) -> Written<Arc<DraftList>> {
    Written::new(Arc::new(list), self::field(field))
}

/// A list with these entries, which have a place each.
pub(super) fn listed(
    field: FieldName,
    entries: impl IntoIterator<Item = OriginEntry>,
) -> Written<Arc<DraftList>> {
    let entry = |(at, OriginEntry { origin, waivers })| {
        let place = entry(field, at);
        DraftEntry {
            text: EntryText::Text(origin),
            when: Condition::default(),
            waivers: waivers.into_iter().map(|waiver| Written::new(waiver, place)).collect(),
            has_broken_waiver: false,
            is_shared: false,
            place,
        }
    };
    let entries: Vec<_> = entries.into_iter().enumerate().map(entry).collect();
    whole(field, if entries.is_empty() { DraftList::Empty } else { DraftList::Entries(entries) })
}
