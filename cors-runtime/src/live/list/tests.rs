use super::*;

#[test]
fn a_pattern_is_told_where_it_may_stand() {
    let rules = RunTimeRules { credentials: false, waivers: cors_policy::words::RunTimeWaivers::default() };
    for (text, may_stand) in
        [("https://*.example.com", true), ("moz-extension://*", true), ("https://*", false)]
    {
        let error = OriginError::new(1, text, entry(rules, text).unwrap_err());
        assert!(error.message().contains("one exact origin is expected here"), "{error}");
        assert_eq!(error.to_string().contains("the feature `config`"), may_stand, "{error}");
    }
    let with_credentials = RunTimeRules { credentials: true, ..rules };
    let error = OriginError::new(1, "", entry(with_credentials, "http://app.example.com").unwrap_err());
    assert!(!error.to_string().contains("pattern"), "{error}");
}
