//! Lists of origins that the running service reads.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use cors_policy::allowed::Allowed;
use cors_policy::data::Data;
use cors_policy::entry::RunTimeRules;
use cors_policy::lookup::{OriginList, RunTime, Texts};
use cors_policy::origin::{OriginError, Pattern};
use cors_policy::violation::{Help, Violation, quote};

use super::errors::OriginErrors;
use crate::data::PolicyData;
use crate::header_value::HeaderValue;
use crate::origin_values::OriginValues;

/// A list for a policy: its good entries, sorted, each once, and what is wrong with the others.
pub(super) struct ReadList {
    policy: &'static PolicyData,
    origins: Texts,
    errors: Vec<OriginError>,
    count: usize,
}

impl ReadList {
    /// Reads `origins` for `policy`, whose list contains `runtime`, and which stays within `bounds`.
    pub(super) fn read(
        policy: &'static PolicyData,
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
        let (mut errors, mut count) = (Vec::new(), 0);
        let mut accepted = |origin: &str| {
            count += 1;
            match entry(rules, origin).and_then(held) {
                Ok(origin) => Some(origin.into_text()),
                Err(violation) => {
                    // With credentials the service has no switch for any origin.
                    let violation = if rules.credentials { violation.without_any() } else { violation };
                    errors.push(OriginError::new(count, origin, violation));
                    None
                }
            }
        };
        // No more than the text of an entry is kept: a list may be long.
        let good: Texts = origins.into_iter().filter_map(|origin| accepted(origin.as_ref())).collect();
        let mut order: Vec<&str> = good.iter().collect();
        order.sort_unstable();
        order.dedup();
        Self { policy, origins: order.into_iter().collect(), errors, count }
    }

    /// The policy with the list, if all entries are valid. `variable`: the environment variable that they come from.
    pub(super) fn all(self, variable: Option<&str>) -> Result<PolicyData, OriginErrors> {
        if self.errors.is_empty() {
            return Ok(with_list(self.policy, self.origins));
        }
        Err(OriginErrors::entries(self.policy.name(), variable, self.errors, self.count))
    }

    /// The policy with the valid entries, and what is wrong with the others.
    pub(super) fn valid(self) -> (PolicyData, Vec<OriginError>) {
        (with_list(self.policy, self.origins), self.errors)
    }
}

/// What is wrong with an entry that a bound of the policy does not allow.
fn beyond(outer: &PolicyData, origin: &Pattern) -> Violation {
    let (outer, text) = (quote(outer.name()), quote(origin.text()));
    Violation::new(
        format!("{outer} does not allow {text}, and this policy stays within it"),
        Help::words(format!("remove it, or have {outer} allow it")),
    )
}

/// With the feature `config`, a pattern too: without it, there is no list of public suffixes to check patterns against.
fn entry(rules: RunTimeRules, text: &str) -> Result<Pattern, Violation> {
    #[cfg(feature = "config")]
    return rules.entry(text);
    #[cfg(not(feature = "config"))]
    rules.exact(text).map_err(|mut violation| {
        if text.contains('*') && Pattern::parse(text).is_ok() {
            let way = "have the service turn on the feature `config`, with which a list may hold patterns";
            violation.helps.push(Help::words(way));
        }
        violation
    })
}

/// `policy` with `list` among its origins: one table for both, so that looking up either costs the same.
fn with_list(policy: &PolicyData, list: Texts) -> PolicyData {
    let mut data = policy.data.clone();
    if let Allowed::List(origins) = &mut data.origins
        && let Some(mut entry) = origins.runtime.take()
    {
        // The compiler has checked the origins in the source.
        let both = OriginList::with_given(origins.written.clone(), &list, secret());
        // Only the compiler knows these if the list of public suffixes is not built in.
        let reaching: BTreeSet<&str> =
            both.reaching_suffixes.iter().chain(origins.reaching_suffixes.iter()).collect();
        let reaching_suffixes = reaching.into_iter().collect();
        entry.origins = RunTime::List(list);
        *origins = OriginList { reaching_suffixes, runtime: Some(entry), ..both };
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

#[cfg(all(test, not(feature = "config")))]
mod tests;
