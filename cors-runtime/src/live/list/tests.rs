use super::*;

#[test]
fn a_pattern_is_told_where_it_may_stand() {
    let rules = RunTimeRules { credentials: false, waivers: cors_policy::words::RunTimeWaivers::default() };
    for (text, may_stand) in
        [("https://*.example.com", true), ("moz-extension://*", true), ("https://*", false)]
    {
        let error = OriginError::new(1, text, entry(rules, text).unwrap_err());
        assert!(error.message().contains("one exact origin is expected here"), "{error}");
        assert_eq!(
            error.to_string().contains("beside `runtime` in the service's policy"),
            may_stand,
            "{error}"
        );
    }
}
