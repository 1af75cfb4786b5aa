mod mutations;

use cors_runtime::{Policy, PolicyTemplate, cors};

use super::*;

const OWN: &str = "https://api.example.com";

/// What hand-written code gets wrong, and the weakness that must find it.
#[test]
fn each_class_finds_the_mistake_that_it_is_for() {
    type Wrong = fn(&str) -> bool;
    let mistakes: [(Weakness, Wrong); 18] = [
        (Weakness::Reflection, |_| true),
        (Weakness::Null, |origin| origin == "null"),
        (Weakness::Prefix, |origin| origin.ends_with("api.example.com")),
        (Weakness::Suffix, |origin| origin.starts_with("https://api.example.com")),
        (Weakness::UnescapedDot, |origin| {
            let bytes = origin.as_bytes();
            let at = "https://api".len();
            bytes.len() > at
                && origin.is_char_boundary(at)
                && origin.is_char_boundary(at + 1)
                && &origin[..at] == "https://api"
                && &origin[at + 1..] == "example.com"
        }),
        (Weakness::Subdomain, |origin| origin.ends_with(".api.example.com")),
        (Weakness::Parent, |origin| origin.ends_with("example.com")),
        (Weakness::HttpDowngrade, |origin| origin.ends_with("://api.example.com")),
        (Weakness::SpecialCharacter, |origin| origin.starts_with("https://api.example.com!")),
        (Weakness::UserInfo, |origin| origin.ends_with("@api.example.com")),
        (Weakness::Port, |origin| origin.starts_with("https://api.example.com:")),
        (Weakness::ThirdParty, |origin| origin.ends_with(".github.io")),
        (Weakness::LocalProgram, |origin| origin.starts_with("http://localhost")),
        (Weakness::Extension, |origin| origin.starts_with("moz-extension://")),
        (Weakness::LocalhostInName, |origin| origin.contains("localhost")),
        (Weakness::Path, |origin| origin.trim_end_matches('/') == OWN),
        (Weakness::UpperCase, |origin| origin.eq_ignore_ascii_case(OWN)),
        (Weakness::Malformed, str::is_empty),
    ];
    let probes = probes::all(OWN, &DeclaredOrigins::default());
    for (weakness, wrong) in mistakes {
        let found = probes.iter().any(|(of, lines)| *of == weakness && lines.len() == 1 && wrong(&lines[0]));
        assert!(found, "{weakness}");
    }
    for weakness in Weakness::ALL {
        let by_the_policy = weakness.to_string().starts_with("declared");
        let derived = by_the_policy || probes.iter().any(|(of, _)| of == weakness);
        assert!(derived, "{weakness} has no probe");
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
    audit.assert_granted_only(&[Weakness::OtherScheme]);
}

#[test]
fn a_wildcard_grants_what_it_declares() {
    const APP: Policy = cors! {
        origins: ["https://*.example.com", "https://pr-*.review.example.net:*"],
        credentials: true,
    };
    let audit = audit(APP, OWN);
    audit.assert_granted_only(&[Weakness::DeclaredWildcard]);
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

#[test]
fn a_loose_predicate_is_found_out() {
    const TENANTS: PolicyTemplate =
        cors! { origins: [#[dangerously_allow(predicates)] runtime], credentials: true };
    let ends =
        TENANTS.with_origins_matching(|origin| origin.host().ends_with("example.com")).expect("waived");
    let weaknesses: Vec<Weakness> = audit(ends, OWN).granted().map(|probe| probe.weakness).collect();
    assert!(
        weaknesses.contains(&Weakness::Prefix) && weaknesses.contains(&Weakness::Parent),
        "{weaknesses:?}"
    );
    let strict = TENANTS.with_origins_matching(|origin| origin.as_str() == OWN).expect("waived");
    audit(strict, OWN).assert_nothing_granted();
    let listed = TENANTS.with_origins(["https://t1.example.net"]).expect("a list");
    audit(listed, OWN).assert_nothing_granted();
}

/// But for the scheme's own, which browsers leave out: a policy that grants it compares loosely.
#[test]
fn any_port_declares_the_ports_that_browsers_send() {
    for (entry, origin, expected) in [
        ("https://*.example.com:*", "https://a.example.com", true),
        ("https://*.example.com:*", "https://a.example.com:8443", true),
        ("https://*.example.com:*", "https://a.example.com:80", true),
        ("https://*.example.com:*", "https://a.example.com:443", false),
        ("https://*.example.com:*", "https://a.example.com:08443", false),
        ("http://app.localhost:*", "http://app.localhost:443", true),
        ("http://app.localhost:*", "http://app.localhost:80", false),
    ] {
        assert_eq!(base::declaring(&[entry], origin).is_some(), expected, "{entry} {origin}");
    }
}

#[test]
fn an_insecure_origin_is_a_risk_with_credentials_alone() {
    const ANONYMOUS: Policy = cors! { origins: ["http://app.example.com"] };
    const WAIVED: Policy = cors! {
        origins: [#[dangerously_allow(insecure_origins)] "http://app.example.com"],
        credentials: true,
    };
    audit(ANONYMOUS, OWN).assert_nothing_granted();
    let weaknesses: Vec<Weakness> = audit(WAIVED, OWN).granted().map(|probe| probe.weakness).collect();
    assert_eq!(weaknesses, [Weakness::DeclaredInsecure]);
}

/// An entry, an origin, and whether the one stands for the other.
#[test]
fn any_host_of_a_scheme_is_a_declaration_of_its_own() {
    let rows = [
        ("moz-extension://*", "moz-extension://5f6e1d2c-0b3a-4c48-9a7e-2f1d0c9b8a76", true),
        ("moz-extension://*", "moz-extension://A.b_c", true),
        ("moz-extension://*", "moz-extension://", false),
        ("moz-extension://*", "moz-extension://a:1", false),
        ("moz-extension://*", "moz-extension://a/b", false),
        ("moz-extension://*", "chrome-extension://a", false),
        ("moz-extension://*:*", "moz-extension://a:1", true),
    ];
    for (entry, origin, expected) in rows {
        let declared =
            DeclaredOrigins { origins: vec![entry], credentials: true, ..DeclaredOrigins::default() };
        assert_eq!(base::declaring(&declared.origins, origin).is_some(), expected, "{entry} {origin}");
        let declared = probes::all(OWN, &declared);
        let declared = declared.iter().find(|(_, lines)| lines[0].starts_with("moz-extension://5f6e1d2c"));
        assert_eq!(declared.map(|(weakness, _)| *weakness), Some(Weakness::DeclaredAnyHost), "{entry}");
    }
}

#[test]
fn any_host_of_a_scheme_grants_what_it_declares() {
    const EXTENSIONS: Policy = cors! {
        origins: [#[dangerously_allow(any_host)] "moz-extension://*", "https://app.example.com"],
        credentials: true,
    };
    const ANONYMOUS: Policy = cors! { origins: ["moz-extension://*", "app://*:*", "x-1://*:8080"] };
    let declared = audit(EXTENSIONS, OWN);
    declared.assert_granted_only(&[Weakness::DeclaredAnyHost]);
    assert!(declared.granted().all(|probe| probe.origin().starts_with("moz-extension://")), "{declared}");
    audit(ANONYMOUS, OWN).assert_granted_only(&[Weakness::DeclaredWildcard]);
}

#[test]
fn a_predicate_on_the_scheme_alone_is_found_out() {
    const TENANTS: PolicyTemplate =
        cors! { origins: [#[dangerously_allow(predicates)] runtime], credentials: true };
    let extensions = TENANTS.with_origins_matching(|origin| {
        matches!(origin.scheme(), "moz-extension" | "safari-web-extension" | "vscode-webview")
    });
    let weaknesses: Vec<Weakness> =
        audit(extensions.expect("waived"), OWN).granted().map(|probe| probe.weakness).collect();
    assert_eq!(weaknesses, [Weakness::Extension; 3]);
    let local = TENANTS.with_origins_matching(|origin| origin.host().contains("localhost"));
    assert!(
        audit(local.expect("waived"), OWN).granted().any(|probe| probe.weakness == Weakness::LocalhostInName)
    );
}
