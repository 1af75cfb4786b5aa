//! A policy as it was written: plain values, nothing checked.

use std::sync::Arc;

use crate::condition::Condition;
use crate::field::FieldName;
use crate::words::Waiver;

/// Something that a mistake can be about. The author of a draft numbers its places, and knows what each number
/// means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub usize);

/// A value, and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

impl<T> Written<T> {
    /// `value` at `place`.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

/// A policy, each field `None` where it is not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The policy as a whole.
    pub place: Place,
    /// `origins`
    pub origins: Option<Written<Arc<DraftList>>>,
    /// `methods`
    pub methods: Option<Written<Arc<DraftList>>>,
    /// `headers`
    pub headers: Option<Written<Arc<DraftList>>>,
    /// `expose`
    pub expose: Option<Written<Arc<DraftList>>>,
    /// `credentials`
    pub credentials: Option<Written<bool>>,
    /// `max_age`, a number with its unit
    pub max_age: Option<Written<String>>,
    /// `preflight_status`
    pub preflight_status: Option<Written<u64>>,
    /// Part of it could not be read, which is reported: nothing is concluded from what is missing.
    pub is_incomplete: bool,
    /// `origins` may be among what could not be read.
    pub may_have_origins: bool,
}

impl Draft {
    /// A policy without fields.
    pub fn new(place: Place) -> Self {
        Self {
            place,
            origins: None,
            methods: None,
            headers: None,
            expose: None,
            credentials: None,
            max_age: None,
            preflight_status: None,
            is_incomplete: false,
            may_have_origins: false,
        }
    }
}

impl Draft {
    /// The list of a field; none for a field that is not a list.
    pub fn list(&self, field: FieldName) -> Option<&Written<Arc<DraftList>>> {
        match field {
            FieldName::Origins => self.origins.as_ref(),
            FieldName::Methods => self.methods.as_ref(),
            FieldName::Headers => self.headers.as_ref(),
            FieldName::Expose => self.expose.as_ref(),
            _ => None,
        }
    }

    /// The numbers of every condition in it.
    #[cfg(feature = "macros")]
    pub fn numbers(&self) -> Vec<usize> {
        let lists = FieldName::ALL.into_iter().filter_map(|field| self.list(field));
        crate::condition::numbers(lists.flat_map(|list| list.value.entries()).map(|entry| &entry.when))
    }
}

/// The value of a field that is a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftList {
    /// `any`
    Any,
    /// `none`
    None,
    /// A list that is written without entries.
    Empty,
    /// Entries; none if the bases provide none.
    Entries(Vec<DraftEntry>),
}

impl DraftList {
    /// Its entries, if it is written as a list.
    pub fn entries(&self) -> &[DraftEntry] {
        match self {
            Self::Any | Self::None | Self::Empty => &[],
            Self::Entries(entries) => entries,
        }
    }
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftEntry {
    /// What it says.
    pub text: EntryText,
    /// When it exists.
    pub when: Condition,
    /// The risks that it may create.
    pub waivers: Vec<Written<Waiver>>,
    /// A waiver could not be read, which is reported; a mistake that it may have waived is not reported too.
    pub has_broken_waiver: bool,
    /// It comes from a list that other policies use as well, which may repeat what this one already has.
    pub is_shared: bool,
    /// Where it was written.
    pub place: Place,
}

impl DraftEntry {
    /// Whether it takes this risk, as far as its waivers could be read.
    pub fn waives(&self, waiver: Waiver) -> bool {
        self.has_broken_waiver || self.waivers.iter().any(|given| given.value == waiver)
    }
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryText {
    /// An origin, a method or a header name.
    Text(String),
    /// `runtime`: the list is given at run time.
    RunTime,
}
