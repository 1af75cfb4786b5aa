//! Properties of every text.

use proptest::prelude::*;

use crate::origin::{Origin, Pattern};
use crate::violation::tests::PlainWording;
use crate::violation::{Help, Violation};
use crate::words::FieldName;

/// Asserts that each text is refused, as an entry and as a single origin, with a part of the message and of the
/// help.
pub(super) fn refused(table: &[(&str, &str, &str, &str)]) {
    for (what, text, message, help) in table {
        for violation in [Pattern::parse(text).unwrap_err(), Pattern::parse_exact(text).unwrap_err()] {
            assert!(violation.message.contains(message), "{what}: {violation:?}");
            assert!(help_of(&violation).contains(help), "{what}: {}", help_of(&violation));
        }
    }
}

pub(super) fn help_of(violation: &Violation) -> String {
    violation.help(FieldName::Origins, &PlainWording)
}

/// The spellings that are offered.
fn offered(violation: &Violation) -> Vec<String> {
    let spelling = |help: &Help| match help {
        Help::Replace(text) => Some(text.clone()),
        _ => None,
    };
    violation.helps.iter().filter_map(spelling).collect()
}

/// The examples in words.
fn examples(violation: &Violation) -> Vec<String> {
    let examples = |help: &Help| match help {
        Help::Words(_, examples) => examples.clone(),
        _ => Vec::new(),
    };
    violation.helps.iter().flat_map(examples).collect()
}

/// Texts that look like origins, with all kinds of mistakes.
fn similar() -> impl Strategy<Value = String> {
    let junk = || prop_oneof![4 => Just(String::new()), 1 => "[ \\t\\n,*@/\\\\:.\\x00%?#\"]{0,2}"];
    let scheme = prop_oneof![
        4 => prop::sample::select(vec!["https://", "http://", "HTTPS://", "wss://", "ws:", "tauri://", "app://", "//", "://", ""]),
        1 => prop::sample::select(vec!["https:", "https:\\\\", "http:/", "*://", "http*://", "blob:https://", "file:", "data:", "htps://"]),
    ];
    let host = prop_oneof![
        3 => "[a-zA-Z*_-]{0,3}(\\.[a-z0-9*ü-]{0,4}){0,3}",
        1 => "xn--[a-z0-9-]{0,8}(\\.com)?",
        1 => "(0x)?[0-9a-f]{1,3}(\\.[0-9]{1,3}){0,4}",
        1 => "\\[?[0-9a-fA-F:]{0,12}(%[a-z0-9]{1,3})?\\]?",
        1 => "\\PC{0,6}",
        1 => prop::sample::select(vec!["localhost".to_owned(), "app.example.com".to_owned(), "*.example.com".to_owned(), "null".to_owned(), "*".to_owned()]),
    ];
    let port = prop_oneof![3 => Just(String::new()), 3 => ":[0-9]{0,6}", 1 => ":[0-9*a]{0,3}", 1 => Just(":443".to_owned())];
    (junk(), scheme, junk(), host, port, junk(), prop::option::weighted(0.2, "[,; ][a-z.:/]{0,12}")).prop_map(
        |(a, scheme, b, host, port, c, more)| {
            format!("{a}{scheme}{b}{host}{port}{c}{}", more.unwrap_or_default())
        },
    )
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let entry = Pattern::parse(text);
    let exact = Pattern::parse_exact(text);
    if let Ok(entry) = &entry {
        prop_assert_eq!(entry.text(), text);
        prop_assert!(entry.covers(entry));
        prop_assert_eq!(exact.is_ok(), !text.contains('*'));
    }
    if let Ok(exact) = &exact {
        prop_assert_eq!(entry.as_ref(), Ok(exact));
        prop_assert_eq!(Origin::parse(text).map(|origin| origin.is_insecure()), Some(exact.is_insecure()));
        if matches!(exact.scheme(), "http" | "https") {
            let serialised = url::Url::parse(text).unwrap().origin().ascii_serialization();
            prop_assert_eq!(serialised.as_str(), text);
        }
    } else if let Some(origin) = Origin::parse(text) {
        // Beyond the bytes: whether punycode decodes, and whether a scheme looks like a typo.
        let typo = exact.as_ref().is_err_and(|violation| violation.message.contains("looks like a typo"));
        prop_assert!(origin.host().contains("xn--") || typo, "{:?} is sent, but cannot be listed", text);
    }
    for (parse, violation) in
        [(Pattern::parse as fn(&str) -> _, entry.err()), (Pattern::parse_exact, exact.err())]
    {
        let Some(violation) = violation else { continue };
        for spelling in offered(&violation).iter().chain(&examples(&violation)) {
            let legal = parse(spelling).is_ok() || spelling.contains('*') && Pattern::parse(spelling).is_ok();
            prop_assert!(legal, "{:?} offers {:?}", text, spelling);
        }
        prop_assert!(!violation.helps.is_empty(), "{:?} has no help", text);
        prop_assert!(
            !violation.message.contains("is not an origin that a browser sends"),
            "{:?} is not explained",
            text
        );
        prop_assert!(!violation.message.is_empty() && !violation.message.ends_with('.'));
        let shown = violation.message.clone() + &help_of(&violation);
        prop_assert!(!shown.contains(char::is_control));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn every_text_is_accepted_as_browsers_write_it_or_refused_with_a_spelling_that_is(text in similar()) {
        holds(&text)?;
    }

    #[test]
    fn no_text_makes_a_rule_panic(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn what_the_url_crate_serialises_is_accepted(host in "[a-z0-9_-]{1,9}(\\.[a-zäöü0-9-]{1,5}){0,3}", port in prop::option::of(1_u16..)) {
        let text = format!("https://{host}{}", port.map(|port| format!(":{port}")).unwrap_or_default());
        if let Ok(url) = url::Url::parse(&text) {
            let origin = url.origin().ascii_serialization();
            prop_assert!(Pattern::parse_exact(&origin).is_ok(), "{}", origin);
        }
    }
}
