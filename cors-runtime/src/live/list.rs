//! A list of exact origins, checked as a whole and read by requests.

use std::collections::HashSet;

use super::errors::{OriginError, OriginErrors};
use crate::policy::Facts;
use crate::syntax::{Mistake, OriginText, insecure_with_credentials};

/// Where the compiler's waiver stands for a whole list.
const ENTRY: &str = "`runtime` in the policy's `origins`";

/// Exact origins, each once.
#[derive(Debug)]
pub(super) struct List {
    origins: HashSet<Box<[u8]>>,
    /// The longest origin: what is longer is not hashed, so that a hostile header costs nothing.
    longest: usize,
}

impl List {
    /// Reads all of `origins`, or says what is wrong with each that is.
    pub(super) fn read(
        facts: &'static Facts,
        origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, OriginErrors> {
        let (mut read, mut longest) = (HashSet::new(), 0);
        let (mut errors, mut count) = (Vec::new(), 0);
        for origin in origins {
            let text = origin.as_ref();
            count += 1;
            match judge(facts, text) {
                Ok(()) => {
                    longest = longest.max(text.len());
                    read.insert(text.as_bytes().into());
                }
                Err(mistake) => errors.push(OriginError::new(count, text, mistake)),
            }
        }
        if errors.is_empty() {
            Ok(Self { origins: read, longest })
        } else {
            Err(OriginErrors::entries(facts.name, errors, count))
        }
    }

    /// Byte for byte: an entry is what a browser sends, so whatever equals one needs no parsing.
    pub(super) fn names(&self, origin: &[u8]) -> bool {
        origin.len() <= self.longest && self.origins.contains(origin)
    }

    pub(super) fn len(&self) -> usize {
        self.origins.len()
    }

    /// The origins, sorted.
    pub(super) fn sorted(&self) -> Vec<String> {
        let text = |origin: &[u8]| String::from_utf8_lossy(origin).into_owned();
        let mut origins: Vec<_> = self.origins.iter().map(|origin| text(origin)).collect();
        origins.sort_unstable();
        origins
    }
}

/// The compiler's rules on a literal, but for those on patterns and on duplicates.
fn judge(facts: &Facts, text: &str) -> Result<(), Mistake> {
    let origin = OriginText::exact(text)?;
    let waived = facts.origins.runtime().is_some_and(|runtime| runtime.insecure_origins);
    let insecure =
        if facts.credentials && !waived { insecure_with_credentials(&origin, ENTRY) } else { None };
    insecure.map_or(Ok(()), Err)
}
