//! A list of exact origins that the running service reads.

use cors_rules::entry::RunTimeRules;
use cors_rules::tables::OriginTables;
use cors_rules::words::RunTimeWaivers;

use super::errors::{OriginError, OriginErrors};
use crate::data::PolicyData;
use crate::origin::{OriginList, RunTimeEntry};

/// Reads all of `origins`, or says what is wrong with each that is.
pub(super) fn read(
    policy: &PolicyData,
    origins: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<OriginList, OriginErrors> {
    let rules = RunTimeRules {
        credentials: policy.credentials,
        waivers: policy.origins.run_time_entry().map(waivers).unwrap_or_default(),
    };
    let (mut read, mut errors, mut count) = (Vec::new(), Vec::new(), 0);
    for origin in origins {
        let text = origin.as_ref();
        count += 1;
        match rules.exact(text) {
            Ok(origin) => read.push(origin),
            Err(fault) => errors.push(OriginError::new(count, text, fault)),
        }
    }
    if !errors.is_empty() {
        return Err(OriginErrors::entries(policy.name(), errors, count));
    }
    read.sort_unstable_by(|one, other| one.text().cmp(other.text()));
    Ok(OriginTables::of(&read).into())
}

fn waivers(entry: &RunTimeEntry) -> RunTimeWaivers {
    RunTimeWaivers {
        insecure_origins: entry.insecure_origins,
        public_suffixes: entry.public_suffixes,
        predicates: entry.predicates,
    }
}
