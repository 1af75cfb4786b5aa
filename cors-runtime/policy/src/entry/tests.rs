use super::*;

#[test]
fn an_insecure_origin_gets_its_https_spelling_and_the_waiver() {
    for (text, https) in [
        ("http://app.example.com", "https://app.example.com"),
        ("http://*.example.com:8080", "https://*.example.com:8080"),
        ("http://app.example.com:443", "https://app.example.com"),
        ("http://192.168.0.1:*", "https://192.168.0.1:*"),
    ] {
        let violation = insecure(&Pattern::parse(text).unwrap()).unwrap();
        let want = [Help::Replace(https.to_owned()), Help::Waive(Waiver::InsecureOrigins)];
        assert_eq!(violation.helps, want, "{text}");
    }
    for text in ["https://app.example.com", "http://localhost:*", "http://*.localhost", "http://127.0.0.9"] {
        assert_eq!(insecure(&Pattern::parse(text).unwrap()), None, "{text}");
    }
}

#[test]
fn a_list_at_run_time_is_held_to_the_rules_of_its_policy() {
    let rules = |credentials, insecure_origins| RunTimeRules {
        credentials,
        waivers: RunTimeWaivers { insecure_origins, ..RunTimeWaivers::default() },
    };
    for (text, credentials, waived, accepted) in [
        ("https://a.example", true, false, true),
        ("https://a.example/", false, false, false),
        ("http://a.example", false, false, true),
        ("http://a.example", true, false, false),
        ("http://a.example", true, true, true),
        ("http://localhost:3000", true, false, true),
        ("https://*.example.com", false, false, false),
        ("null", false, true, false),
    ] {
        assert_eq!(rules(credentials, waived).exact(text).is_ok(), accepted, "{text}");
    }
}

#[cfg(feature = "policies")]
#[test]
fn a_pattern_at_run_time_is_held_to_the_rules_on_suffixes() {
    let rules = |credentials, public_suffixes| RunTimeRules {
        credentials,
        waivers: RunTimeWaivers { public_suffixes, ..RunTimeWaivers::default() },
    };
    for (text, credentials, waived, accepted) in [
        ("https://*.example.com", true, false, true),
        ("https://*.github.io", false, false, true),
        ("https://*.github.io", true, false, false),
        ("https://*.github.io", true, true, true),
        ("http://*.github.io", true, true, false),
        ("https://*example.com", false, true, false),
    ] {
        assert_eq!(rules(credentials, waived).entry(text).is_ok(), accepted, "{text}");
    }
}

#[cfg(feature = "policies")]
#[test]
fn any_host_of_a_scheme_needs_its_waiver_beside_credentials() {
    let rules = |credentials, any_host| RunTimeRules {
        credentials,
        waivers: RunTimeWaivers { any_host, ..RunTimeWaivers::default() },
    };
    for (text, credentials, waived, accepted) in [
        ("moz-extension://*", false, false, true),
        ("moz-extension://*", true, false, false),
        ("moz-extension://*", true, true, true),
        ("vscode-webview://*:*", true, false, false),
        ("moz-extension://a", true, false, true),
        ("https://*", false, true, false),
    ] {
        assert_eq!(rules(credentials, waived).entry(text).is_ok(), accepted, "{text}");
    }
}

#[cfg(feature = "policies")]
#[test]
fn each_risk_of_an_entry_needs_its_own_waiver() {
    for (insecure_origins, public_suffixes, accepted) in
        [(false, false, false), (true, false, false), (false, true, false), (true, true, true)]
    {
        let waivers = RunTimeWaivers { insecure_origins, public_suffixes, ..RunTimeWaivers::default() };
        let rules = RunTimeRules { credentials: true, waivers };
        assert_eq!(rules.entry("http://*.github.io").is_ok(), accepted, "{waivers:?}");
    }
}
