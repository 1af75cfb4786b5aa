//! A policy's facts as documentation of its constant, so that `cargo doc` of a service shows its policies.

use crate::cfg::{Atoms, Predicate};
use crate::policy::{Entry, Names, Origins, Policy};

/// How many entries of a list are shown.
const MOST_SHOWN: usize = 10;

/// The lines of the constant's documentation. `documented`: the user wrote some, which they follow.
pub(crate) fn lines(policy: &Policy, atoms: &Atoms, documented: bool) -> Vec<String> {
    let first = if documented { "" } else { "A CORS policy." };
    let mut lines =
        vec![first.to_owned(), String::new(), "| CORS policy | |".to_owned(), "|---|---|".to_owned()];
    let mut row = |name: &str, value: String| lines.push(format!("| {name} | {value} |"));
    row("origins", origins(&policy.origins, atoms));
    row("methods", names(&policy.methods, atoms));
    row("headers", names(&policy.headers, atoms));
    row("expose", names(&policy.expose, atoms));
    row("credentials", policy.credentials.to_string());
    row("max age", policy.max_age.map_or("not sent".to_owned(), |seconds| format!("{seconds} s")));
    row("preflight status", policy.preflight_status.to_string());
    lines.into_iter().map(|line| if line.is_empty() { line } else { format!(" {line}") }).collect()
}

fn origins(origins: &Origins, atoms: &Atoms) -> String {
    match origins {
        Origins::Any => "any".to_owned(),
        Origins::List { listed, runtime } => {
            let runtime = runtime.map(|insecure| {
                if insecure {
                    "those given at run time, insecure ones too"
                } else {
                    "those given at run time"
                }
                .to_owned()
            });
            shown(listed, |origin| &origin.text, None, runtime, "<br>", atoms)
        }
    }
}

fn names(names: &Names, atoms: &Atoms) -> String {
    let any = names.any.as_ref().map(|when| format!("any{}", condition(when, atoms)));
    shown(&names.listed, String::as_str, any, None, ", ", atoms)
}

fn shown<T>(
    entries: &[Entry<T>],
    text: impl Fn(&T) -> &str,
    first: Option<String>,
    last: Option<String>,
    separator: &str,
    atoms: &Atoms,
) -> String {
    let code = |entry: &Entry<T>| {
        let text = text(&entry.value).replace('|', "\\|");
        let ticks = if text.contains('`') { "``" } else { "`" };
        format!("{ticks}{text}{ticks}{}", condition(&entry.when, atoms))
    };
    let more = entries.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| format!("… and {} more", grouped(more)));
    let all: Vec<_> =
        first.into_iter().chain(entries.iter().take(MOST_SHOWN).map(code)).chain(more).chain(last).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(separator) }
}

fn condition(when: &Predicate, atoms: &Atoms) -> String {
    if when.is_always() {
        String::new()
    } else {
        format!(" (only with `{}`)", atoms.describe(when).replace('|', "\\|"))
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
