//! A policy as documentation of its constant, so that `cargo doc` of a service shows its policies.

use crate::allowed::Allowed;
use crate::condition::Condition;
use crate::field::{FieldName, FieldValue};
use crate::origin::Pattern;
use crate::policy::{CheckedPolicy, Entry};
use crate::words::RunTimeWaivers;

/// How many entries of a list are shown.
const MOST_SHOWN: usize = 10;

/// What is in the `#[cfg(…)]` that the number of a condition stands for.
type CfgTexts<'a> = &'a dyn Fn(usize) -> &'a str;

/// The lines of the constant's documentation. `documented`: they follow documentation that the user wrote.
pub fn lines(policy: &CheckedPolicy, cfg_text: CfgTexts<'_>, documented: bool) -> Vec<String> {
    let first = if documented { "" } else { " A CORS policy." };
    let head = [first, "", " | CORS policy | |", " |---|---|"].map(str::to_owned);
    let rows = FieldName::ALL.map(|field| {
        let value = match policy.value(field) {
            FieldValue::Origins(origins) => allowed(origins, |list| {
                shown(&list.entries, Pattern::text, list.run_time.map(at_run_time), "<br>", cfg_text)
            }),
            FieldValue::Names(names) => {
                allowed(names, |names| shown(names, String::as_str, None, ", ", cfg_text))
            }
            FieldValue::Flag(flag) => flag.to_string(),
            FieldValue::Age(Some(seconds)) => format!("{seconds} s"),
            FieldValue::Age(None) => field.row().default.to_owned(),
            FieldValue::Number(number) => number.to_string(),
        };
        format!(" | {} | {value} |", field.name().replace('_', " "))
    });
    head.into_iter().chain(rows).collect()
}

fn allowed<L>(value: &Allowed<L>, list: impl Fn(&L) -> String) -> String {
    match value {
        Allowed::Any => "any".to_owned(),
        Allowed::None => "none".to_owned(),
        Allowed::List(entries) => list(entries),
    }
}

fn at_run_time(waivers: RunTimeWaivers) -> String {
    let RunTimeWaivers { insecure_origins, public_suffixes, any_host, predicates } = waivers;
    let risks = [
        (insecure_origins, ", insecure ones too"),
        (public_suffixes, ", also below public suffixes"),
        (any_host, ", also any host of a scheme"),
        (predicates, ", by a function too"),
    ];
    let risks = risks.into_iter().filter(|(taken, _)| *taken).map(|(_, words)| words);
    std::iter::once("those given at run time").chain(risks).collect()
}

fn shown<T>(
    entries: &[Entry<T>],
    text: impl Fn(&T) -> &str,
    last: Option<String>,
    separator: &str,
    cfg_text: CfgTexts<'_>,
) -> String {
    let code = |entry: &Entry<T>| {
        let text = text(&entry.value).replace('|', "\\|");
        let ticks = if text.contains('`') { "``" } else { "`" };
        format!("{ticks}{text}{ticks}{}", condition(&entry.when, cfg_text))
    };
    let more = entries.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| format!("… and {} more", grouped(more)));
    let all: Vec<_> = entries.iter().take(MOST_SHOWN).map(code).chain(more).chain(last).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(separator) }
}

fn condition(when: &Condition, cfg_text: CfgTexts<'_>) -> String {
    if when.is_always() {
        String::new()
    } else {
        format!(" (only with `{}`)", when.describe(cfg_text).replace('|', "\\|"))
    }
}

/// 12345 → 12,345.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
