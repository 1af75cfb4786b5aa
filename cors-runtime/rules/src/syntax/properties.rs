//! What holds for every text.

use proptest::prelude::*;

use super::{Mistake, OriginText, Scheme};

/// The spellings that a help line offers.
fn offered(mistake: &Mistake) -> Vec<String> {
    let help = mistake.help.clone().unwrap_or_default();
    help.split("`\"")
        .skip(1)
        .filter_map(|rest| rest.split_once("\"`"))
        .map(|(text, _)| text.to_owned())
        .collect()
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
    let pattern = OriginText::pattern(text);
    let exact = OriginText::exact(text);
    if let Ok(pattern) = &pattern {
        prop_assert_eq!(&pattern.text, text);
        prop_assert!(pattern.covers(pattern));
        prop_assert_eq!(exact.is_ok(), !text.contains('*'));
    }
    if let Ok(exact) = &exact {
        prop_assert_eq!(pattern.as_ref(), Ok(exact));
        if !matches!(exact.scheme, Scheme::Other(_)) {
            let serialised = url::Url::parse(text).unwrap().origin().ascii_serialization();
            prop_assert_eq!(serialised.as_str(), text);
        }
    }
    for spelling in pattern.as_ref().err().map(offered).unwrap_or_default() {
        prop_assert!(OriginText::pattern(&spelling).is_ok(), "{:?} offers {:?}", text, spelling);
    }
    for spelling in exact.as_ref().err().map(offered).unwrap_or_default() {
        prop_assert!(OriginText::exact(&spelling).is_ok(), "{:?} offers {:?}", text, spelling);
    }
    for mistake in pattern.err().into_iter().chain(exact.err()) {
        prop_assert!(!mistake.message.is_empty() && !mistake.message.ends_with('.'));
        prop_assert!(!mistake.to_string().replace("\n\nhelp", "").contains(char::is_control));
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
            prop_assert!(OriginText::exact(&origin).is_ok(), "{}", origin);
        }
    }
}
