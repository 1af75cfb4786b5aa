//! What several drafts become, and what a policy holds in one build.

use crate::check::tests::{Write, Writer, code, shown};
use crate::check::{Strictness, check};
use crate::condition::{Build, Condition, builds};
use crate::data::Data;
use crate::draft::{Draft, DraftEntry};
use crate::lookup::NameSet;
use crate::policy::{CheckedPolicy, ListedOrigins};
use crate::words::{RunTimeWaivers, Waiver};

#[test]
fn an_entry_is_redundant_if_every_build_that_has_it_has_others_that_do() {
    let mut writer = Writer::default();
    let (a, b) = (Condition::Number(0), Condition::Number(1));
    let not_a = Condition::Not(Box::new(a.clone()));
    let mut with = |when: Condition| DraftEntry { when, ..writer.entry("https://a.example") };
    let lists = [
        (vec![with(a.clone()), with(a.clone().and(&b))], 1),
        (vec![with(a.clone()), with(b.clone())], 0),
        (vec![with(a.clone()), with(not_a.clone()), with(b)], 1),
        (vec![with(Condition::default()), with(a.clone())], 1),
        (vec![with(a.clone().and(&not_a)), with(a)], 0),
    ];
    for (at, (entries, diagnostics)) in lists.into_iter().enumerate() {
        let mut writer = Writer(100);
        let mut draft = writer.draft();
        draft.origins = writer.entries(entries);
        let checked = code(&[draft]);
        assert_eq!(checked.errors.len(), diagnostics, "list {at}");
        assert!(checked.errors.iter().all(|diagnostic| diagnostic.other.is_some()), "list {at}");
    }
}

#[test]
fn what_several_policies_share_is_reported_once() {
    let mut writer = Writer::default();
    let mut base = writer.draft();
    base.origins = writer.list(&["https://a.example/", "http://b.example"]);
    base.methods = writer.list(&["get"]);
    let mut one = Draft { max_age: writer.write("1h".into()), ..base.clone() };
    one.credentials = writer.write(true);
    let other = Draft { headers: writer.list(&["x-a"]), ..one.clone() };
    let checked = code(&[base, one, other]);
    let shown = shown(&checked);
    assert_eq!(shown.len(), 3, "{shown:?}");
    let policies: Vec<usize> = checked.errors.iter().map(|diagnostic| diagnostic.policy).collect();
    assert_eq!(policies, [0, 0, 1], "reported where it was found first");
    assert!(checked.policies.iter().all(|policy| policy.has_errors));
    let conflict = &checked.errors[2];
    assert!(conflict.violation.message.contains("not encrypted") && conflict.other.is_some());
}

/// Both have to change: the list is fine without them.
#[test]
fn a_risk_is_reported_beside_each_credentials_that_takes_it() {
    let mut writer = Writer::default();
    let mut base = writer.draft();
    base.origins = writer.list(&["http://a.example"]);
    let one = Draft { credentials: writer.write(true), ..base.clone() };
    let other = Draft { credentials: writer.write(true), ..base.clone() };
    let credentials = [&one, &other].map(|draft| draft.credentials.as_ref().map(|written| written.place));
    let checked = code(&[base, one, other]);
    let beside: Vec<_> = checked.errors.iter().map(|diagnostic| diagnostic.other).collect();
    assert_eq!(beside, credentials);
    let has_errors: Vec<bool> = checked.policies.iter().map(|policy| policy.has_errors).collect();
    assert_eq!(has_errors, [false, true, true]);
}

#[test]
fn a_waiver_is_needed_if_one_policy_needs_it() {
    let mut writer = Writer::default();
    let mut base = writer.draft();
    let entry = writer.waived("https://*.github.io", &[Waiver::PublicSuffixes]);
    base.origins = writer.entries(vec![entry]);
    assert_eq!(code(std::slice::from_ref(&base)).errors.len(), 1);
    let with_credentials = Draft { credentials: writer.write(true), ..base.clone() };
    assert_eq!(shown(&code(&[base.clone(), with_credentials.clone()])), [""; 0]);
    // A policy that could not be read may have needed it.
    let unknown = Draft { is_incomplete: true, ..base };
    assert_eq!(shown(&code(&[unknown])), [""; 0]);
    assert!(!code(&[with_credentials]).policies[0].has_errors);
}

#[test]
fn a_configuration_may_say_what_has_no_effect() {
    let legal: &[Write] = &[
        |w, d| d.origins = w.empty(),
        |w, d| d.origins = w.list(&["https://a.b.example", "https://*.b.example", "https://*.b.example"]),
        |w, d| (d.headers, d.methods) = (w.list(&["x-a", "x-a"]), w.empty()),
        |w, d| {
            let entry = w.waived("https://a.example", &[Waiver::InsecureOrigins]);
            d.origins = w.entries(vec![entry]);
        },
    ];
    for (at, write) in legal.iter().enumerate() {
        let mut writer = Writer::default();
        let mut draft = writer.draft();
        draft.origins = writer.list(&["https://app.example.com"]);
        write(&mut writer, &mut draft);
        assert_eq!(code(std::slice::from_ref(&draft)).errors.len().min(1), 1, "{at}: no mistake in code");
        let checked = check(&[draft], Strictness::Configuration);
        assert_eq!(shown(&checked), [""; 0], "{at}");
    }
    let mut writer = Writer::default();
    let mut draft = writer.draft();
    (draft.origins, draft.credentials) = (writer.any(), writer.write(true));
    assert_eq!(
        check(&[draft], Strictness::Configuration).errors.len(),
        1,
        "a dangerous entry is a mistake all the same"
    );
}

#[test]
fn fields_that_are_not_given_have_their_defaults() {
    let mut writer = Writer::default();
    let mut draft = writer.draft();
    draft.origins = writer.list(&["https://app.example.com", "runtime"]);
    let policy = code(&[draft]).policies.remove(0);
    let data = in_force(&policy, Build::ONLY);
    assert_eq!(texts(&data.methods), ["GET", "HEAD", "POST"]);
    assert_eq!((texts(&data.headers), texts(&data.expose)), (vec![], vec![]));
    assert_eq!((data.credentials, data.max_age, data.preflight_status), (false, None, 204));
    let ListedOrigins { entries, run_time } = &**policy.origins.list().expect("a list");
    assert_eq!((entries.len(), *run_time), (1, Some(RunTimeWaivers::default())));
}

#[test]
fn any_is_answered_as_the_standard_reads_it() {
    // Fields, credentials → the constant values of methods, Allow-Headers and Expose-Headers.
    for (open, credentials, methods, headers, expose) in [
        (true, false, &[][..], Some("*, authorization"), Some("*")),
        (true, true, &[], None, None),
        (false, false, &["GET", "HEAD", "PUT"], Some("x-a, x-b"), Some("etag")),
        (false, true, &["GET", "HEAD", "PUT"], Some("x-a, x-b"), Some("etag")),
    ] {
        let mut writer = Writer::default();
        let mut draft = writer.draft();
        draft.origins = writer.list(&["https://app.example.com"]);
        draft.credentials = writer.write(credentials);
        draft.max_age = writer.write("2h".to_owned());
        if open {
            (draft.methods, draft.headers, draft.expose) = (writer.any(), writer.any(), writer.any());
        } else {
            draft.methods = writer.list(&["GET", "PUT"]);
            draft.headers = writer.list(&["X-A", "x-b"]);
            draft.expose = writer.list(&["ETag"]);
        }
        let policy = code(&[draft]).policies.remove(0);
        let says = format!("open {open}, credentials {credentials}");
        assert!(!policy.has_errors, "{says}");
        assert_eq!(policy.headers.is_any(), open);
        let values = in_force(&policy, Build::ONLY).header_values();
        assert_eq!(values.methods, methods, "{says}");
        assert_eq!(values.headers, headers.as_slice(), "{says}");
        assert_eq!(values.expose, expose.as_slice(), "{says}");
        assert_eq!(values.max_age, ["7200"], "{says}");
    }
}

#[test]
fn a_build_has_the_entries_of_its_conditions() {
    let mut writer = Writer::default();
    let mut draft = writer.draft();
    let debug = DraftEntry { when: Condition::Number(5), ..writer.entry("http://localhost:*") };
    let app = writer.entry("https://app.example.com");
    draft.origins = writer.entries(vec![debug, app]);
    let get = DraftEntry { when: Condition::Not(Box::new(Condition::Number(5))), ..writer.entry("GET") };
    let put = writer.entry("PUT");
    draft.methods = writer.entries(vec![get, put]);
    let policy = code(&[draft]).policies.remove(0);
    let numbers = policy.numbers();
    assert_eq!(numbers, [5]);
    let builds: Vec<_> = builds(&numbers).map(|build| in_force(&policy, build)).collect();
    let written = |at: usize| builds[at].origins.clone().map(|list| list.written);
    assert_eq!(texts(&written(0)), ["https://app.example.com"]);
    assert_eq!(texts(&written(1)), ["http://localhost:*", "https://app.example.com"]);
    assert_eq!(texts(&builds[0].methods), ["GET", "HEAD", "PUT"]);
    assert_eq!(texts(&builds[1].methods), ["PUT"]);
}

fn in_force(policy: &CheckedPolicy, build: Build<'_>) -> Data {
    policy.in_build(build, "APP".into(), 0)
}

fn texts(names: &NameSet) -> Vec<&str> {
    names.list().expect("a list").iter().collect()
}
