//! `max_age`: how long browsers may keep a preflight's answer (Fetch, "Access-Control-Max-Age").

use crate::ast::{self, Field, Value};
use crate::diag::Errors;
use cors_rules::syntax::quote;

const DAY: u64 = 24 * 60 * 60;
const WRITE: &str = "write whole seconds, minutes or hours: `max_age: 600s`, `max_age: 10m`, `max_age: 2h`";

/// The value in seconds.
pub(super) fn check(field: &Field, errors: &mut Errors) -> Option<u32> {
    let text = match &field.value {
        Value::Literal(literal) => literal.to_string(),
        Value::Word(word) => word.to_string(),
        Value::Other(trees) => ast::text(trees),
        Value::List(_) => "[…]".to_owned(),
    };
    let judged = seconds(&text);
    if let Err((message, help)) = &judged {
        errors.error(field.place, message, help);
    }
    judged.ok()
}

type Mistake = (String, String);

fn seconds(text: &str) -> Result<u32, Mistake> {
    let shown = quote(text);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let digits = digits.replace('_', "");
    if digits.is_empty() || unit.starts_with(|c: char| !c.is_ascii_alphanumeric()) && !unit.starts_with('.') {
        return Err((format!("`max_age` is a whole number with a unit, and {shown} is none"), meant(text)));
    }
    let number = digits.parse::<u64>().unwrap_or(u64::MAX);
    let factor = match unit {
        "" => return Err(without_unit(number)),
        _ => factor(unit).ok_or_else(|| unknown_unit(&shown, text, number, unit))?,
    };
    match u32::try_from(number.saturating_mul(factor)) {
        Ok(seconds) if u64::from(seconds) <= DAY => Ok(seconds),
        _ => Err((
            format!(
                "{shown} is above 24h: Firefox keeps a preflight's answer for 24 hours at the most, Chromium for 2"
            ),
            "write `max_age: 24h` or less".to_owned(),
        )),
    }
}

fn factor(unit: &str) -> Option<u64> {
    match unit {
        "s" => Some(1),
        "m" => Some(60),
        "h" => Some(60 * 60),
        _ => None,
    }
}

/// `1d`, `1.5h`, `2h30m`, `0x2h`, `10min`.
fn unknown_unit(shown: &str, text: &str, number: u64, unit: &str) -> Mistake {
    let other = match unit {
        "d" | "day" | "days" => Some(DAY),
        "w" | "week" | "weeks" => Some(7 * DAY),
        "hour" | "hours" | "hr" | "hrs" => Some(60 * 60),
        "min" | "mins" | "minute" | "minutes" => Some(60),
        "sec" | "secs" | "second" | "seconds" => Some(1),
        _ => None,
    };
    if let Some(other) = other {
        let message = format!("{shown} has the unit `{unit}`, and `max_age` takes `s`, `m` and `h`");
        return (message, write(number.saturating_mul(other)));
    }
    let message = format!("{shown} is no whole number of seconds, minutes or hours, in decimal digits");
    (message, sum(text).map_or_else(|| WRITE.to_owned(), write))
}

/// `1.5h` and `2h30m` in seconds, where that is a whole number.
fn sum(text: &str) -> Option<u64> {
    let mut total = 0_f64;
    let mut rest = text;
    while !rest.is_empty() {
        let (number, behind) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != '.')?);
        let unit = behind.get(..1)?;
        #[allow(clippy::cast_precision_loss)]
        let factor = factor(unit)? as f64;
        total += number.parse::<f64>().ok()? * factor;
        rest = &behind[1..];
    }
    let whole = total.fract() == 0.0 && (0.0..=1e9).contains(&total);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    whole.then_some(total as u64)
}

/// The right spelling inside of quotes.
fn meant(text: &str) -> String {
    let inner = text.trim_matches('"');
    if inner != text && seconds(inner).is_ok() {
        format!("write `max_age: {inner}`")
    } else {
        WRITE.to_owned()
    }
}

fn write(seconds: u64) -> String {
    let text = match seconds {
        above if above > DAY => return "write `max_age: 24h` or less".to_owned(),
        0 => "0s".to_owned(),
        hours if hours % 3600 == 0 => format!("{}h", hours / 3600),
        minutes if minutes % 60 == 0 => format!("{}m", minutes / 60),
        seconds => format!("{seconds}s"),
    };
    format!("write `max_age: {text}`")
}

/// The commonest intention: seconds, as the header has them.
fn without_unit(number: u64) -> Mistake {
    let help = match number {
        round if round > 0 && round % 60 == 0 && round <= DAY => {
            format!("{}, or `max_age: {round}s`", write(round))
        }
        other => write(other),
    };
    (format!("`max_age: {number}` has no unit"), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_bounds() {
        for (text, want) in [
            ("0s", Some(0)),
            ("24h", Some(86_400)),
            ("90m", Some(5_400)),
            ("2_000s", Some(2_000)),
            ("86401s", None),
            ("25h", None),
            ("3600", None),
            ("1.5h", None),
            ("0x2h", None),
            ("2h30m", None),
            ("-1s", None),
            ("_s", None),
            ("2d", None),
            ("\"2h\"", None),
            ("99999999999999999999999h", None),
        ] {
            assert_eq!(seconds(text).ok(), want, "{text}");
        }
    }

    #[test]
    fn a_duration_in_another_form_is_told_the_right_one() {
        for (text, help) in [
            ("1d", "`max_age: 24h`"),
            ("2d", "`max_age: 24h` or less"),
            ("10min", "`max_age: 10m`"),
            ("1.5h", "`max_age: 90m`"),
            ("2h30m", "`max_age: 150m`"),
            ("1.5s", "whole seconds"),
            ("0x2h", "whole seconds"),
            ("\"2h\"", "`max_age: 2h`"),
            ("3600", "`max_age: 1h`, or `max_age: 3600s`"),
            ("0", "`max_age: 0s`"),
            ("604800", "`max_age: 24h` or less"),
        ] {
            let (_, given) = seconds(text).unwrap_err();
            assert!(given.contains(help), "{text}: {given}");
        }
    }
}
