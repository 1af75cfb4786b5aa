use super::*;
use crate::cors;
use crate::policy::Policy;

const OWN: &str = "https://api.example.com";

/// What hand-written code gets wrong, and the class that must find it.
#[test]
fn each_class_finds_the_mistake_that_it_is_for() {
    type Wrong = fn(&str) -> bool;
    let mistakes: [(Class, Wrong); 16] = [
        (Class::Reflection, |_| true),
        (Class::Null, |origin| origin == "null"),
        (Class::Prefix, |origin| origin.ends_with("api.example.com")),
        (Class::Suffix, |origin| origin.starts_with("https://api.example.com")),
        (Class::UnescapedDot, |origin| {
            let bytes = origin.as_bytes();
            let at = "https://api".len();
            bytes.len() > at
                && origin.is_char_boundary(at)
                && origin.is_char_boundary(at + 1)
                && &origin[..at] == "https://api"
                && &origin[at + 1..] == "example.com"
        }),
        (Class::Subdomain, |origin| origin.ends_with(".api.example.com")),
        (Class::Parent, |origin| origin.ends_with("example.com")),
        (Class::HttpDowngrade, |origin| origin.ends_with("://api.example.com")),
        (Class::SpecialCharacter, |origin| origin.starts_with("https://api.example.com!")),
        (Class::UserInfo, |origin| origin.ends_with("@api.example.com")),
        (Class::Port, |origin| origin.starts_with("https://api.example.com:")),
        (Class::ThirdParty, |origin| origin.ends_with(".github.io")),
        (Class::LocalProgram, |origin| origin.starts_with("http://localhost")),
        (Class::Path, |origin| origin.trim_end_matches('/') == OWN),
        (Class::UpperCase, |origin| origin.eq_ignore_ascii_case(OWN)),
        (Class::Malformed, str::is_empty),
    ];
    let probes = probes::of(OWN, &Named::default());
    for (class, wrong) in mistakes {
        let found = probes.iter().any(|(of, lines)| *of == class && lines.len() == 1 && wrong(&lines[0]));
        assert!(found, "{class}");
    }
    for class in Class::ALL {
        let by_the_policy =
            [Class::DeclaredWildcard, Class::DeclaredPublicSuffix, Class::DeclaredInsecure].contains(class);
        let derived = by_the_policy || probes.iter().any(|(of, _)| of == class);
        assert!(derived, "{class} has no probe");
    }
}

#[test]
fn exact_origins_grant_nothing_else() {
    const APP: Policy = cors! {
        origins: [
            "https://app.example.com", "https://admin.example.com:8443", "http://localhost:5173", "http://127.0.0.1:81",
            "http://[::1]:5173", "tauri://localhost", "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
        ],
        credentials: true,
    };
    let audit = audit(APP, OWN);
    assert!(audit.probes().len() > 1000, "{}", audit.probes().len());
    audit.assert_granted_only(&[Class::OtherScheme]);
}

#[test]
fn a_wildcard_grants_what_it_declares() {
    const APP: Policy = cors! {
        origins: ["https://*.example.com", "https://pr-*.review.example.net:*"],
        credentials: true,
    };
    let audit = audit(APP, OWN);
    audit.assert_granted_only(&[Class::DeclaredWildcard]);
    assert!(
        audit.granted().any(|probe| probe.origin() == "https://evil.api.example.com" && probe.credentials)
    );
    assert!(!audit.granted().any(|probe| probe.origin().contains("..")));
    let table = audit.to_string();
    assert!(table.contains("GRANTED WITH CREDENTIALS"), "{table}");
}

#[test]
fn any_grants_everything_but_credentials() {
    const PUBLIC: Policy = cors! { origins: any };
    let audit = audit(PUBLIC, OWN);
    audit.assert_no_credentials_granted();
    let refused: Vec<_> = audit.probes().iter().filter(|probe| !probe.granted).collect();
    assert!(refused.iter().all(|probe| probe.lines.len() > 1), "{refused:?}");
}

#[test]
#[should_panic(expected = "unexpected grants")]
fn a_grant_that_no_class_accepts_fails_the_test() {
    const APP: Policy = cors! { origins: ["http://localhost:*"] };
    audit(APP, OWN).assert_nothing_granted();
}

#[cfg(feature = "live")]
#[test]
fn a_loose_predicate_is_found_out() {
    const TENANTS: crate::PolicyTemplate =
        cors! { origins: [#[dangerously_allow(predicates)] runtime], credentials: true };
    let ends =
        TENANTS.with_origins_matching(|origin| origin.host().ends_with("example.com")).expect("waived");
    let classes: Vec<Class> = audit(ends, OWN).granted().map(|probe| probe.class).collect();
    assert!(classes.contains(&Class::Prefix) && classes.contains(&Class::Parent), "{classes:?}");
    let strict = TENANTS.with_origins_matching(|origin| origin.as_str() == OWN).expect("waived");
    audit(strict, OWN).assert_nothing_granted();
    let listed = TENANTS.with_origins(["https://t1.example.net"]).expect("a list");
    audit(listed, OWN).assert_nothing_granted();
}
