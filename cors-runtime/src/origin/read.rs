//! Tables of origins that were read at run time, by the code that builds the compiler's tables.

use std::borrow::Cow;

use cors_policy::tables::{HostSuffix, OriginTables, SuffixTable, TextTable};

use super::list::{OriginList, Patterns, Suffix};
use super::table::{Table, Texts};

impl From<OriginTables> for OriginList {
    fn from(tables: OriginTables) -> Self {
        let OriginTables { written, exact, any_port, patterns, reaching_suffixes } = tables;
        Self {
            written: Texts::Owned(written),
            exact: exact.into(),
            any_port: any_port.into(),
            patterns: patterns.into(),
            reaching_suffixes: Texts::Owned(reaching_suffixes),
            runtime: None,
        }
    }
}

impl From<TextTable> for Table {
    fn from(table: TextTable) -> Self {
        let TextTable { key, displacements, fingerprints, texts } = table;
        Self::new(key, Cow::Owned(displacements), Cow::Owned(fingerprints), Texts::Owned(texts))
    }
}

impl From<SuffixTable> for Patterns {
    fn from(table: SuffixTable) -> Self {
        let SuffixTable { key, displacements, suffixes } = table;
        Self::new(key, Cow::Owned(displacements), suffixes.into_iter().map(Suffix::from).collect())
    }
}

impl From<HostSuffix> for Suffix {
    fn from(suffix: HostSuffix) -> Self {
        let HostSuffix { text, scheme_and_port, any_label, in_label } = suffix;
        let in_label = in_label.into_iter().map(|(before, after)| (Cow::Owned(before), Cow::Owned(after)));
        Self { text: Cow::Owned(text), scheme_and_port, any_label, in_label: in_label.collect() }
    }
}
