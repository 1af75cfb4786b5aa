//! `examples/settings.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use cors_tests::answer::Answer;
use cors_tests::example::{Example, run};

const APP: &str = "https://app.example.com";
const ADMIN: &str = "https://admin.example.com";
const ANYONE: &str = "https://anyone.example";

fn file(name: &str, text: &str) -> PathBuf {
    let file =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("settings-{name}-{}.toml", std::process::id()));
    fs::write(&file, text).expect("a file");
    file
}

/// The origins that may read.
fn allowed(service: &Example) -> Vec<&'static str> {
    let may_read = |origin: &&str| {
        let granted = service.send("GET /greeting", &[&format!("Origin: {origin}")], "");
        granted.origin() == *origin || granted.origin() == "*"
    };
    [APP, ADMIN, ANYONE].into_iter().filter(may_read).collect()
}

fn preflight(service: &Example, headers: &str) -> Answer {
    let asked = format!("Access-Control-Request-Headers: {headers}");
    let lines = [&format!("Origin: {APP}"), "Access-Control-Request-Method: PUT", &asked];
    service.send("OPTIONS /greeting", &lines, "")
}

/// Arguments, variables, who may read, with cookies, and for how many seconds browsers keep the answer to a preflight.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
    bool,
    &'static str,
);

#[test]
fn each_setting_has_a_default_an_option_and_a_variable() {
    let rows: [Row; 6] = [
        ("the defaults allow nobody", &[], &[], &[], false, ""),
        (
            "a list",
            &["--allowed-origins", "https://app.example.com,https://admin.example.com"],
            &[],
            &[APP, ADMIN],
            false,
            "600",
        ),
        (
            "variables, with white space and a comma at the end",
            &[],
            &[
                ("ALLOWED_ORIGINS", "https://app.example.com, "),
                ("ALLOW_COOKIES", "true"),
                ("CORS_MAX_AGE", "3600"),
            ],
            &[APP],
            true,
            "3600",
        ),
        ("everybody", &[], &[("ALLOWED_ORIGINS", "*")], &[APP, ADMIN, ANYONE], false, "600"),
        (
            "an option wins over a variable",
            &["--allowed-origins", "https://app.example.com", "--allow-cookies"],
            &[("ALLOWED_ORIGINS", "https://admin.example.com"), ("ALLOW_COOKIES", "false")],
            &[APP],
            true,
            "600",
        ),
        ("a list that is set to nothing allows nobody", &[], &[("ALLOWED_ORIGINS", "")], &[], false, ""),
    ];
    for (says, arguments, variables, readers, cookies, seconds) in rows {
        let service = Example::start_with("settings", arguments, variables);
        assert_eq!(allowed(&service), readers, "{says}");
        let answer = preflight(&service, "content-type");
        assert_eq!(answer.status, if readers.contains(&APP) { 204 } else { 403 }, "{says}");
        assert_eq!(answer.values("access-control-max-age").concat(), seconds, "{says}");
        assert_eq!(
            answer.values("access-control-allow-credentials").concat(),
            if cookies { "true" } else { "" },
            "{says}"
        );
    }
}

#[test]
fn it_follows_its_file_and_keeps_what_it_has_where_a_setting_is_wrong() {
    let path =
        file("follows", "allowed_origins = [\"https://app.example.com\"]\nallowed_headers = [\"x-a\"]\n");
    let service = Example::start_with("settings", &["--settings", path.to_str().expect("Unicode")], &[]);
    assert_eq!(allowed(&service), [APP]);
    assert_eq!([preflight(&service, "x-a").status, preflight(&service, "content-type").status], [204, 403]);

    fs::write(&path, "allowed_origins = [\"https://admin.example.com\"]\ncors_max_age = 604800\n")
        .expect("a file");
    service.logs("place=\"cors_max_age\"");
    service.logs("the settings have changed");
    assert_eq!(allowed(&service), [ADMIN], "a week counts as a day, and the policy is in force");

    fs::write(&path, "allowed_origins = [\"https://app.example.com/\"]\n").expect("a file");
    #[cfg(unix)]
    service.signal("HUP");
    service.logs("allowed_origins[0]: an origin must not end with a slash");
    assert_eq!(allowed(&service), [ADMIN]);

    fs::write(&path, "allowed_origins = [\"*\"]\n").expect("a file");
    service.logs("the settings have changed");
    assert_eq!(allowed(&service), [APP, ADMIN, ANYONE]);
}

#[test]
fn it_does_not_start_with_mistakes_and_names_its_own_settings() {
    for (arguments, parts) in [
        (
            &["--allowed-origins", "https://app.example.com/,*", "--allowed-headers", "x y"][..],
            &[
                "allowed_origins[0]: an origin must not end with a slash",
                "write `https://app.example.com`",
                "allowed_origins[1]: `*` is not an origin",
                "set the switch",
                "allowed_headers[0]: ",
            ][..],
        ),
        (
            &["--allowed-origins", "*", "--allow-cookies"],
            &["allowed_origins: `allowed_origins` must not be `any` where `allow_cookies` is `true`"],
        ),
        (&["--settings", "no-such-file.toml"], &["no-such-file.toml: "]),
        (&["--cors-max-age", "1h"], &["--cors-max-age", "invalid"]),
    ] {
        let output = run("settings", arguments, &[("PORT", "0")]);
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(!output.status.success(), "{arguments:?}");
        for part in parts {
            assert!(said.contains(part), "{arguments:?}: {said}");
        }
        assert!(!said.contains(" origins["), "{arguments:?}: {said}");
    }
}

#[test]
fn its_curl_line() {
    let arguments = ["--allowed-origins", APP];
    super::assert_curls(
        &mut Example::start_with("settings", &arguments, &[]),
        &["200 https://app.example.com"],
    );
}
