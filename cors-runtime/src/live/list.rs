//! A list of exact origins that the running service reads.

use std::borrow::Cow;

use cors_rules::hash::{fingerprint, hash};
use cors_rules::syntax::{Mistake, OriginText, insecure_with_credentials};
use phf_generator::generate_hash_with_hash_fn;

use super::errors::{OriginError, OriginErrors};
use crate::data::PolicyData;
use crate::origin::{OriginList, Patterns, Table, Texts};

/// Where the compiler's waiver stands for a whole list.
const ENTRY: &str = "`runtime` in the policy's `origins`";

/// Reads all of `origins`, or says what is wrong with each that is.
pub(super) fn read(
    policy: &PolicyData,
    origins: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<OriginList, OriginErrors> {
    let (mut read, mut errors, mut count) = (Vec::new(), Vec::new(), 0);
    for origin in origins {
        let text = origin.as_ref();
        count += 1;
        match judge(policy, text) {
            Ok(()) => read.push(text.to_owned()),
            Err(mistake) => errors.push(OriginError::new(count, text, mistake)),
        }
    }
    if !errors.is_empty() {
        return Err(OriginErrors::entries(policy.name(), errors, count));
    }
    read.sort_unstable();
    read.dedup();
    Ok(OriginList {
        exact: table(&read),
        written: Texts::Owned(read),
        any_port: table(&[]),
        patterns: Patterns::new(0, Cow::Borrowed(&[]), Cow::Borrowed(&[])),
        runtime: None,
    })
}

fn table(texts: &[String]) -> Table {
    if texts.len() <= 8 {
        let fingerprints = texts.iter().map(|text| fingerprint(text.as_bytes())).collect();
        return Table::new(0, Cow::Borrowed(&[]), Cow::Owned(fingerprints), Texts::Owned(texts.to_vec()));
    }
    let state = generate_hash_with_hash_fn(texts, |text, key| {
        let mut hashes = phf_shared::hash(&0_u8, &0);
        (hashes.g, hashes.f1, hashes.f2) = hash(*key, text.as_bytes(), 0);
        hashes
    });
    let entries = state.map.iter().map(|at| texts[*at].clone()).collect();
    Table::new(state.key, Cow::Owned(state.disps), Cow::Borrowed(&[]), Texts::Owned(entries))
}

/// The compiler's rules on a literal, but for those on patterns and on duplicates.
fn judge(policy: &PolicyData, text: &str) -> Result<(), Mistake> {
    let origin = OriginText::exact(text)?;
    let waived = policy.origins.run_time_entry().is_some_and(|runtime| runtime.insecure_origins);
    let insecure =
        if policy.credentials && !waived { insecure_with_credentials(&origin, ENTRY) } else { None };
    insecure.map_or(Ok(()), Err)
}
