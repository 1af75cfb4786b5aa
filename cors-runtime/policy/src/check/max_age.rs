//! `max_age`: how long browsers may keep a preflight's answer (Fetch, "Access-Control-Max-Age").

use super::mistakes::{Mistakes, Strictness};
use crate::draft::Draft;
use crate::fault::{Fault, Remedy, quote};
use crate::words::FieldName;

const DAY: u64 = 24 * 60 * 60;

pub(super) fn check(draft: &Draft, mistakes: &mut Mistakes) -> Option<u32> {
    let written = draft.max_age.as_ref()?;
    match seconds(&written.value) {
        Ok(seconds) if seconds <= DAY => u32::try_from(seconds).ok(),
        Ok(_) => {
            mistakes.without_effect(FieldName::MaxAge, written.place, None, too_long(&written.value));
            u32::try_from(DAY).ok()
        }
        Err(digits) => {
            let fault = not_a_duration(&written.value, &digits, mistakes.strictness);
            mistakes.add(FieldName::MaxAge, written.place, fault);
            None
        }
    }
}

/// The text in seconds: decimal digits, which `_` may group, and a unit. The digits if nothing but the unit is missing.
fn seconds(text: &str) -> Result<u64, String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let digits = number.replace('_', "");
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

fn not_a_duration(text: &str, digits: &str, strictness: Strictness) -> Fault {
    // The header is in seconds, and so are the options of other libraries.
    if !digits.is_empty() {
        let in_seconds = format!("{digits}s");
        return match seconds(&in_seconds) {
            Ok(seconds) if seconds > DAY && strictness == Strictness::Code => too_long(text),
            _ => Fault::new(format!("{} has no unit", quote(text)), Remedy::Replace(in_seconds)),
        };
    }
    let unquoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let remedy = match unquoted.filter(|unquoted| seconds(unquoted).is_ok_and(|seconds| seconds <= DAY)) {
        Some(unquoted) => Remedy::Replace(unquoted.to_owned()),
        None => Remedy::Words(
            "write decimal digits and `s`, `m` or `h`".into(),
            ["600s", "10m", "2h"].map(str::to_owned).to_vec(),
        ),
    };
    Fault::new(format!("{} is not a whole number of seconds, minutes or hours", quote(text)), remedy)
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
            ("86401s", Some(86_401)),
            ("25h", Some(90_000)),
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
            ("99999999999999999999999h", Some(u64::MAX)),
        ] {
            assert_eq!(seconds(text).ok(), want, "{text}");
        }
    }

    #[test]
    fn only_the_unit_or_the_quotes_are_mended() {
        let remedies = |text| not_a_duration(text, &seconds(text).unwrap_err(), Strictness::Code).remedies;
        assert_eq!(remedies("3_600"), [Remedy::Replace("3600s".to_owned())]);
        assert_eq!(remedies("\"2h\""), [Remedy::Replace("2h".to_owned())]);
        for text in ["604800", "", "1d", "10min", "1.5h", "2h30m", "60*60", "\"99h\"", "\"\""] {
            assert!(matches!(remedies(text).as_slice(), [Remedy::Words(..)]), "{text}");
        }
    }
}
