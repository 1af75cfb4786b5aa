//! What a list refuses, and the messages: the rules of the compiler, every bad entry at once.

use std::error::Error;
use std::ffi::OsString;

use cors_runtime::{LivePolicy, OriginError, OriginErrors, PolicyTemplate, cors};
use cors_tests::mistakes::RISKS;
use cors_tests::own_process;

use super::{ANONYMOUS, TENANTS, WAIVED};

fn refused(template: PolicyTemplate, origins: &[&str]) -> OriginErrors {
    template.with_origins(origins).unwrap_err()
}

/// The rules are those of the compiler, and so are the words: `language/judged.rs` compares them.
#[test]
fn every_bad_entry_is_named_with_its_remedy() {
    let errors =
        refused(ANONYMOUS, &["app.example.com", "https://a.example", "null", "https://a.example:443"]);
    assert_eq!(errors.iter().map(OriginError::position).collect::<Vec<_>>(), [1, 3, 4]);
    for (error, (text, wrong, remedy)) in errors.iter().zip([
        ("app.example.com", "has no scheme", "write `https://app.example.com`"),
        ("null", "any site", "write the origin that the page is served from"),
        ("https://a.example:443", "browsers leave the port `443` out", "write `https://a.example`"),
    ]) {
        assert_eq!(error.text(), text);
        assert!(error.message().contains(wrong) && error.help().unwrap().contains(remedy), "{error}");
    }
}

#[test]
fn with_credentials_a_risk_needs_its_waiver() {
    for (text, wrong, waiver) in RISKS {
        let errors = refused(TENANTS, &[text]);
        let error = errors.iter().next().unwrap();
        assert!(error.message().contains(wrong), "{text:?}: {error}");
        let waived = format!("`#[dangerously_allow({waiver})]` on `runtime` in the service's policy");
        assert!(error.help().unwrap().ends_with(&waived), "{text:?}: {error}");
        assert!(WAIVED.with_origins([text]).is_ok(), "{text:?}, waived");
        assert!(ANONYMOUS.with_origins([text]).is_ok(), "{text:?}, without credentials");
    }
    let errors = refused(TENANTS, &["http://t1.example.net"]);
    assert!(errors.iter().next().unwrap().help().unwrap().starts_with("write `https://t1.example.net`"));
    for loopback in ["http://localhost:5173", "http://a.localhost", "http://127.0.0.2", "http://[::1]:8080"] {
        assert!(TENANTS.with_origins([loopback]).unwrap().allows_origin(loopback), "{loopback}");
    }
}

#[test]
fn patterns_stand_in_a_list_as_in_a_policy() {
    let live = TENANTS.with_origins(["https://*.t1.example.net", "https://pr-*.t2.example.net:*"]).unwrap();
    for (origin, allowed) in [
        ("https://a.t1.example.net", true),
        ("https://a.b.t1.example.net", true),
        ("https://t1.example.net", false),
        ("https://a.t1.example.net:8443", false),
        ("https://pr-1.t2.example.net", true),
        ("https://pr-1.t2.example.net:8443", true),
        ("https://pr-.t2.example.net", false),
        ("https://a.pr-1.t2.example.net", false),
        ("https://a.preview.example.com", true),
        ("https://a.t1.example.net.evil.example", false),
    ] {
        assert_eq!(live.allows_origin(origin), allowed, "{origin}");
    }
    assert_eq!(live.run_time_origins(), ["https://*.t1.example.net", "https://pr-*.t2.example.net:*"]);
}

/// Of that scheme alone, and without a port that the entry does not name.
#[test]
fn any_host_stands_for_one_whole_host_of_its_scheme() {
    let longest = format!("moz-extension://{}", "a".repeat(253));
    let too_long = format!("{longest}a");
    let live = WAIVED.with_origins(["moz-extension://*", "app://*:*", "x-1://*:8080"]).unwrap();
    for (origin, allowed) in [
        ("moz-extension://5f6e1d2c-0b3a-4c48-9a7e-2f1d0c9b8a76", true),
        ("moz-extension://A.b_c", true),
        (&*longest, true),
        (&*too_long, false),
        ("moz-extension://", false),
        ("moz-extension://*", false),
        ("moz-extension://a:8080", false),
        ("moz-extension://a/", false),
        ("moz-extension://u@a", false),
        ("moz-extension://a b", false),
        ("moz-extension://%61", false),
        ("moz-extension://a://b", false),
        ("moz-extension:a", false),
        ("MOZ-EXTENSION://a", false),
        ("xmoz-extension://a", false),
        ("moz-extensions://a", false),
        ("https://moz-extension", false),
        ("https://moz-extension://a", false),
        ("null", false),
        ("app://a", true),
        ("app://a:8080", true),
        ("app://a:08080", false),
        ("app://a:65536", false),
        ("app://a:*", false),
        ("x-1://a:8080", true),
        ("x-1://a", false),
        ("x-1://a:8081", false),
    ] {
        assert_eq!(live.allows_origin(origin), allowed, "{origin}");
    }
    assert!(live.to_string().contains("any host"), "{live}");
    let constant = LivePolicy::from(cors! { origins: ["moz-extension://*"] });
    assert!(constant.allows_origin("moz-extension://a") && !constant.allows_origin("moz-extension://a:1"));
}

#[test]
fn errors_read_as_a_list_and_hold_nothing_unescaped() {
    let errors = refused(TENANTS, &["https://a.example", "https://b.example/", "x\u{1b}[31m\n\u{202e}`y"]);
    let text = errors.to_string();
    assert_eq!(
        text,
        "policy `TENANTS` refused this list: 2 of 3 entries are wrong\n\n\
         entry 2, `https://b.example/`: an origin must not end with a slash\n  \
         help: write `https://b.example`\n\n\
         entry 3: an origin must not contain a control character (`\\u{1b}`): \
         `x\\u{1b}[31m\\n\\u{202e}\\u{60}y` has it inside\n  \
         help: write the origin without it"
    );
    assert_eq!(format!("{errors:?}"), text, "`main` prints errors with `Debug`");
    let error: Box<dyn Error + Send + Sync> = Box::new(errors);
    assert_eq!(error.to_string(), text);
    let endless = refused(TENANTS, &[&"a".repeat(1_000_000)]).to_string();
    assert!(endless.len() < 1000, "{} bytes", endless.len());
}

#[test]
fn a_bad_list_changes_nothing() {
    let live = TENANTS.with_origins(["https://t1.example.net"]).unwrap();
    let errors = live.replace_origins(["https://t2.example.net", "t3.example.net", "null"]).unwrap_err();
    assert_eq!(errors.iter().map(OriginError::position).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(live.run_time_origins(), ["https://t1.example.net"]);
    assert!(live.allows_origin("https://t1.example.net") && !live.allows_origin("https://t2.example.net"));
    live.replace_origins(Vec::<String>::new()).unwrap();
    assert_eq!(live.run_time_origins(), [""; 0], "an empty list is a list");
    assert!(!live.allows_origin("https://t1.example.net") && live.allows_origin("https://app.example.com"));
}

#[test]
fn ten_thousand_origins() {
    let names: Vec<_> = (0..10_000).map(|number| format!("https://t{number}.example.net")).collect();
    let live = TENANTS.with_origins(&names).unwrap();
    assert_eq!(live.run_time_origins().len(), 10_000);
    assert!(names.iter().all(|name| live.allows_origin(name)));
    assert!(names.iter().all(|name| !live.allows_origin(&name[..name.len() - 1])));
    let wrong = names.iter().map(|name| format!("{name}/"));
    assert_eq!(live.replace_origins(wrong).unwrap_err().iter().count(), 10_000);
    assert_eq!(live.run_time_origins().len(), 10_000);
}

/// What `with_origins_from_env` makes of the variable in a process of its own: tests share their environment.
#[test]
fn a_list_from_the_environment() {
    const ROW: &str = "LIVE_TEST_ORIGINS";
    const THIS: &str = "entries::a_list_from_the_environment";
    if own_process::command(THIS).is_none() {
        match TENANTS.with_origins_from_env(ROW) {
            Ok(live) => println!("<<{}>>", live.run_time_origins().join("|")),
            Err(errors) => println!("<<{errors}>>"),
        }
        return;
    }
    let read = |value: Option<OsString>| {
        let mut child = own_process::command(THIS).unwrap();
        let said = own_process::run(child.env_remove(ROW).envs(value.map(|value| (ROW, value))));
        said.split_once("<<").unwrap().1.split_once(">>").unwrap().0.to_owned()
    };
    for (says, value, expected) in [
        ("nothing", Some(""), String::new()),
        ("white space only", Some(" ,\t\n, "), String::new()),
        ("one", Some("https://a.example"), "https://a.example".to_owned()),
        (
            "commas, white space and both",
            Some(" https://a.example,https://b.example\n\thttps://c.example , \r\nhttps://a.example,"),
            "https://a.example|https://b.example|https://c.example".to_owned(),
        ),
        (
            "a bad one",
            Some("https://a.example, b.example"),
            "policy `TENANTS` refused the list in `LIVE_TEST_ORIGINS`: 1 of 2 entries is wrong\n\n\
             `LIVE_TEST_ORIGINS`, entry 2: `b.example` has no scheme, and every origin begins with one\n  \
             help: write `https://b.example`"
                .to_owned(),
        ),
        (
            "a comment after white space, and one after a comma, each of which is one mistake",
            Some("https://a.example # the first\nhttps://b.example,# and the second\n"),
            "policy `TENANTS` refused the list in `LIVE_TEST_ORIGINS`: 2 of 4 entries are wrong\n\n\
             `LIVE_TEST_ORIGINS`, entry 2: `# the first` is a comment, not an origin\n  help: remove it\n\n\
             `LIVE_TEST_ORIGINS`, entry 4: `# and the second` is a comment, not an origin\n  help: remove it"
                .to_owned(),
        ),
        (
            "not set",
            None,
            "policy `TENANTS` gets its origins from the environment variable `LIVE_TEST_ORIGINS`, which is not set\n  \
             help: set it to origins separated by commas or white space, or to nothing for no origins"
                .to_owned(),
        ),
    ] {
        assert_eq!(read(value.map(Into::into)), expected, "{says}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        let garbled = OsString::from_vec(b"https://a.example,\xff".to_vec());
        assert!(read(Some(garbled)).contains("`LIVE_TEST_ORIGINS`, which is not Unicode"));
    }
    assert!(TENANTS.with_origins_from_env("NO=VARIABLE\0").is_err(), "a name that no variable has");
}

#[test]
fn the_good_entries_of_a_bad_list() {
    let mixed = ["https://t2.example.net", "null", "https://t3.example.net", "t4.example.net"];
    let (live, wrong) = TENANTS.with_valid_origins(mixed);
    let positions = |wrong: &[OriginError]| wrong.iter().map(OriginError::position).collect::<Vec<_>>();
    assert_eq!(live.run_time_origins(), ["https://t2.example.net", "https://t3.example.net"]);
    assert_eq!(positions(&wrong), [2, 4]);

    let wrong = live.replace_valid_origins(["https://t3.example.net/", "https://t2.example.net"]).unwrap();
    assert_eq!(
        live.run_time_origins(),
        ["https://t2.example.net"],
        "a tenant that left is gone, whatever else is wrong"
    );
    assert_eq!(positions(&wrong), [1]);
    assert!(!live.allows_origin("https://t3.example.net"));
    assert!(live.replace_valid_origins(["*"]).unwrap()[0].help().is_some());
    assert_eq!(live.run_time_origins(), [""; 0]);
    assert!(live.allows_origin("https://app.example.com"), "the constant part stays");
}

#[test]
fn a_default_for_where_the_variable_is_not_set() {
    const NAME: &str = "LIVE_TEST_NEVER_SET";
    let live = TENANTS.with_origins_from_env_or(NAME, ["http://localhost:5173"]).unwrap();
    assert_eq!(live.run_time_origins(), ["http://localhost:5173"]);
    let errors = TENANTS.with_origins_from_env_or(NAME, ["localhost:5173"]).unwrap_err();
    assert!(errors.to_string().contains("refused this list"), "{errors}");
    // A variable that is set is used, and no test has to set one: every process has this one.
    let errors = TENANTS.with_origins_from_env_or("PATH", ["http://localhost:5173"]).unwrap_err();
    assert!(errors.to_string().contains("`PATH`, entry 1"), "{errors}");
}
