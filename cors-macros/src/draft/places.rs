//! The places of a block by number: the rules know only the numbers.

use cors_policy::draft::Place;

use crate::diag::Caret;

/// Where something was written.
#[derive(Debug, Clone)]
pub(crate) struct Location {
    pub(crate) caret: Caret,
    /// The index of the policy that it belongs to.
    pub(crate) policy: usize,
    pub(crate) part: PolicyPart,
    pub(crate) line: Option<FileLine>,
}

/// Which part of a policy it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PolicyPart {
    Policy,
    Field,
    Entry,
    Waiver,
}

/// A line of an included file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FileLine {
    pub(crate) file: FileIndex,
    pub(crate) number: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FileIndex(usize);

#[derive(Debug, Default)]
pub(crate) struct Places {
    locations: Vec<Location>,
    files: Vec<String>,
}

impl Places {
    pub(crate) fn add(&mut self, location: Location) -> Place {
        self.locations.push(location);
        Place(self.locations.len() - 1)
    }

    pub(crate) fn get(&self, place: Place) -> &Location {
        &self.locations[place.0]
    }

    pub(crate) fn add_file(&mut self, name: String) -> FileIndex {
        self.files.push(name);
        FileIndex(self.files.len() - 1)
    }

    pub(crate) fn file(&self, file: FileIndex) -> &str {
        &self.files[file.0]
    }
}
