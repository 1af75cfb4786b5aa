//! The naive reference: every entry of a list is asked.

use cors_tests::origins::means;

/// The entries of a list.
pub(crate) struct Reference<'a>(Vec<&'a str>);

impl<'a> Reference<'a> {
    pub(crate) fn read(list: &'a str) -> Self {
        let lines = list.lines().map(str::trim);
        Self(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect())
    }

    pub(crate) fn entries(&self) -> &[&'a str] {
        &self.0
    }

    pub(crate) fn allows(&self, origin: &str) -> bool {
        self.who_allows(origin).is_some()
    }

    pub(crate) fn who_allows(&self, origin: &str) -> Option<&'a str> {
        self.0.iter().copied().find(|entry| means(entry, origin))
    }
}
