//! What a list refuses, and what it says: the rules of the compiler, every bad entry at once.

use std::error::Error;

use cors_runtime::{OriginErrors, PolicyTemplate};

use super::{ANONYMOUS, TENANTS, WAIVED};

fn refused(template: PolicyTemplate, origins: &[&str]) -> OriginErrors {
    template.with_origins(origins).unwrap_err()
}

/// File 1's table of mistakes, row by row: the text, a part of what is wrong, a part of the remedy.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("app.example.com", "no scheme", "write `\"https://app.example.com\"`"),
    ("app.example.com:8080", "no scheme", "write `\"https://app.example.com:8080\"`"),
    ("://app.example.com", "no scheme", "write `\"https://app.example.com\"`"),
    ("https://a.example/", "a slash at the end", "write `\"https://a.example\"`"),
    ("https://a.example/x", "is a path", "write `\"https://a.example\"`"),
    ("https://a.example?x", "is a query", "write `\"https://a.example\"`"),
    ("https://a.example#x", "is a fragment", "write `\"https://a.example\"`"),
    ("https://me@a.example", "names no user", "write `\"https://a.example\"`"),
    (" https://a.example", "begins with a space", "write `\"https://a.example\"`"),
    ("https://a.example\n", "ends with a line break", "write `\"https://a.example\"`"),
    ("https://a.example,https://b.example", "holds 2 origins", "write one string each"),
    ("https://a.example https://b.example", "holds 2 origins", "write one string each"),
    ("HTTPS://a.example", "upper-case", "write `\"https://a.example\"`"),
    ("https://A.example", "upper-case", "write `\"https://a.example\"`"),
    ("https://m\u{fc}nchen.de", "punycode", "write `\"https://xn--mnchen-3ya.de\"`"),
    ("https://xn--99999999.example", "is not punycode", "own letters"),
    ("https://a..example", "two dots", "one dot between"),
    ("https://a.example.", "ends with a dot", "write `\"https://a.example\"`"),
    ("https://%61.example", "percent-encoded", "write `\"https://a.example\"`"),
    ("https://a~b.example", "`~` does not belong", "`a` to `z`"),
    ("https://a.example:443", "the port `443`", "write `\"https://a.example\"`"),
    ("http://a.example:80", "the port `80`", "write `\"http://a.example\"`"),
    ("https://a.example:0", "port 0", "1 to 65535"),
    ("https://a.example:65536", "no port `65536`", "1 to 65535"),
    ("https://a.example:08443", "begins with a zero", "write `\"https://a.example:8443\"`"),
    ("https://a.example:", "the port is empty", "write `\"https://a.example\"`"),
    ("http://0x7f.1", "unusual spelling", "write `\"http://127.0.0.1\"`"),
    ("http://127.1", "unusual spelling", "write `\"http://127.0.0.1\"`"),
    ("https://a.123", "is a number", "four numbers"),
    ("http://::1", "without brackets", "write `\"http://[::1]\"`"),
    ("http://[fe80::1%25eth0]", "names a zone", "write `\"http://[fe80::1]\"`"),
    ("https://[0:0:0:0:0:0:0:1]", "shortest form", "write `\"https://[::1]\"`"),
    ("https://[::ffff:1.2.3.4]", "hexadecimal groups", "write `\"https://[::ffff:102:304]\"`"),
    ("null", "every site", "name the origin"),
    ("wss://a.example", "WebSocket", "write `\"https://a.example\"`"),
    ("ws://a.example", "WebSocket", "write `\"http://a.example\"`"),
    ("file:///x", "`null`", "local server"),
    ("ftp://a.example", "no page over `ftp`", "served from"),
    ("blob:https://a.example/1", "page that made it", "write `\"https://a.example\"`"),
    ("data:text/html,x", "`null`", "served from"),
    ("about:blank", "opened it", "served from"),
    ("javascript:void(0)", "runs in the page", "served from"),
    ("filesystem:https://a.example/t", "page that made it", "write `\"https://a.example\"`"),
    ("*", "no origin", "`origins: any`"),
    ("https://*.example.com", "has a `*`", "such as `\"https://app.example.com\"`"),
    ("https://pr-*.example.com", "has a `*`", "such as `\"https://pr-1.example.com\"`"),
    ("http://localhost:*", "has a `*`", "such as `\"http://localhost:8080\"`"),
    ("https://*", "has a `*`", "write exact origins"),
    ("https://a.*.example", "has a `*`", "write exact origins"),
    ("https://127.0.0.*", "has a `*`", "write exact origins"),
    ("chrome-extension://*", "has a `*`", "write exact origins"),
    ("", "is empty", "such as `\"https://app.example.com\"`"),
    ("runtime", "no scheme", "write `\"https://runtime\"`"),
];

#[test]
fn every_mistake_of_the_language_is_told_its_remedy() {
    let texts: Vec<_> = MISTAKES.iter().map(|(text, ..)| *text).collect();
    let errors = refused(ANONYMOUS, &texts);
    assert_eq!(errors.iter().count(), MISTAKES.len(), "every bad entry is named");
    for ((at, (text, wrong, remedy)), error) in MISTAKES.iter().enumerate().zip(&errors) {
        assert_eq!(error.position(), at + 1, "{text}");
        assert!(error.message().contains(wrong), "{text:?}: {error}");
        assert!(error.help().unwrap().contains(remedy), "{text:?}: {error}");
        assert_eq!(refused(ANONYMOUS, &[text]).iter().count(), 1, "{text:?}");
    }
}

#[test]
fn insecure_origins_need_the_waiver_beside_credentials() {
    const INSECURE: &str = "http://t1.example.net";
    let errors = refused(TENANTS, &[INSECURE]);
    let error = errors.iter().next().unwrap();
    assert!(error.message().contains("not encrypted"), "{error}");
    let help = error.help().unwrap();
    assert!(help.starts_with("write `\"https://t1.example.net\"`"), "{help}");
    assert!(help.contains("`#[dangerously_allow(insecure_origins)]` on `runtime`"), "{help}");

    assert!(WAIVED.with_origins([INSECURE]).unwrap().allows_origin(INSECURE), "waived");
    assert!(ANONYMOUS.with_origins([INSECURE]).unwrap().allows_origin(INSECURE), "no credentials");
    for loopback in ["http://localhost:5173", "http://a.localhost", "http://127.0.0.2", "http://[::1]:8080"] {
        assert!(TENANTS.with_origins([loopback]).unwrap().allows_origin(loopback), "{loopback}");
    }
}

#[test]
fn errors_read_as_a_list_and_hold_nothing_unescaped() {
    let errors = refused(TENANTS, &["https://a.example", "https://b.example/", "x\u{1b}[31m\n\u{202e}`y"]);
    let text = errors.to_string();
    assert_eq!(
        text,
        "policy `TENANTS` took no origin of this list: 2 of 3 are wrong\n\n\
         entry 2, `https://b.example/`: `/` is a slash at the end, and an origin ends with the host or the port\n  \
         help: write `\"https://b.example\"`\n\n\
         entry 3, `x\\u{1b}[31m\\n\\u{202e}\\u{60}y`: `x\\u{1b}[31m\\n\\u{202e}\\u{60}y` has a control character \
         (`\\u{1b}`) inside, which no origin contains\n  \
         help: write the origin without it, one string for each origin"
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
    assert_eq!(errors.iter().map(cors_runtime::OriginError::position).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(live.origins(), ["https://t1.example.net"]);
    assert!(live.allows_origin("https://t1.example.net") && !live.allows_origin("https://t2.example.net"));
    live.replace_origins(Vec::<String>::new()).unwrap();
    assert_eq!(live.origins(), [""; 0], "an empty list is one");
    assert!(!live.allows_origin("https://t1.example.net") && live.allows_origin("https://app.example.com"));
}

#[test]
fn ten_thousand_origins() {
    let names: Vec<_> = (0..10_000).map(|number| format!("https://t{number}.example.net")).collect();
    let live = TENANTS.with_origins(&names).unwrap();
    assert_eq!(live.origins().len(), 10_000);
    assert!(names.iter().all(|name| live.allows_origin(name)));
    assert!(names.iter().all(|name| !live.allows_origin(&name[..name.len() - 1])));
    let wrong = names.iter().map(|name| format!("{name}/"));
    assert_eq!(live.replace_origins(wrong).unwrap_err().iter().count(), 10_000);
    assert_eq!(live.origins().len(), 10_000);
}

/// What `with_origins_from_env` makes of the variable in a process of its own: tests share their environment.
#[test]
fn a_list_from_the_environment() {
    const ROW: &str = "LIVE_TEST_ORIGINS";
    if std::env::var_os("LIVE_TEST_CHILD").is_some() {
        match TENANTS.with_origins_from_env(ROW) {
            Ok(live) => println!("<<{}>>", live.origins().join("|")),
            Err(errors) => println!("<<{errors}>>"),
        }
        return;
    }
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
            "policy `TENANTS` took no origin of the list in `LIVE_TEST_ORIGINS`: 1 of 2 is wrong\n\n\
             entry 2, `b.example`: `b.example` has no scheme, and the scheme is a part of every origin\n  \
             help: write `\"https://b.example\"`"
                .to_owned(),
        ),
        (
            "not set",
            None,
            "policy `TENANTS` gets its origins from the environment variable `LIVE_TEST_ORIGINS`, which is not set\n\n\
             help: set it to origins with commas or white space between them, or to nothing for no origin"
                .to_owned(),
        ),
    ] {
        assert_eq!(in_child(ROW, value.map(Into::into)), expected, "{says}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        let garbled = std::ffi::OsString::from_vec(b"https://a.example,\xff".to_vec());
        assert!(in_child(ROW, Some(garbled)).contains("`LIVE_TEST_ORIGINS`, which is not Unicode"));
    }
    assert!(TENANTS.with_origins_from_env("NO=VARIABLE\0").is_err(), "a name that no variable has");
}

fn in_child(name: &str, value: Option<std::ffi::OsString>) -> String {
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child.args(["entries::a_list_from_the_environment", "--exact", "--nocapture"]);
    child.env("LIVE_TEST_CHILD", "1").env_remove(name);
    child.envs(value.map(|value| (name, value)));
    let output = String::from_utf8(child.output().unwrap().stdout).unwrap();
    let (_, said) = output.split_once("<<").unwrap();
    said.split_once(">>").unwrap().0.to_owned()
}
