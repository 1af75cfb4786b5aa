//! The compiler and the running service apply the same rules: a configuration may say what `cors!` may say, except
//! for what has no effect, which is a mistake in source code alone.

use std::collections::HashMap;

use cors_runtime::cors;
use cors_tests::config::{in_the_language, read};
use cors_tests::mistakes::{NO_MISTAKES_IN_A_FILE, POLICIES, RISKS};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::fixture::Fixture;

cors! {
    const ANONYMOUS = { origins: [runtime] };
    const TENANTS = { origins: [runtime], credentials: true };
}

/// A few texts that are no origins. All of them are judged by one function, which has a table of its own.
const ORIGINS: [&str; 6] = [
    "app.example.com",
    "https://a.example/",
    "https://a.example:443",
    "null",
    "https://*",
    "https://${HOST}",
];

/// What the compiler says of each policy: one build, since a block reports all of its mistakes.
fn compiled(name: &str, policies: &[Value]) -> Vec<Vec<String>> {
    let lines = policies.iter().enumerate();
    let lines = lines.map(|(at, policy)| format!("pub const P{at} = {{ {} }};\n", in_the_language(policy)));
    let block = format!("cors_runtime::cors! {{\n{}}}\n", lines.collect::<String>());
    let mut found = vec![Vec::new(); policies.len()];
    for (line, message) in Fixture::of_text(name, &block).errors() {
        // The first policy is on the second line.
        found[line - 2].push(message.split("\n\n").next().unwrap_or_default().to_owned());
    }
    found
}

/// What the service says of one: its mistakes or, without any, what has no effect.
fn configured(policy: &Value) -> (Vec<String>, Vec<String>) {
    match read(policy) {
        Ok(live) => (Vec::new(), live.notes().iter().map(|note| note.message().to_owned()).collect()),
        Err(errors) => (errors.iter().map(|error| error.message().to_owned()).collect(), Vec::new()),
    }
}

/// Whether a mistake is one in source code only.
fn is_only_for_source_code(message: &str) -> bool {
    NO_MISTAKES_IN_A_FILE.iter().any(|(_, part)| message.contains(part))
}

#[test]
fn each_mistake_gets_the_same_verdict_everywhere() {
    let mut policies: Vec<_> = ORIGINS.iter().map(|text| json!({ "origins": [text] })).collect();
    let with_credentials =
        |(text, ..): &(&str, &str, &str)| json!({ "origins": [text], "credentials": true });
    policies.extend(RISKS.iter().map(with_credentials));
    let whole = POLICIES
        .iter()
        .map(|(policy, ..)| policy)
        .chain(NO_MISTAKES_IN_A_FILE.iter().map(|(policy, _)| policy));
    policies.extend(whole.map(|policy| serde_json::from_str::<Value>(policy).unwrap()));

    let compiled: HashMap<String, Vec<String>> =
        policies.iter().map(Value::to_string).zip(compiled("mistakes", &policies)).collect();
    for policy in &policies {
        let (found, (mistakes, notes)) = (&compiled[&policy.to_string()], configured(policy));
        assert_eq!(found.len(), 1, "{policy} is one mistake: {found:?}");
        if policy["origins"] == json!([]) {
            assert_eq!((mistakes.len(), notes.len()), (0, 0), "an empty list means nobody");
        } else if is_only_for_source_code(&found[0]) {
            assert_eq!((mistakes.as_slice(), &notes), (&[][..], found), "{policy}");
        } else {
            assert_eq!(*found, mistakes, "{policy}");
        }
    }
    // A list that is given at run time: the same messages, except for `any`, which a list cannot be.
    let origins = ORIGINS.iter().map(|text| (ANONYMOUS, *text, json!({ "origins": [text] })));
    let risks = RISKS.iter().map(|risk| (TENANTS, risk.0, with_credentials(risk)));
    for (template, text, policy) in origins.chain(risks) {
        let errors = template.with_origins([text]).unwrap_err();
        let messages: Vec<_> = errors.iter().map(|error| error.message().to_owned()).collect();
        assert_eq!(messages, compiled[&policy.to_string()], "{text}");
    }
}

/// Policies of good and bad parts in all combinations.
fn policies() -> impl Strategy<Value = Value> {
    let good = [
        "https://app.example.com",
        "https://*.example.com",
        "https://pr-*.review.example.com",
        "http://localhost:*",
        "http://intranet.example.com",
        "https://*.github.io",
        "https://a.github.io",
        "https://*.com",
        "http://*.np",
        "chrome-extension://AbC",
        "moz-extension://*",
        "app://*:*",
        "moz-extension://0a-1b",
        "https://xn--mnchen-3ya.de",
        "https://[::1]:8443",
    ];
    let waivers = subsequence(vec!["insecure_origins", "public_suffixes", "any_host"], 0..=3);
    let text = prop_oneof![6 => select(good.to_vec()), 1 => select(ORIGINS.to_vec())];
    let entry = (text, prop::option::weighted(0.3, waivers)).prop_map(|(text, waivers)| match waivers {
        Some(waivers) if !waivers.is_empty() => json!({ "origin": text, "dangerously_allow": waivers }),
        _ => json!(text),
    });
    let origins = prop_oneof![
        1 => Just(json!("any")),
        9 => prop::collection::vec(entry, 0..4).prop_map(Value::from),
    ];
    let names = |texts: &[&'static str]| {
        let list = prop::collection::vec(select(texts.to_vec()), 0..4).prop_map(Value::from);
        prop::option::weighted(0.5, prop_oneof![1 => Just(json!("any")), 5 => list])
    };
    let methods = names(&["GET", "HEAD", "POST", "PUT", "PATCH", "M-SEARCH", "get", "TRACE", "*", "a b"]);
    let headers =
        names(&["content-type", "X-Request-Id", "x-request-id", "authorization", "cookie", "sec-x", "*"]);
    let expose = names(&["etag", "ETag", "x-total", "set-cookie", "any", "a b"]);
    let max_age = prop::option::weighted(0.3, select(vec!["0s", "90m", "24h", "25h", "3600", "2d"]));
    let status = prop::option::weighted(0.3, select(vec![200_u16, 204, 299, 199, 300, 404]));
    let credentials = prop::option::of(any::<bool>());
    (prop::option::weighted(0.95, origins), methods, headers, expose, max_age, status, credentials).prop_map(
        |(origins, methods, headers, expose, max_age, status, credentials)| {
            let fields = [
                ("origins", origins),
                ("methods", methods),
                ("headers", headers),
                ("expose", expose),
                ("max_age", max_age.map(Value::from)),
                ("preflight_status", status.map(Value::from)),
                ("credentials", credentials.map(Value::from)),
            ];
            fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
        },
    )
}

#[test]
fn what_a_configuration_may_say_is_what_source_code_may_say() {
    let mut runner = TestRunner::default();
    let policies: Vec<Value> =
        (0..600).map(|_| policies().new_tree(&mut runner).unwrap().current()).collect();
    let mut accepted = 0;
    for (policy, compiler) in policies.iter().zip(compiled("generated", &policies)) {
        let (mut without_effect, mut compiler): (Vec<_>, Vec<_>) =
            compiler.into_iter().partition(|message| is_only_for_source_code(message));
        let (mut mistakes, mut notes) = configured(policy);
        for list in [&mut without_effect, &mut compiler, &mut mistakes, &mut notes] {
            list.sort();
        }
        assert_eq!(compiler, mistakes, "{policy}");
        if mistakes.is_empty() {
            without_effect.retain(|message| !message.starts_with("`origins` must not be an empty list"));
            assert_eq!(without_effect, notes, "{policy}");
        }
        accepted += usize::from(mistakes.is_empty());
    }
    assert!((60..540).contains(&accepted), "too one-sided to prove much: {accepted} of 600 accepted");
}
