use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::condition::{Build, Condition};
use crate::origin::Pattern;
use crate::policy::{self, CheckedPolicy, Entry, ListedOrigins};
use crate::words::RunTimeWaivers;

fn listed<T>(values: impl IntoIterator<Item = T>) -> Vec<Entry<T>> {
    values.into_iter().map(|value| Entry { value, when: Condition::default() }).collect()
}

fn names(list: Option<Vec<&str>>) -> policy::CheckedNames {
    list.map_or(Allowed::Any, |list| Allowed::List(listed(list.into_iter().map(str::to_owned))))
}

fn origins(list: &[&str], run_time: Option<RunTimeWaivers>) -> Allowed<Arc<ListedOrigins>> {
    let entries = listed(list.iter().map(|text| Pattern::parse(text).expect("an entry")));
    Allowed::List(Arc::new(ListedOrigins { entries, run_time }))
}

/// What a policy without other fields has.
fn policy(origins: Allowed<Arc<ListedOrigins>>) -> CheckedPolicy {
    CheckedPolicy {
        origins,
        methods: names(Some(vec!["GET", "POST"])),
        headers: names(Some(Vec::new())),
        expose: names(Some(Vec::new())),
        credentials: false,
        max_age: None,
        preflight_status: 204,
        has_errors: false,
    }
}

fn in_force(policy: &CheckedPolicy) -> Data {
    policy.in_build(Build::ONLY, "POLICY".into(), 7)
}

fn covers(outer: &str, inner: &str) -> bool {
    in_force(&policy(origins(&[outer], None))).origins.cover(inner)
}

#[test]
fn an_entry_lies_inside_a_wider_one() {
    for (outer, inner) in [
        ("https://a.test", "https://a.test"),
        ("https://a.test:8443", "https://a.test:8443"),
        ("https://a.test:*", "https://a.test"),
        ("https://a.test:*", "https://a.test:8443"),
        ("https://a.test:*", "https://a.test:*"),
        ("https://*.a.test", "https://b.a.test"),
        ("https://*.a.test", "https://c.b.a.test"),
        ("https://*.a.test", "https://*.a.test"),
        ("https://*.a.test", "https://*.b.a.test"),
        ("https://*.a.test", "https://p-*.a.test"),
        ("https://*.a.test", "https://p-*.b.a.test"),
        ("https://*.a.test:*", "https://p-*.b.a.test:8443"),
        ("https://*.a.test:*", "https://*.a.test:*"),
        ("https://*.a.test:*", "https://b.a.test:*"),
        ("https://p*.a.test", "https://p-*.a.test"),
        ("https://p*s.a.test", "https://p-*-s.a.test"),
        ("https://*s.a.test", "https://*-s.a.test"),
        ("https://p-*.a.test:*", "https://p-x*.a.test:1"),
        ("http://[::1]:*", "http://[::1]:3000"),
        ("http://127.0.0.1:*", "http://127.0.0.1:*"),
        ("tauri://localhost:*", "tauri://localhost"),
        ("chrome-extension://abc", "chrome-extension://abc"),
        ("moz-extension://*", "moz-extension://A.b_c"),
        ("moz-extension://*", "moz-extension://*"),
        ("app://*:*", "app://*"),
        ("app://*:*", "app://*:8080"),
        ("app://*:*", "app://a:*"),
        ("app://*:8080", "app://a:8080"),
    ] {
        assert!(covers(outer, inner), "{inner} in {outer}");
    }
}

#[test]
fn an_entry_that_only_overlaps_is_beyond() {
    for (outer, inner) in [
        ("https://a.test", "http://a.test"),
        ("https://a.test", "https://a.test:8443"),
        ("https://a.test", "https://a.test:*"),
        ("https://a.test:8443", "https://a.test"),
        ("https://a.test:8443", "https://a.test:*"),
        ("https://a.test:*", "https://b.a.test"),
        ("https://*.a.test", "https://a.test"),
        ("https://*.a.test", "https://ba.test"),
        ("https://*.a.test", "https://*.test"),
        ("https://*.a.test", "https://*.a.test:*"),
        ("https://*.a.test", "https://*.a.test:8443"),
        ("https://*.a.test", "http://*.a.test"),
        ("https://*.a.test", "https://*.ba.test"),
        ("https://*.a.test:8443", "https://*.a.test"),
        ("https://p-*.a.test", "https://p*.a.test"),
        ("https://p-*.a.test", "https://*.a.test"),
        ("https://p-*.a.test", "https://p-1*.b.a.test"),
        ("https://p-*.a.test", "https://p-.a.test"),
        ("https://*s.a.test", "https://*t.a.test"),
        ("https://ab*ba.a.test", "https://aba*.a.test"),
        ("https://b.a.test", "https://*.a.test"),
        ("tauri://localhost", "tauri://localhost:*"),
        ("chrome-extension://abc", "chrome-extension://ABC"),
        ("moz-extension://*", "chrome-extension://a"),
        ("moz-extension://*", "moz-extension://*:*"),
        ("moz-extension://*", "moz-extension://a:8080"),
        ("moz-extension://a", "moz-extension://*"),
        ("app://*:8080", "app://*"),
        ("app://*:8080", "app://*:*"),
        ("moz-extension://*", &format!("moz-extension://{}", "a".repeat(254))),
    ] {
        assert!(!covers(outer, inner), "{inner} in {outer}");
    }
}

#[test]
fn what_two_entries_cover_only_together_is_beyond() {
    let outer = in_force(&policy(origins(&["https://*.a.test", "https://*.a.test:8443"], None)));
    assert!(outer.origins.cover("https://*.a.test") && !outer.origins.cover("https://*.a.test:*"));
}

/// A policy with `runtime`, and what the running service has put in its place.
fn run_time(waivers: RunTimeWaivers, given: Option<&[&str]>) -> Data {
    let mut data = in_force(&policy(origins(&["https://a.test"], Some(waivers))));
    if let (Allowed::List(list), Some(given)) = (&mut data.origins, given)
        && let Some(entry) = &mut list.runtime
    {
        entry.origins = RunTime::List(given.iter().collect());
    }
    data
}

#[test]
fn run_time_origins_have_a_place_in_any_and_in_run_time_origins() {
    let none = RunTimeWaivers::default();
    let insecure = RunTimeWaivers { insecure_origins: true, ..none };
    let suffixes = RunTimeWaivers { public_suffixes: true, ..none };
    let any_host = RunTimeWaivers { any_host: true, ..none };
    let template = |waivers| run_time(waivers, None);
    let constant = |list: &[&str]| in_force(&policy(origins(list, None)));
    let any = in_force(&policy(Allowed::Any));
    let unknown = Some(Excess::RunTime);
    for (inner, outer, beyond) in vec![
        (template(none), template(none), None),
        (template(none), template(insecure), None),
        (template(insecure), any.clone(), None),
        (template(insecure), template(none), Some(Excess::Waived(Waiver::InsecureOrigins))),
        (template(suffixes), template(insecure), Some(Excess::Waived(Waiver::PublicSuffixes))),
        (template(any_host), template(suffixes), Some(Excess::Waived(Waiver::AnyHost))),
        (template(none), constant(&["https://a.test", "https://*.test:*"]), unknown),
        (constant(&["https://b.test"]), template(none), Some(Excess::Entry("https://b.test"))),
        (constant(&["https://a.test"]), template(none), None),
        (any, template(none), Some(Excess::All)),
        // A list that is known is compared entry by entry, unless the other policy leaves lists to the service.
        (run_time(none, Some(&[])), constant(&["https://a.test"]), None),
        (
            run_time(none, Some(&["https://x.b.test"])),
            constant(&["https://a.test", "https://*.b.test"]),
            None,
        ),
        (
            run_time(none, Some(&["https://b.test"])),
            constant(&["https://a.test"]),
            Some(Excess::Entry("https://b.test")),
        ),
        (run_time(none, Some(&["https://b.test"])), template(none), None),
        (
            run_time(insecure, Some(&["https://b.test"])),
            template(none),
            Some(Excess::Entry("https://b.test")),
        ),
    ] {
        let grant = inner.first_beyond(&outer);
        assert_eq!(grant.map(|grant| grant.value), beyond, "{inner:?} in {outer:?}");
    }
}

#[test]
fn who_allows_nobody_is_within_everything() {
    let mut nobody = policy(Allowed::None);
    nobody.credentials = true;
    (nobody.methods, nobody.headers, nobody.expose) = (Allowed::Any, Allowed::Any, Allowed::Any);
    let other = in_force(&policy(origins(&["https://a.test"], None)));
    for origins in [Allowed::None, origins(&[], None)] {
        let nobody = in_force(&CheckedPolicy { origins, ..nobody.clone() });
        assert_eq!(nobody.first_beyond(&other), None);
        assert_eq!(nobody.first_beyond(&nobody), None);
        assert_ne!(nobody.first_beyond_whatever_the_origins(&other), None);
        assert_ne!(other.first_beyond(&nobody), None);
    }
}

#[test]
fn a_mistake_elsewhere_is_no_second_error() {
    let right = in_force(&policy(origins(&["https://a.test"], None)));
    let wrong = in_force(&CheckedPolicy { has_errors: true, ..policy(Allowed::Any) });
    assert_eq!((wrong.first_beyond(&right), right.first_beyond(&wrong)), (None, None));
}

#[test]
fn a_message_is_cut_where_there_is_no_room() {
    let long = "x-".repeat(500);
    let grant = ExcessGrant { field: FieldName::Headers, value: Excess::Entry(&long) };
    let text = grant.text("ÄPFEL", "BIRNEN");
    assert!(
        text.as_str()
            .starts_with("`ÄPFEL` is not within `BIRNEN`: `BIRNEN` does not allow the request header `x-x-")
    );
    assert!(text.as_str().ends_with("help: remove it from `ÄPFEL`\nhelp: or add it to `BIRNEN`"));
    let name = "Ä".repeat(600);
    assert_eq!(grant.text(&name, "OTHER").as_str(), format!("`{}", "Ä".repeat(511)));
}

const METHODS: [&str; 4] = ["GET", "HEAD", "POST", "PUT"];
const HEADERS: [&str; 2] = ["x-a", "x-b"];
const EXPOSED: [&str; 3] = ["content-type", "etag", "x-a"];
/// Stands in no list, so that only `any` allows it.
const UNLISTED: &str = "q";

fn entry() -> impl Strategy<Value = String> {
    let scheme = select(vec!["https", "http"]);
    let label = select(vec!["", "*.", "a.", "b.", "a*.", "ab*.", "*b.", "a*b.", "*a.", "a.b.", "*.b."]);
    let base = select(vec!["t.test", "a.t.test", "b.t.test", "b.b.t.test"]);
    let port = select(vec!["", "", ":1", ":8080", ":*"]);
    let web = (scheme, label, base, port.clone())
        .prop_map(|(scheme, label, base, port)| format!("{scheme}://{label}{base}{port}"));
    let other = (select(vec!["app", "x-1"]), select(vec!["*", "a", "A.b"]), port)
        .prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}"));
    prop_oneof![4 => web, 1 => other]
}

#[derive(Debug, Clone)]
struct WrittenPolicy {
    origins: Option<Vec<String>>,
    methods: Option<Vec<&'static str>>,
    headers: Option<Vec<&'static str>>,
    expose: Option<Vec<&'static str>>,
    credentials: bool,
}

fn some_of(names: &'static [&'static str]) -> impl Strategy<Value = Option<Vec<&'static str>>> {
    // Full lists are as likely as short ones: else two random policies are hardly ever within each other.
    prop_oneof![
        1 => Just(None),
        2 => subsequence(names, 0..=names.len()).prop_map(Some),
        3 => Just(Some(names.to_vec())),
    ]
}

fn written() -> impl Strategy<Value = WrittenPolicy> {
    let origins = prop_oneof![
        1 => Just(None),
        9 => prop::collection::vec(entry(), 0..5).prop_map(Some),
    ];
    (origins, some_of(&METHODS), some_of(&HEADERS), some_of(&EXPOSED), any::<bool>()).prop_map(
        |(origins, methods, headers, expose, credentials)| WrittenPolicy {
            origins,
            methods,
            headers,
            expose,
            credentials,
        },
    )
}

impl WrittenPolicy {
    fn in_force(&self) -> Data {
        let origins = self
            .origins
            .as_ref()
            .map_or(Allowed::Any, |list| origins(&list.iter().map(String::as_str).collect::<Vec<_>>(), None));
        in_force(&CheckedPolicy {
            methods: names(self.methods.clone()),
            headers: names(self.headers.clone()),
            expose: names(self.expose.clone()),
            credentials: self.credentials,
            ..policy(origins)
        })
    }
}

/// Origins that an entry allows, among them at least one that a narrower entry does not.
fn samples(entry: &str) -> Vec<String> {
    let (scheme, rest) = entry.split_once("://").expect("a scheme");
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let ports = match port {
        Some("*") => vec![String::new(), ":1".to_owned(), ":8080".to_owned(), ":65535".to_owned()],
        port => vec![port.map(|port| format!(":{port}")).unwrap_or_default()],
    };
    let stands_for: &[&str] = match (host.contains('*'), host.starts_with("*.")) {
        (false, _) => &[""],
        (true, true) => &["q", "a", "b", "aqb", "ab", "q.b", "a.b", "q.a.b", "b.b"],
        (true, false) => &["q", "a", "b", "aqb", "ab", "0", "-", "_"],
    };
    let hosts = stands_for.iter().map(|text| host.replace('*', text));
    hosts.flat_map(|host| ports.iter().map(move |port| format!("{scheme}://{host}{port}"))).collect()
}

/// Whether one entry allows all that the other one stands for, told by single origins.
fn lies_inside(inner: &str, outer: &str) -> bool {
    let outer = in_force(&policy(origins(&[outer], None)));
    samples(inner).iter().all(|origin| outer.allows_origin(origin))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// The reference knows no sets: it asks for single requests, and for origins entry by entry.
    #[test]
    fn a_policy_is_within_another_one_exactly_where_no_request_is_beyond(one in written(), other in written()) {
        let (inner, outer) = (one.in_force(), other.in_force());
        let nobody = one.origins.as_ref().is_some_and(Vec::is_empty);
        let origins = match (&one.origins, &other.origins) {
            (_, None) => true,
            (None, _) => false,
            (Some(one), Some(other)) => one.iter().all(|inner| other.iter().any(|outer| lies_inside(inner, outer))),
        };
        let methods = METHODS.iter().chain([&UNLISTED]).all(|method| {
            !inner.methods.allows_method(method.as_bytes()) || outer.methods.allows_method(method.as_bytes())
        });
        let among = |inner: &NameSet, outer: &NameSet, names: &[&str]| {
            let mut names = names.iter().chain([&UNLISTED]);
            names.all(|name| !inner.allows_header(name.as_bytes()) || outer.allows_header(name.as_bytes()))
        };
        let headers = among(&inner.headers, &outer.headers, &HEADERS);
        let exposed = among(&inner.expose, &outer.expose, &EXPOSED[1..]);
        let credentials = !inner.credentials || outer.credentials;
        let is_within = inner.first_beyond(&outer).is_none();
        prop_assert_eq!(is_within, nobody || origins && methods && headers && exposed && credentials);

        // The same as requests.
        let asked: Vec<String> = one.origins.iter().flatten().flat_map(|entry| samples(entry))
            .chain(["null", "https://q.test"].map(str::to_owned)).collect();
        for origin in &asked {
            for method in METHODS.iter().chain([&UNLISTED]) {
                for headers in [&[][..], &["x-a"], &["x-b", UNLISTED]] {
                    let granted = |policy: &Data| policy.evaluate(origin, method, headers) == crate::data::Outcome::Holds;
                    prop_assert!(!is_within || !granted(&inner) || granted(&outer), "{} {} {:?}", method, origin, headers);
                }
            }
        }
    }

    #[test]
    fn one_entry_lies_inside_another_exactly_where_no_origin_is_beyond(inner in entry(), outer in entry()) {
        prop_assert_eq!(covers(&outer, &inner), lies_inside(&inner, &outer), "{} in {}", inner, outer);
    }

    #[test]
    fn within_is_an_order(one in written(), two in written(), three in written()) {
        let [one, two, three] = [one, two, three].map(|policy| policy.in_force());
        let within = |inner: &Data, outer: &Data| inner.first_beyond(outer).is_none();
        prop_assert!(within(&one, &one));
        let nobody = one.origins.list().is_some_and(|list| list.written.is_empty());
        prop_assert!(nobody || !(within(&one, &two) && within(&two, &three)) || within(&one, &three));
    }
}
