//! Whether a policy grants nothing that another one does not grant. The compiler asks it about policies of other
//! crates, the macro about those of one block, and the running service about each list that it reads: so everything
//! here is a `const fn`, and the wording is the same.

use crate::allowed::Allowed;
use crate::data::Data;
use crate::header::is_always_readable;
use crate::lookup::{NameSet, OriginSet, RunTime, RunTimeEntry};
#[cfg(feature = "origins")]
use crate::violation::Advice;
use crate::words::{FieldName, RunTimeWaivers, Waiver};

/// What a policy grants beyond another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExcessGrant<'a> {
    /// The field that grants it.
    pub field: FieldName,
    /// What of the field.
    pub value: Excess<'a>,
}

/// The part of a field that is beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess<'a> {
    /// `any`, or `true`.
    All,
    /// This entry of a list.
    Entry(&'a str),
    /// `runtime`: origins that are not known yet.
    RunTime,
    /// `runtime` under a waiver.
    Waived(Waiver),
    /// A function of the running service in the place of `runtime`.
    Predicate,
}

impl Data {
    /// The first grant that `outer` does not have. A policy with mistakes is within every other one, and every other one
    /// is within it: its own errors are enough.
    pub const fn first_beyond<'a>(&'a self, outer: &Self) -> Option<ExcessGrant<'a>> {
        if self.has_errors || outer.has_errors || self.origins.allow_nobody() {
            return None;
        }
        match self.origins.first_beyond(&outer.origins) {
            Some(value) => Some(ExcessGrant { field: FieldName::Origins, value }),
            None => self.first_beyond_whatever_the_origins(outer),
        }
    }

    /// The same without the origins. `max_age` and `preflight_status` grant nothing.
    pub const fn first_beyond_whatever_the_origins<'a>(&'a self, outer: &Self) -> Option<ExcessGrant<'a>> {
        if self.credentials && !outer.credentials {
            return Some(ExcessGrant { field: FieldName::Credentials, value: Excess::All });
        }
        let mut at = 0;
        while at < NAMES.len() {
            let field = NAMES[at];
            if let Some(value) = first_name_beyond(field, self.names(field), outer.names(field)) {
                return Some(ExcessGrant { field, value });
            }
            at += 1;
        }
        None
    }

    const fn names(&self, field: FieldName) -> &NameSet {
        match field {
            FieldName::Methods => &self.methods,
            FieldName::Headers => &self.headers,
            _ => &self.expose,
        }
    }
}

const NAMES: [FieldName; 3] = [FieldName::Methods, FieldName::Headers, FieldName::Expose];

/// The lists of methods have `HEAD` where they have `GET`.
const fn first_name_beyond<'a>(field: FieldName, inner: &'a NameSet, outer: &NameSet) -> Option<Excess<'a>> {
    let listed = match (inner, outer) {
        (_, Allowed::Any) | (Allowed::None, _) => return None,
        (Allowed::Any, _) => return Some(Excess::All),
        (Allowed::List(listed), _) => listed,
    };
    let mut at = 0;
    while at < listed.len() {
        let name = listed.get(at);
        let is_within = match field {
            FieldName::Methods => outer.allows_method(name.as_bytes()),
            FieldName::Headers => outer.allows_header(name.as_bytes()),
            _ => is_always_readable(name.as_bytes()) || outer.allows_header(name.as_bytes()),
        };
        if !is_within {
            return Some(Excess::Entry(name));
        }
        at += 1;
    }
    None
}

impl OriginSet {
    /// `none`, or a list without entries.
    const fn allow_nobody(&self) -> bool {
        match self {
            Self::Any => false,
            Self::None => true,
            Self::List(list) => {
                list.written.is_empty()
                    && match &list.runtime {
                        None => true,
                        Some(RunTimeEntry { origins: RunTime::List(given), .. }) => given.is_empty(),
                        Some(_) => false,
                    }
            }
        }
    }

    const fn first_beyond<'a>(&'a self, outer: &Self) -> Option<Excess<'a>> {
        let list = match (self, outer) {
            (_, Self::Any) | (Self::None, _) => return None,
            (Self::Any, _) => return Some(Excess::All),
            (Self::List(list), _) => list,
        };
        let mut at = 0;
        while at < list.written.len() {
            let entry = list.written.get(at);
            if !outer.cover(entry) {
                return Some(Excess::Entry(entry));
            }
            at += 1;
        }
        match &list.runtime {
            Some(entry) => entry.first_beyond(outer),
            None => None,
        }
    }

    /// Whether a single entry allows every origin that `entry`, a legal one, stands for.
    pub const fn cover(&self, entry: &str) -> bool {
        match self {
            Self::Any => true,
            Self::None => false,
            Self::List(list) => list.covers(entry.as_bytes()),
        }
    }
}

impl RunTimeEntry {
    const fn first_beyond<'a>(&'a self, outer: &OriginSet) -> Option<Excess<'a>> {
        let Some(lacking) = outer.lack_for(self.waivers) else { return None };
        let given = match &self.origins {
            RunTime::Unknown => return Some(lacking),
            RunTime::Predicate(_) => return Some(Excess::Predicate),
            RunTime::List(given) => given,
        };
        let mut at = 0;
        while at < given.len() {
            let entry = given.get(at);
            if !outer.cover(entry) {
                return Some(Excess::Entry(entry));
            }
            at += 1;
        }
        None
    }
}

impl OriginSet {
    /// What they lack for the `runtime` of another policy, which has these waivers.
    const fn lack_for(&self, waivers: RunTimeWaivers) -> Option<Excess<'static>> {
        match self.run_time_entry() {
            Some(RunTimeEntry { waivers: own, origins: RunTime::Unknown }) => {
                match waivers.first_beyond(*own) {
                    Some(waiver) => Some(Excess::Waived(waiver)),
                    None => None,
                }
            }
            _ => Some(Excess::RunTime),
        }
    }

    /// Whether `entry` may stand in the place of the `runtime` of another policy, which has these waivers.
    pub const fn take(&self, waivers: RunTimeWaivers, entry: &str) -> bool {
        self.lack_for(waivers).is_none() || self.cover(entry)
    }
}

/// A text that a constant can compute.
#[derive(Debug)]
pub struct Text {
    bytes: [u8; 1024],
    length: usize,
}

impl Text {
    /// The pieces one after the other, as far as there is room.
    pub const fn concat(parts: &[&[&str]]) -> Self {
        let mut text = Self { bytes: [0; 1024], length: 0 };
        let mut part = 0;
        while part < parts.len() {
            let mut piece = 0;
            while piece < parts[part].len() {
                text.push(parts[part][piece].as_bytes());
                piece += 1;
            }
            part += 1;
        }
        text
    }

    const fn push(&mut self, piece: &[u8]) {
        let mut at = 0;
        while at < piece.len() && self.length < self.bytes.len() {
            self.bytes[self.length] = piece[at];
            self.length += 1;
            at += 1;
        }
    }

    /// The text.
    pub const fn as_str(&self) -> &str {
        let (written, _) = self.bytes.split_at(self.length);
        match str::from_utf8(written) {
            Ok(text) => text,
            // The room ended inside a letter.
            Err(error) => match str::from_utf8(written.split_at(error.valid_up_to()).0) {
                Ok(text) => text,
                Err(_) => "",
            },
        }
    }
}

/// The most bytes of an entry that a message shows; the longest origin has about 300.
const MOST_SHOWN: usize = 400;

impl<'a> ExcessGrant<'a> {
    /// "`inner` is not within `outer`: …", in pieces.
    pub const fn message(self, inner: &'a str, outer: &'a str) -> [&'a str; 10] {
        let (before, value, after) = self.what_outer_lacks();
        let value = match value.split_at_checked(MOST_SHOWN) {
            Some((shown, _)) => shown,
            None => value,
        };
        ["`", inner, "` is not within `", outer, "`: `", outer, "` ", before, value, after]
    }

    /// What to do about it, in one policy or in the other, in pieces.
    const fn helps(self, inner: &'a str, outer: &'a str) -> [[&'a str; 3]; 2] {
        let (there, here) = match (self.field, self.value) {
            (FieldName::Credentials, _) => ("leave `credentials` out of `", "or allow them in `"),
            (FieldName::Origins, Excess::All) => {
                ("write a list instead of `any` in `", "or, if it has no `credentials`, write `any` in `")
            }
            (_, Excess::All) => ("write a list instead of `any` in `", "or write `any` in `"),
            (_, Excess::Waived(_)) => ("remove the waiver from `", "or add it to `"),
            (_, Excess::Predicate) => ("give a list to `", "or add `runtime` to `"),
            (_, Excess::Entry(_) | Excess::RunTime) => ("remove it from `", "or add it to `"),
        };
        [[there, inner, "`"], [here, outer, "`"]]
    }

    /// What to do about it.
    #[cfg(feature = "origins")]
    pub fn advice(self, inner: &str, outer: &str) -> Advice {
        let [there, here] = self.helps(inner, outer);
        Advice::help(there.concat()).or(here.concat())
    }

    /// The message and the help as one text, for the compiler.
    pub const fn text(self, inner: &'a str, outer: &'a str) -> Text {
        let (message, [there, here]) = (self.message(inner, outer), self.helps(inner, outer));
        Text::concat(&[&message, &["\n\nhelp: "], &there, &["\nhelp: "], &here])
    }

    /// What is before the entry, the entry, and what is after it.
    const fn what_outer_lacks(self) -> (&'static str, &'a str, &'static str) {
        match (self.field, self.value) {
            (_, Excess::RunTime) => {
                ("does not allow origins that are known only at run time (`runtime`)", "", "")
            }
            (_, Excess::Waived(waiver)) => {
                ("has no `#[dangerously_allow(", waiver.name(), ")]` on its `runtime`")
            }
            (_, Excess::Predicate) => ("does not leave origins to a function at run time", "", ""),
            (FieldName::Origins, Excess::All) => ("does not allow every origin", "", ""),
            (FieldName::Origins, Excess::Entry(text)) => ("does not allow the origin `", text, "`"),
            (FieldName::Methods, Excess::All) => ("does not allow every method", "", ""),
            (FieldName::Methods, Excess::Entry(text)) => ("does not allow the method `", text, "`"),
            (FieldName::Headers, Excess::All) => ("does not allow every request header", "", ""),
            (FieldName::Headers, Excess::Entry(text)) => ("does not allow the request header `", text, "`"),
            (FieldName::Expose, Excess::All) => ("does not expose every response header", "", ""),
            (FieldName::Expose, Excess::Entry(text)) => ("does not expose the response header `", text, "`"),
            (FieldName::Credentials | FieldName::MaxAge | FieldName::PreflightStatus, _) => {
                ("does not allow credentials", "", "")
            }
        }
    }
}

#[cfg(test)]
mod tests;
