//! A policy as a small table, for logs, start-up messages and reviews.

use std::fmt;

use cors_policy::allowed::Allowed;
use cors_policy::data::Data;
use cors_policy::field::{FieldName, FieldValue};
use cors_policy::lookup::{OriginList, RunTime, RunTimeEntry};
use cors_policy::words::Waiver;

/// How many origins of a list that was given at run time are printed.
const MOST_GIVEN: usize = 20;

/// Prints `data`: the name, then one line for each field and each origin.
pub(crate) fn table(data: &Data, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(data.name())?;
    for name in FieldName::ALL {
        match data.value(name) {
            FieldValue::Origins(Allowed::Any) => line(f, name.name(), &"any")?,
            FieldValue::Origins(Allowed::None) => line(f, name.name(), &"none")?,
            FieldValue::Origins(Allowed::List(list)) => origins(f, name, list)?,
            FieldValue::Names(names) => line(f, name.name(), names)?,
            FieldValue::Flag(flag) => line(f, name.name(), &flag)?,
            FieldValue::Age(Some(seconds)) => line(f, name.name(), &format_args!("{seconds}s"))?,
            FieldValue::Age(None) => line(f, name.name(), &name.row().default)?,
            FieldValue::Number(number) => line(f, name.name(), &number)?,
        }
    }
    Ok(())
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, value: &dyn fmt::Display) -> fmt::Result {
    write!(f, "\n  {name:<17} {value}")
}

/// The constant origins, then `runtime` and what the service has put in its place.
fn origins(f: &mut fmt::Formatter<'_>, field: FieldName, list: &OriginList) -> fmt::Result {
    let mut names = std::iter::once(field.name()).chain(std::iter::repeat(""));
    let mut line = |f: &mut fmt::Formatter<'_>, value: &dyn fmt::Display| {
        line(f, names.next().unwrap_or_default(), value)
    };
    let given = list.given();
    for origin in list.written.iter() {
        line(f, &origin)?;
    }
    match &list.runtime {
        Some(entry) => line(f, &run_time(entry))?,
        None if list.written.is_empty() => line(f, &"none")?,
        None => {}
    }
    for origin in given.iter().take(MOST_GIVEN) {
        line(f, &origin)?;
    }
    match given.len().saturating_sub(MOST_GIVEN) {
        0 => Ok(()),
        more => line(f, &format_args!("… and {more} more")),
    }
}

/// What the service has put in the place of `runtime`, and the risks that it may create there.
fn run_time(entry: &RunTimeEntry) -> String {
    let given = match &entry.origins {
        RunTime::Unknown => "runtime".to_owned(),
        RunTime::List(list) => {
            format!("runtime: {} origin{}", list.len(), if list.len() == 1 { "" } else { "s" })
        }
        RunTime::Predicate(_) => "runtime: a function of the service".to_owned(),
    };
    let waived = Waiver::ALL.into_iter().filter(|waiver| entry.waivers.contain(*waiver));
    let risks: Vec<String> = waived.map(|waiver| waiver.name().replace('_', " ")).collect();
    if risks.is_empty() { given } else { format!("{given} (allowed: {})", risks.join(", ")) }
}
