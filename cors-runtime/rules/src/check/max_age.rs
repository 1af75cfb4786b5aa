//! `max_age`: how long browsers may keep a preflight's answer (Fetch, "Access-Control-Max-Age").

use super::mistakes::Mistakes;
use crate::draft::Draft;
use crate::fault::{Fault, Remedy, quote};
use crate::words::FieldName;

const DAY: u64 = 24 * 60 * 60;

pub(super) fn check(draft: &Draft, mistakes: &mut Mistakes) -> Option<u32> {
    let written = draft.max_age.as_ref()?;
    match seconds(&written.value) {
        Ok(seconds) => Some(seconds),
        Err(fault) => {
            mistakes.add(FieldName::MaxAge, written.place, fault);
            None
        }
    }
}

/// The text in seconds: decimal digits, which `_` may group, and a unit.
fn seconds(text: &str) -> Result<u32, Fault> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let digits = number.replace('_', "");
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        _ => return Err(not_a_duration(text, &digits, unit)),
    };
    if digits.is_empty() || number.starts_with('_') {
        return Err(not_a_duration(text, "", unit));
    }
    let number = digits.parse::<u64>().unwrap_or(u64::MAX);
    match u32::try_from(number.saturating_mul(factor)) {
        Ok(seconds) if u64::from(seconds) <= DAY => Ok(seconds),
        _ => Err(too_long(text)),
    }
}

fn not_a_duration(text: &str, digits: &str, unit: &str) -> Fault {
    let in_seconds = format!("{digits}s");
    // The header is in seconds, and so are the options of other libraries.
    if unit.is_empty() && seconds(&in_seconds).is_ok() {
        return Fault::new(format!("{} has no unit", quote(text)), Remedy::Replace(in_seconds));
    }
    match meant(text) {
        Some(seconds) if seconds > DAY => return too_long(text),
        Some(seconds) => return Fault::new(not_whole(text), Remedy::Replace(written(seconds))),
        None => {}
    }
    Fault::new(
        not_whole(text),
        Remedy::Words(
            "write decimal digits and `s`, `m` or `h`".into(),
            ["600s", "10m", "2h"].map(str::to_owned).to_vec(),
        ),
    )
}

fn not_whole(text: &str) -> String {
    format!("{} is not a whole number of seconds, minutes or hours", quote(text))
}

/// The seconds of a duration in another spelling: quoted, with other units, in several parts, or without a unit.
fn meant(text: &str) -> Option<u64> {
    let text = text.trim_matches('"').to_ascii_lowercase();
    if let Some((path, number)) = text.split_once("::from_secs(") {
        let seconds = number.strip_suffix(')').filter(|_| path.ends_with("duration"))?;
        return product(seconds);
    }
    if text.contains('*') {
        return product(&text);
    }
    let mut total: u64 = 0;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let number = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
        let behind = rest[number.len()..].trim_start();
        let unit = &behind[..behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len())];
        let factor = match unit {
            "" | "s" | "sec" | "secs" | "second" | "seconds" => 1,
            "m" | "min" | "mins" | "minute" | "minutes" => 60,
            "h" | "hr" | "hrs" | "hour" | "hours" => 60 * 60,
            "d" | "day" | "days" => DAY,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(factor)?)?;
        rest = behind[unit.len()..].trim_start();
    }
    (!text.is_empty()).then_some(total)
}

/// A number of seconds, or a product of several numbers.
fn product(text: &str) -> Option<u64> {
    text.split('*').try_fold(1_u64, |product, factor| product.checked_mul(factor.trim().parse().ok()?))
}

/// In the largest unit that divides it.
fn written(seconds: u64) -> String {
    match seconds {
        0 => "0s".to_owned(),
        _ if seconds.is_multiple_of(60 * 60) => format!("{}h", seconds / (60 * 60)),
        _ if seconds.is_multiple_of(60) => format!("{}m", seconds / 60),
        _ => format!("{seconds}s"),
    }
}

fn too_long(text: &str) -> Fault {
    Fault::new(
        format!(
            "{} is more than 24h: Firefox keeps a preflight's answer for at most 24 hours, Chromium for 2",
            quote(text)
        ),
        Remedy::example("write 24 hours or less", "24h"),
    )
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
            ("86400s", Some(86_400)),
            ("86401s", None),
            ("25h", None),
            ("3600", None),
            ("604800", None),
            ("", None),
            ("1.5h", None),
            ("0x2h", None),
            ("2h30m", None),
            ("-1s", None),
            ("_s", None),
            ("_1s", None),
            ("2d", None),
            ("2 h", None),
            ("2H", None),
            ("\"2h\"", None),
            ("99999999999999999999999h", None),
        ] {
            assert_eq!(seconds(text).ok(), want, "{text}");
        }
    }

    #[test]
    fn a_duration_in_another_spelling_gets_the_right_one() {
        let remedies = |text| seconds(text).unwrap_err().remedies;
        assert_eq!(remedies("3_600"), [Remedy::Replace("3600s".to_owned())]);
        for (text, right) in [
            ("1d", "24h"),
            ("10min", "10m"),
            ("\"2h\"", "2h"),
            ("2h30m", "150m"),
            ("90 sec", "90s"),
            ("2H", "2h"),
            ("60*60", "1h"),
            ("60 * 90", "90m"),
            ("Duration::from_secs(90)", "90s"),
        ] {
            assert_eq!(remedies(text), [Remedy::Replace(right.to_owned())], "{text}");
        }
        for text in ["604800", "", "2d", "1.5h", "99h", "0x2h", "1e3s", "X::from_secs(1)", "60 * X"] {
            assert!(matches!(remedies(text).as_slice(), [Remedy::Words(..)]), "{text}");
        }
    }
}
