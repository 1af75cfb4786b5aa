//! `max_age`: how long browsers may keep a preflight's answer (Fetch, "Access-Control-Max-Age").

use crate::ast::{Field, Value};
use crate::diag::Errors;

const DAY: u64 = 24 * 60 * 60;
const WRITE: &str = "write whole seconds, minutes or hours: `max_age: 600s`, `max_age: 10m`, `max_age: 2h`";

/// The value in seconds.
pub(super) fn check(field: &Field, errors: &mut Errors) -> Option<u32> {
    let text = match &field.value {
        Value::Literal(literal) => literal.to_string(),
        Value::Word(word) => word.to_string(),
        Value::Other(tokens) => tokens.to_string().replace(' ', ""),
        Value::List(_) => "[…]".to_owned(),
    };
    let judged = seconds(&text);
    if let Err((message, help)) = &judged {
        errors.error(field.place, message, help);
    }
    judged.ok()
}

fn seconds(text: &str) -> Result<u32, (String, String)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let digits = digits.replace('_', "");
    let Ok(number) = digits.parse::<u64>() else {
        let message = if digits.is_empty() {
            format!("`max_age` is a whole number with a unit, not `{}`", text.escape_debug())
        } else {
            format!("`{text}` is far above 24h, and no browser keeps a preflight's answer longer than that")
        };
        return Err((message, WRITE.to_owned()));
    };
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "" => return Err(without_unit(number)),
        _ => {
            return Err((
                format!("`{text}` has no unit that `max_age` knows, in decimal digits before it"),
                WRITE.to_owned(),
            ));
        }
    };
    let seconds = number.saturating_mul(factor);
    match u32::try_from(seconds) {
        Ok(seconds) if u64::from(seconds) <= DAY => Ok(seconds),
        _ => Err((
            format!(
                "`{text}` is above 24h: Firefox keeps a preflight's answer for 24 hours at the most, Chromium for 2"
            ),
            "write `max_age: 24h` or less".to_owned(),
        )),
    }
}

/// The commonest intention: seconds, as the header has them.
fn without_unit(number: u64) -> (String, String) {
    let help = match number {
        0 => "write `max_age: 0s`".to_owned(),
        above if above > DAY => "write `max_age: 24h` or less".to_owned(),
        hours if hours % 3600 == 0 => format!("write `max_age: {}h`, or `max_age: {hours}s`", hours / 3600),
        minutes if minutes % 60 == 0 => {
            format!("write `max_age: {}m`, or `max_age: {minutes}s`", minutes / 60)
        }
        seconds => format!("write `max_age: {seconds}s`"),
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
}
