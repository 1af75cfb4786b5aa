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
fn an_age_in_another_form_gets_its_spelling() {
    for (text, help) in [
        ("3_600", Some("3600s")),
        ("\"2h\"", Some("2h")),
        ("60*60", Some("3600s")),
        ("1h30m", Some("90m")),
        ("2h30s", Some("7230s")),
        ("1.5h", Some("90m")),
        ("1d", Some("24h")),
        ("10min", Some("10m")),
        ("2H", Some("2h")),
        ("\"2 hours\"", Some("2h")),
        ("Duration::from_secs(3600)", Some("3600s")),
        ("std::time::Duration::from_hours(2)", Some("2h")),
        ("Duration::from_secs(60*60)", Some("3600s")),
        ("604800", Some("24h")),
        ("7d", Some("24h")),
        ("\"99h\"", Some("24h")),
        ("60*60*24*7", Some("24h")),
        ("", None),
        ("\"\"", None),
        ("-1", None),
        ("h", None),
        ("1.5.5h", None),
        ("0.1s", None),
        ("0x2h", None),
        ("Duration::from_millis(5)", None),
        ("TWO_HOURS", None),
        ("99999999999999999999*99999999999h", None),
    ] {
        let violation = |strictness| not_a_duration(text, &seconds(text).unwrap_err(), strictness);
        let replaced = |violation: &Violation| match violation.helps.as_slice() {
            [Help::Replace(text)] => Some(text.clone()),
            _ => None,
        };
        let in_code = violation(Strictness::Code);
        assert_eq!(replaced(&in_code).as_deref(), help, "{text}: {in_code:?}");
        let in_file = replaced(&violation(Strictness::Configuration));
        let legal = |help: &String| seconds(help).is_ok();
        assert!(replaced(&in_code).iter().chain(&in_file).all(legal), "{text}");
    }
}
