//! Lists of origins that the running service reads.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use cors_policy::entry::RunTimeRules;
use cors_policy::fault::Fault;
use cors_policy::origin::Pattern;
use cors_policy::tables::OriginTables;
use cors_policy::words::RunTimeWaivers;

use super::errors::{OriginError, OriginErrors};
use crate::data::PolicyData;
use crate::header_value::HeaderValue;
use crate::origin::{OriginList, Origins, RunTime, RunTimeEntry, Texts};

/// A list: its good entries, sorted, each once, and what is wrong with the others.
pub(super) struct Read {
    pub(super) origins: Vec<Pattern>,
    pub(super) errors: Vec<OriginError>,
    pub(super) count: usize,
}

impl Read {
    /// Reads `origins` for `policy`, whose list contains `runtime`.
    pub(super) fn of(policy: &PolicyData, origins: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let rules = RunTimeRules {
            credentials: policy.credentials,
            waivers: policy.origins.run_time_entry().map(waivers).unwrap_or_default(),
        };
        let mut read = Self { origins: Vec::new(), errors: Vec::new(), count: 0 };
        for origin in origins {
            let text = origin.as_ref();
            read.count += 1;
            match entry(rules, text) {
                Ok(origin) => read.origins.push(origin),
                Err(fault) => read.errors.push(OriginError::new(read.count, text, fault)),
            }
        }
        read.origins.sort_unstable_by(|one, other| one.text().cmp(other.text()));
        read.origins.dedup_by(|one, other| one.text() == other.text());
        read
    }

    /// The entries, if all of them are valid. `variable`: the environment variable that they come from.
    pub(super) fn all(
        self,
        policy: &PolicyData,
        variable: Option<&str>,
    ) -> Result<Vec<Pattern>, OriginErrors> {
        if self.errors.is_empty() {
            return Ok(self.origins);
        }
        Err(OriginErrors::entries(policy.name(), variable, self.errors, self.count))
    }
}

/// With the feature `config`, a pattern too: without it, there is no list of public suffixes to check patterns against.
fn entry(rules: RunTimeRules, text: &str) -> Result<Pattern, Fault> {
    #[cfg(feature = "config")]
    return rules.entry(text);
    #[cfg(not(feature = "config"))]
    rules.exact(text)
}

fn waivers(entry: &RunTimeEntry) -> RunTimeWaivers {
    RunTimeWaivers {
        insecure_origins: entry.insecure_origins,
        public_suffixes: entry.public_suffixes,
        predicates: entry.predicates,
    }
}

/// `policy` with `list` among its origins: one table for both, so that looking up either costs the same.
pub(super) fn with_list(policy: &PolicyData, list: &[Pattern]) -> PolicyData {
    let mut data = policy.clone();
    if let Origins::List(origins) = &mut data.origins
        && let Some(entry) = &mut origins.runtime
    {
        entry.origins = RunTime::List(list.iter().map(|origin| origin.text().to_owned()).collect());
        // The compiler has checked the origins in the source.
        let constant: Vec<Pattern> =
            origins.written.iter().filter_map(|text| Pattern::judge(text).ok()).collect();
        let both = tables(constant.iter().chain(list));
        // Only the compiler knows these if the list of public suffixes is not built in.
        let reaching: BTreeSet<_> = both
            .reaching_suffixes
            .iter()
            .chain(origins.reaching_suffixes.iter())
            .map(str::to_owned)
            .collect();
        *origins = OriginList {
            written: origins.written.clone(),
            reaching_suffixes: Texts::Owned(reaching.into_iter().collect()),
            runtime: origins.runtime.take(),
            ..both
        };
        data.values.origins = values(origins.exact.texts().iter());
    }
    data
}

/// Tables for origins that the running service has read. An attacker may have chosen them, so the key is a secret.
pub(super) fn tables<'a>(origins: impl IntoIterator<Item = &'a Pattern>) -> OriginList {
    static SECRET: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));
    OriginTables::of(origins, *SECRET).into()
}

/// `policy` with `origins` in place of `runtime`, and no list.
pub(super) fn with_run_time(policy: &PolicyData, origins: RunTime) -> PolicyData {
    let mut data = policy.clone();
    if let Origins::List(OriginList { runtime: Some(entry), .. }) = &mut data.origins {
        entry.origins = origins;
    }
    data
}

/// A header value for each text; none at all if one of them is not a header value.
pub(super) fn values<'a>(texts: impl IntoIterator<Item = &'a str>) -> Cow<'static, [HeaderValue]> {
    texts.into_iter().map(HeaderValue::read).collect::<Option<_>>().unwrap_or_default()
}
