//! Lists of origins that the running service reads.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use cors_policy::allowed::Allowed;
use cors_policy::data::Data;
use cors_policy::entry::RunTimeRules;
use cors_policy::fault::{Fault, Remedy, quote};
use cors_policy::lookup::{OriginList, RunTime, Texts};
use cors_policy::origin::{OriginError, Pattern};

use super::errors::OriginErrors;
use crate::data::PolicyData;
use crate::header_value::HeaderValue;
use crate::origin_values::OriginValues;

/// A list: its good entries, sorted, each once, and what is wrong with the others.
pub(super) struct Read {
    pub(super) origins: Vec<Pattern>,
    pub(super) errors: Vec<OriginError>,
    pub(super) count: usize,
}

impl Read {
    /// Reads `origins` for `policy`, whose list contains `runtime`, and which stays within `bounds`.
    pub(super) fn of(
        policy: &PolicyData,
        bounds: &[&PolicyData],
        origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Self {
        let waivers = policy.origins.run_time_entry().map(|entry| entry.waivers).unwrap_or_default();
        let rules = RunTimeRules { credentials: policy.credentials, waivers };
        let held =
            |origin: Pattern| match bounds.iter().find(|outer| !outer.origins.take(waivers, origin.text())) {
                Some(outer) => Err(beyond(outer, &origin)),
                None => Ok(origin),
            };
        let mut read = Self { origins: Vec::new(), errors: Vec::new(), count: 0 };
        for origin in origins {
            let text = origin.as_ref();
            read.count += 1;
            match entry(rules, text).and_then(held) {
                Ok(origin) => read.origins.push(origin),
                // With credentials the service has no switch for any origin.
                Err(fault) if rules.credentials => {
                    read.errors.push(OriginError::new(read.count, text, fault.without_any()));
                }
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

/// What is wrong with an entry that a bound of the policy does not allow.
fn beyond(outer: &PolicyData, origin: &Pattern) -> Fault {
    let (outer, text) = (quote(outer.name()), quote(origin.text()));
    Fault::new(
        format!("{outer} does not allow {text}, and this policy stays within it"),
        Remedy::words(format!("remove it, or have {outer} allow it")),
    )
}

/// With the feature `config`, a pattern too: without it, there is no list of public suffixes to check patterns against.
fn entry(rules: RunTimeRules, text: &str) -> Result<Pattern, Fault> {
    #[cfg(feature = "config")]
    return rules.entry(text);
    #[cfg(not(feature = "config"))]
    rules.exact(text).map_err(|mut fault| {
        if Pattern::judge(text).is_ok() {
            let ways = [
                "put the pattern beside `runtime` in the service's policy",
                "have the service turn on the feature `config`, with which a list may hold patterns",
            ];
            fault.remedies.extend(ways.map(Remedy::words));
        }
        fault
    })
}

#[cfg(all(test, not(feature = "config")))]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_told_where_it_may_stand() {
        let rules =
            RunTimeRules { credentials: false, waivers: cors_policy::words::RunTimeWaivers::default() };
        for (text, may_stand) in
            [("https://*.example.com", true), ("moz-extension://*", true), ("https://*", false)]
        {
            let error = OriginError::new(1, text, entry(rules, text).unwrap_err());
            assert!(error.message().contains("one exact origin is expected here"), "{error}");
            assert_eq!(
                error.to_string().contains("beside `runtime` in the service's policy"),
                may_stand,
                "{error}"
            );
        }
    }
}

/// `policy` with `list` among its origins: one table for both, so that looking up either costs the same.
pub(super) fn with_list(policy: &PolicyData, list: &[Pattern]) -> PolicyData {
    let mut data = policy.data.clone();
    if let Allowed::List(origins) = &mut data.origins
        && let Some(entry) = &mut origins.runtime
    {
        entry.origins =
            RunTime::List(Texts::Owned(list.iter().map(|origin| origin.text().to_owned()).collect()));
        // The compiler has checked the origins in the source.
        let constant: Vec<Pattern> =
            origins.written.iter().filter_map(|text| Pattern::judge(text).ok()).collect();
        let both = OriginList::of(constant.iter().chain(list), secret());
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
    }
    in_force(data)
}

/// The key of the tables of origins that the running service has read: an attacker may have chosen them.
pub(super) fn secret() -> u64 {
    static SECRET: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));
    *SECRET
}

/// `policy` with `origins` in place of `runtime`, and no list.
pub(super) fn with_run_time(policy: &PolicyData, origins: RunTime) -> PolicyData {
    let mut policy = policy.clone();
    if let Allowed::List(OriginList { runtime: Some(entry), .. }) = &mut policy.data.origins {
        entry.origins = origins;
    }
    policy
}

/// `data` with its header values.
pub(super) fn in_force(data: Data) -> PolicyData {
    let values = data.header_values().map(|texts| values(&texts));
    PolicyData { data, origin_values: OriginValues::Repeated, values }
}

/// A header value for each text; none at all if one of them is not a header value.
fn values(texts: &[String]) -> Cow<'static, [HeaderValue]> {
    texts.iter().map(|text| HeaderValue::read(text)).collect::<Option<_>>().unwrap_or_default()
}
