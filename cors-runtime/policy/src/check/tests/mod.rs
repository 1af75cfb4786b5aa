mod policies;
mod rules;

use std::sync::Arc;

use super::*;
use crate::condition::Condition;
use crate::draft::{DraftEntry, DraftList, EntryText, Place, Written};
use crate::violation::tests::PlainWording;
use crate::words::Waiver;

/// Builds drafts, and numbers their places in the order of writing.
#[derive(Default)]
struct Writer(usize);

impl Writer {
    fn place(&mut self) -> Place {
        self.0 += 1;
        Place(self.0)
    }

    #[allow(clippy::unnecessary_wraps)] // so every field is written
    fn write<T>(&mut self, value: T) -> Option<Written<T>> {
        Some(Written::new(value, self.place()))
    }

    fn draft(&mut self) -> Draft {
        Draft::new(self.place())
    }

    fn entry(&mut self, text: &str) -> DraftEntry {
        DraftEntry {
            text: if text == "runtime" { EntryText::RunTime } else { EntryText::Text(text.to_owned()) },
            when: Condition::default(),
            waivers: Vec::new(),
            has_broken_waiver: false,
            is_shared: false,
            place: self.place(),
        }
    }

    fn waived(&mut self, text: &str, waivers: &[Waiver]) -> DraftEntry {
        let mut entry = self.entry(text);
        entry.waivers = waivers.iter().map(|waiver| Written::new(*waiver, self.place())).collect();
        entry
    }

    fn entries(&mut self, entries: Vec<DraftEntry>) -> Option<Written<Arc<DraftList>>> {
        self.write(Arc::new(DraftList::Entries(entries)))
    }

    fn list(&mut self, texts: &[&str]) -> Option<Written<Arc<DraftList>>> {
        let entries = texts.iter().map(|text| self.entry(text)).collect();
        self.entries(entries)
    }

    fn any(&mut self) -> Option<Written<Arc<DraftList>>> {
        self.write(Arc::new(DraftList::Any))
    }

    fn none(&mut self) -> Option<Written<Arc<DraftList>>> {
        self.write(Arc::new(DraftList::None))
    }

    fn empty(&mut self) -> Option<Written<Arc<DraftList>>> {
        self.write(Arc::new(DraftList::Empty))
    }
}

fn code(drafts: &[Draft]) -> CheckedDrafts {
    check(drafts, Strictness::Code)
}

/// Each error as its field, message, reason and help.
fn shown(checked: &CheckedDrafts) -> Vec<String> {
    let shown = |diagnostic: &Diagnostic| {
        let advice = diagnostic.violation.advice(diagnostic.field, &PlainWording);
        format!("{}: {} => {advice}", diagnostic.field, diagnostic.violation.message)
    };
    checked.errors.iter().map(shown).collect()
}

/// Writes a part of a draft.
type Write = fn(&mut Writer, &mut Draft);
