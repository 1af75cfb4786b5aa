//! `max_age`: how long browsers may keep a preflight's answer (Fetch, "Access-Control-Max-Age").

use super::diagnostics::{Diagnostics, Strictness};
use crate::draft::Draft;
use crate::violation::{Help, Violation, quote};
use crate::words::FieldName;

const DAY: u64 = 24 * 60 * 60;

pub(super) fn check(draft: &Draft, diagnostics: &mut Diagnostics) -> Option<u32> {
    let written = draft.max_age.as_ref()?;
    match seconds(&written.value) {
        Ok(seconds) if seconds <= DAY => u32::try_from(seconds).ok(),
        Ok(_) => {
            diagnostics.without_effect(FieldName::MaxAge, written.place, None, too_long(&written.value));
            u32::try_from(DAY).ok()
        }
        Err(digits) => {
            let violation = not_a_duration(&written.value, &digits, diagnostics.strictness);
            diagnostics.add(FieldName::MaxAge, written.place, violation);
            None
        }
    }
}

/// The text in seconds: decimal digits, which `_` may group, and a unit. The digits if nothing but the unit is missing.
fn seconds(text: &str) -> Result<u64, String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let digits = digits(number);
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "" if !number.starts_with('_') => return Err(digits),
        _ => return Err(String::new()),
    };
    if digits.is_empty() || number.starts_with('_') {
        return Err(String::new());
    }
    Ok(digits.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(factor))
}

/// Without what groups them.
fn digits(number: &str) -> String {
    number.replace('_', "")
}

fn not_a_duration(text: &str, digits: &str, strictness: Strictness) -> Violation {
    let shown = quote(text);
    // The header is in seconds, and so are the options of other libraries.
    let message = if digits.is_empty() {
        format!("expected one number with `s`, `m` or `h`, found {shown}")
    } else {
        format!("{shown} has no unit")
    };
    if text.trim_matches('"').starts_with('-') {
        let zero = Help::example("write an age that lets browsers keep nothing", "0s");
        return Violation::with(
            message,
            vec![zero, Help::words("leave the field out for their default, 5 seconds")],
        );
    }
    match meant(text) {
        Some((seconds, in_seconds)) if seconds <= DAY => {
            Violation::new(message, Help::Replace(written(seconds, in_seconds)))
        }
        Some(_) if digits.is_empty() => {
            Violation::new(message, Help::Replace("24h".to_owned())).because(KEPT)
        }
        // A configuration may say more than browsers keep.
        Some(_) if !strictness.is_code() => Violation::new(message, Help::Replace(format!("{digits}s"))),
        Some(_) => too_long(text),
        None => Violation::new(
            message,
            Help::Words(
                "write decimal digits and `s`, `m` or `h`".into(),
                ["600s", "10m", "2h"].map(str::to_owned).to_vec(),
            ),
        ),
    }
}

/// The seconds that a text in another form stands for: `1h30m`, `1.5h`, `7d`, `60*60`, `Duration::from_secs(60)`; and
/// whether it is in seconds.
fn meant(text: &str) -> Option<(u64, bool)> {
    let text: String = text.trim_matches('"').chars().filter(|c| !c.is_whitespace()).collect();
    let call = text.rsplit(':').next().and_then(|call| call.strip_suffix(')')?.split_once('('));
    let (sum, factor) = match call {
        Some(("from_secs", number)) => (number, 1),
        Some(("from_mins", number)) => (number, 60),
        Some(("from_hours", number)) => (number, 60 * 60),
        Some(_) => return None,
        None => (text.as_str(), 1),
    };
    if sum.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'_')) {
        let mut product: u64 = 1;
        for number in sum.split('*') {
            product = product.checked_mul(digits(number).parse().ok()?)?;
        }
        return Some((product.checked_mul(factor)?, factor == 1));
    }
    if call.is_some() {
        return None;
    }
    let mut rest = sum;
    let mut total = 0.0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(end);
        let end = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        total += number.parse::<f64>().ok()? * unit_in_seconds(unit)?;
        rest = tail;
    }
    // Whole seconds only; the bound keeps the conversion exact.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (total.fract() == 0.0 && total < 1e15).then_some((total as u64, false))
}

fn unit_in_seconds(unit: &str) -> Option<f64> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
        "d" | "day" | "days" => 86_400.0,
        "w" | "week" | "weeks" => 604_800.0,
        _ => return None,
    })
}

/// In the largest unit that fits, but seconds where they were written.
fn written(seconds: u64, in_seconds: bool) -> String {
    let (number, unit) = match (seconds % 3600, seconds % 60) {
        _ if in_seconds || seconds == 0 => (seconds, "s"),
        (0, _) => (seconds / 3600, "h"),
        (_, 0) => (seconds / 60, "m"),
        _ => (seconds, "s"),
    };
    format!("{number}{unit}")
}

const KEPT: &str = "Firefox keeps a preflight's answer for at most 24 hours, Chromium for 2";

fn too_long(text: &str) -> Violation {
    Violation::new(format!("{} is more than 24h", quote(text)), Help::Replace("24h".to_owned())).because(KEPT)
}

#[cfg(test)]
mod tests;
