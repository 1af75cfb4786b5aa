//! Live policies that stay within a company's policy, which comes from another crate.

use cors_runtime::{LivePolicy, OriginError, OriginErrors, PolicyConfig, ReplaceError, cors};
use cors_tests_facade::company::{self, COMPANY, PUBLIC};

cors! {
    /// Within `COMPANY`, as long as its list is.
    pub const TENANTS = {
        origins: ["https://app.example.com", runtime],
        methods: [GET],
        headers: ["content-type"],
        credentials: true,
    };
    /// Its methods are beyond `COMPANY`, whatever its list.
    pub const TOO_MANY_METHODS = { origins: [runtime], methods: any };
    /// Without a constant origin.
    pub const UNKNOWN = { origins: [#[dangerously_allow(predicates)] runtime], credentials: true };
    /// A constant within, and one beyond.
    pub const INSIDE = { origins: ["https://shop.example.com"] };
    pub const OUTSIDE = { origins: ["https://shop.example.org"] };
}

fn live(list: &[&str]) -> LivePolicy {
    TENANTS.with_origins(list).expect("a list")
}

#[test]
fn a_live_policy_is_compared_as_it_is_now() {
    for (list, in_company, in_template, in_public) in [
        (&[][..], true, true, false),
        (&["https://t1.example.com"], true, true, false),
        (&["https://*.t1.example.com", "https://partner.example:8443"], true, true, false),
        (&["https://t1.example.com", "https://t1.example.org"], false, true, false),
        (&["https://t1.example.com:8443"], false, true, false),
    ] {
        let live = live(list);
        assert_eq!(live.is_within(COMPANY), in_company, "{list:?}");
        // Its methods and headers are the defaults: `content-type` is beyond.
        assert!(!live.is_within(company::TENANTS), "{list:?}");

        let plain = company::TENANTS.with_origins(list).unwrap();
        assert_eq!(plain.is_within(company::TENANTS), in_template, "{list:?}");
        assert_eq!(live.is_within(PUBLIC), in_public, "with cookies: {list:?}");
    }
    assert!(LivePolicy::from(INSIDE).is_within(COMPANY) && !LivePolicy::from(OUTSIDE).is_within(COMPANY));
    assert!(LivePolicy::from(OUTSIDE).is_within(PUBLIC) && !LivePolicy::from(PUBLIC).is_within(COMPANY));
}

#[test]
fn nobody_knows_what_a_function_allows() {
    let asking = UNKNOWN.with_origins_matching(|_| false).unwrap();
    assert!(!asking.is_within(COMPANY) && asking.is_within(UNKNOWN));
    let error = asking.within(company::TENANTS).unwrap_err().to_string();
    let line =
        "`UNKNOWN` is not within `TENANTS`: `TENANTS` does not leave origins to a function at run time";
    assert_eq!(error.lines().next(), Some(line));
}

#[test]
fn what_is_beyond_the_bound_is_refused_and_the_policy_in_force_stays() {
    let live = live(&["https://t1.example.com"]).within(COMPANY).unwrap();
    let clone = live.clone();

    let errors = clone
        .replace_origins([
            "https://t1.example.org",
            "https://t2.example.com",
            "https://*.example.org",
            "nonsense",
        ])
        .unwrap_err();
    let wrong: Vec<_> = errors.iter().map(|error| (error.position(), error.message().to_owned())).collect();
    assert_eq!(
        wrong[0],
        (1, "`COMPANY` does not allow `https://t1.example.org`, and this policy stays within it".into())
    );
    assert_eq!(
        wrong[1],
        (3, "`COMPANY` does not allow `https://*.example.org`, and this policy stays within it".into())
    );
    assert_eq!((wrong.len(), wrong[2].0), (3, 4), "{errors}");
    assert!(live.allows_origin("https://t1.example.com") && !live.allows_origin("https://t2.example.com"));

    live.replace_origins(["https://t2.example.com"]).unwrap();
    assert!(clone.allows_origin("https://t2.example.com") && !clone.allows_origin("https://t1.example.com"));

    let wrong = live.replace_valid_origins(["https://t3.example.com", "https://t3.example.org"]).unwrap();
    assert_eq!((wrong.len(), wrong[0].position()), (1, 2));
    assert!(live.allows_origin("https://t3.example.com") && !live.allows_origin("https://t3.example.org"));

    let other = TENANTS.with_origins(["https://t4.example.org"]).unwrap();
    let error = live.replace(other).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`TENANTS` is not within `COMPANY`: `COMPANY` does not allow the origin `https://t4.example.org`\n\n\
         help: remove it from `TENANTS`\n\
         help: or add it to `COMPANY`"
    );
    assert!(matches!(error, ReplaceError::NotWithin(_)));
    assert!(live.allows_origin("https://t3.example.com") && !live.allows_origin("https://t4.example.org"));
}

#[test]
fn a_policy_that_is_beyond_gets_no_bound() {
    for (policy, beyond) in [
        (live(&["https://t1.example.org"]), "the origin `https://t1.example.org`"),
        (LivePolicy::from(PUBLIC), "every origin"),
        // Its list is empty, but no other one could ever be taken.
        (TOO_MANY_METHODS.with_origins([""; 0]).unwrap(), "every method"),
    ] {
        let name = policy.name();
        let error = policy.within(COMPANY).unwrap_err();
        let first = error.to_string().lines().next().unwrap().to_owned();
        assert_eq!(first, format!("`{name}` is not within `COMPANY`: `COMPANY` does not allow {beyond}"));
    }
}

#[test]
fn each_of_several_bounds_holds_for_every_clone() {
    let live = live(&[]);
    let before = live.clone();
    let live = live.within(COMPANY).unwrap();
    cors! { const NARROW = { origins: ["https://*.a.example.com", "https://app.example.com"], headers: any, credentials: true }; }
    let live = live.within(NARROW).unwrap();
    for list in [["https://b.example.com"], ["https://a.a.example.org"]] {
        assert!(before.replace_origins(list).is_err() && live.replace_origins(list).is_err(), "{list:?}");
    }
    before.replace_origins(["https://a.a.example.com"]).unwrap();
    assert!(live.allows_origin("https://a.a.example.com"));
    // The first bound allows it, the second does not.
    let wrong = live.replace_valid_origins(["https://b.example.com", "https://b.a.example.com"]).unwrap();
    assert_eq!(wrong.iter().map(OriginError::text).collect::<Vec<_>>(), ["https://b.example.com"]);
    assert!(live.allows_origin("https://b.a.example.com"));
}

#[test]
fn a_bound_that_waives_less_is_asked_about_each_entry() {
    cors! {
        const WAIVED = { origins: [#[dangerously_allow(insecure_origins)] runtime], credentials: true };
        const BOUND = { origins: ["https://*.example.com", runtime], credentials: true };
    }
    let live = WAIVED.with_origins(["https://t1.example.com"]).unwrap().within(BOUND).unwrap();
    let wrong = live.replace_valid_origins(["https://t2.example.com", "http://t2.example.org"]).unwrap();
    assert_eq!(wrong.iter().map(OriginError::text).collect::<Vec<_>>(), ["http://t2.example.org"]);
    assert!(live.allows_origin("https://t2.example.com"));
}

#[test]
fn the_list_of_a_bound_template_may_be_any_where_the_bound_has_one() {
    let live =
        company::TENANTS.with_origins(["https://t1.example.org"]).unwrap().within(company::TENANTS).unwrap();
    live.replace_origins(["https://t2.example.net"]).unwrap();
    assert!(live.allows_origin("https://t2.example.net"));
}

#[test]
fn errors_of_the_list_and_of_the_bound_are_one_type() {
    fn policy(list: &[&str]) -> Result<LivePolicy, OriginErrors> {
        Ok(TENANTS.with_origins(list)?.within(COMPANY)?)
    }
    assert!(policy(&["https://t1.example.com"]).is_ok());
    for (list, part) in
        [(["https://t1.example.org"], "is not within `COMPANY`"), (["nonsense"], "refused this list")]
    {
        let errors = policy(&list).unwrap_err();
        assert!(errors.to_string().contains(part) && format!("{errors:?}") == errors.to_string(), "{errors}");
    }
}

fn configured(text: &str) -> LivePolicy {
    let config: PolicyConfig = toml::from_str(text).expect("a configuration");
    LivePolicy::try_from(config).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn a_configuration_stays_within_a_constant() {
    let live =
        configured("origins = ['https://app.example.com']\nmethods = ['GET']").within(COMPANY).unwrap();
    for (text, beyond) in [
        ("origins = 'any'", "every origin"),
        ("origins = ['https://app.example.org']", "the origin `https://app.example.org`"),
        ("origins = ['https://a.example.com']\nmethods = ['GET', 'DELETE']", "the method `DELETE`"),
        ("origins = ['https://a.example.com']\nmethods = 'any'", "every method"),
        ("origins = ['https://a.example.com']\nheaders = ['x-other']", "the request header `x-other`"),
    ] {
        let error = live.replace(configured(text)).unwrap_err().to_string();
        assert!(error.contains(&format!(": `COMPANY` does not allow {beyond}\n")), "{text}: {error}");
        assert!(live.allows_origin("https://app.example.com"), "{text}");
    }
    let exposing = configured("origins = ['https://a.example.com']\nexpose = ['etag', 'content-length']");
    let error = live.replace(exposing).unwrap_err().to_string();
    assert!(error.contains("`COMPANY` does not expose the response header `etag`"), "{error}");

    live.replace(configured("origins = ['https://a.example.com']\nmax_age = '24h'\ncredentials = true"))
        .unwrap();
    assert!(live.allows_origin("https://a.example.com") && !live.allows_origin("https://app.example.com"));
    // Nobody is within everything.
    live.replace(configured("origins = []\nmethods = 'any'")).unwrap();
    assert!(!live.allows_origin("https://a.example.com"));
}
