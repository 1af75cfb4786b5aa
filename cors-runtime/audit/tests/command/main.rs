//! The command, as its users run it: against services over sockets, with TLS and without.

mod server;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use serde_json::Value;

use crate::server::{Answer, Request, Server};

const POLICY: &str = r#"
origins = ["https://app.example.com"]
methods = ["GET", "PUT"]
headers = ["content-type"]
credentials = true
"#;

/// A file in a folder of its own: tests run at the same time.
fn file(name: &str, text: &str) -> String {
    static FOLDERS: AtomicUsize = AtomicUsize::new(0);
    let folder = FOLDERS.fetch_add(1, Ordering::Relaxed).to_string();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("command").join(folder);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    fs::write(&path, text).expect("the file is written");
    path.to_str().expect("a plain path").to_owned()
}

fn run(arguments: &[&str]) -> Output {
    // Cargo builds it beside the folder of the tests. Its variable has a `-`, which a shell in between would drop.
    let mut command = std::env::current_exe().expect("this test");
    command.pop();
    command.set_file_name(format!("cors-audit{}", std::env::consts::EXE_SUFFIX));
    Command::new(command).args(arguments).output().expect("the command starts")
}

fn audit(server: &Server, arguments: &[&str]) -> Output {
    let url = format!("http://127.0.0.1:{}/items/7", server.port);
    let policy = file("cors.toml", POLICY);
    run(&[&[url.as_str(), "--policy", &policy], arguments].concat())
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What the policy says, and for more origins if `also` says so.
fn granting(also: impl Fn(&str) -> bool, request: &Request) -> Answer {
    let mut lines = vec![("vary", "Origin".to_owned())];
    if let [origin] = request.values("origin")[..]
        && (origin == "https://app.example.com" || also(origin))
    {
        lines.push(("access-control-allow-origin", origin.to_owned()));
        lines.push(("access-control-allow-credentials", "true".to_owned()));
        if request.method == "OPTIONS" {
            lines.push(("access-control-allow-methods", "GET, PUT".to_owned()));
            lines.push(("access-control-allow-headers", "content-type".to_owned()));
        }
    }
    (200, lines)
}

fn right(request: &Request) -> Answer {
    granting(|_| false, request)
}

#[test]
fn a_right_service_is_clean() {
    let server = Server::start(None, right);
    let output = audit(&server, &[]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(out(&output).ends_with("as far as its answers tell.\n"), "{}", out(&output));
    assert_eq!(err(&output), "", "no progress where nobody looks");

    let requests = server.requests();
    assert!(requests.len() > 200, "{}", requests.len());
    let mut targets = Vec::new();
    for request in &requests {
        match request.method.as_str() {
            "OPTIONS" => assert_eq!(request.values("access-control-request-method").len(), 1, "{request:?}"),
            "GET" => targets.push(request.target.as_str()),
            other => panic!("{other} was sent"),
        }
    }
    let all = targets.len();
    targets.sort_unstable();
    targets.dedup();
    // The plain URL is asked for once for each allowed origin.
    assert_eq!(targets.len(), all, "each GET has a URL of its own");
}

#[test]
fn a_service_that_allows_everybody_is_found_out() {
    let server = Server::start(None, |request| granting(|_| true, request));
    let output = audit(&server, &[]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    assert!(text.contains("\nexposed  any-origin\n  Every origin is allowed, with cookies"), "{text}");
    assert!(
        text.contains(&format!("\n  curl -i 'http://127.0.0.1:{}/items/7?cors-audit=", server.port)),
        "{text}"
    );
    assert!(text.ends_with("\n1 finding\n"), "{text}");

    let report: Value = serde_json::from_str(&out(&audit(&server, &["--json"]))).expect("JSON");
    assert_eq!(report["clean"], false);
    assert_eq!(report["findings"][0]["code"], "any-origin");
    assert_eq!(report["findings"][0]["severity"], "exposed");
    assert!(
        report["findings"][0]["curl"].as_str().is_some_and(|curl| curl.starts_with("curl -i ")),
        "{report:#}"
    );
}

#[test]
fn a_service_that_asks_to_be_left_alone_is_left_alone() {
    let count = AtomicUsize::new(0);
    let server = Server::start(None, move |request| {
        if count.fetch_add(1, Ordering::Relaxed) < 40 { right(request) } else { (429, Vec::new()) }
    });
    let output = audit(&server, &[]);
    assert_eq!(output.status.code(), Some(2));
    let text = out(&output);
    assert!(text.contains("not sent, because the service had answered 429"), "{text}");
    let sent = server.requests().len();
    assert!((41..=50).contains(&sent), "{sent}: what is under way, at most ten, and nothing more");
}

#[test]
fn methods_that_no_preflight_asks_for_are_refused() {
    for (methods, help) in [
        ("GET,put", "`put` is unknown: methods are case-sensitive\n  help: write `PUT`"),
        ("*", "`*` names no method\n  help: name some, or leave them out for those of the policy"),
        ("GET PUT", "`GET PUT` is not a method\n  help: write letters, digits and a few signs, as in `GET`"),
        ("TRACE", "`TRACE` is sent by no browser\n  help: leave it out"),
        ("GET,connect", "`connect` is sent by no browser"),
        ("GET,Track", "`Track` is sent by no browser"),
        ("", "`--methods` names no method\n  help: write `--methods GET,PUT`, say, or leave it out"),
        (" ,", "`--methods` names no method"),
    ] {
        let server = Server::start(None, right);
        let output = audit(&server, &["--methods", methods]);
        assert_eq!(output.status.code(), Some(2), "{methods}");
        assert!(err(&output).contains(help), "{methods}: {}", err(&output));
        assert_eq!(server.requests().len(), 0, "{methods}: nothing is sent");
    }
}

#[test]
fn answers_that_change_are_not_known() {
    let count = AtomicUsize::new(0);
    let server = Server::start(None, move |request| {
        let mut answer = right(request);
        answer.1.push(("access-control-max-age", count.fetch_add(1, Ordering::Relaxed).to_string()));
        answer
    });
    let output = audit(&server, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("answered differently from one time to the next"), "{}", out(&output));
}

#[test]
fn a_login_goes_with_requests_and_not_with_preflights() {
    let server = Server::start(None, |request| match request.method.as_str() {
        "GET" if request.values("authorization").is_empty() => (401, Vec::new()),
        "OPTIONS" if !request.values("authorization").is_empty() => (500, Vec::new()),
        _ => right(request),
    });
    assert_eq!(
        audit(&server, &[]).status.code(),
        Some(1),
        "without a login there is an error without headers"
    );
    let login = file("login.txt", "# of the test user\nAuthorization: Bearer secret-7\n\n");
    let output = audit(&server, &["--header-file", &login]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let sent = server.requests();
    let cookies = file("cookies.txt", "authorization: Bearer secret-7\nCOOKIE: session=1\n");
    assert_eq!(audit(&server, &["--header-file", &cookies]).status.code(), Some(0));
    for request in server.requests().iter().skip(sent.len()) {
        let expected: &[&str] = if request.method == "GET" { &["session=1"] } else { &[] };
        assert_eq!(request.values("cookie"), expected, "one line, as browsers send it");
    }
    let report = audit(&server, &["--header-file", &login, "--own", "https://other.example", "--json"]);
    assert!(!(out(&report) + &out(&output) + &err(&output)).contains("secret-7"), "a secret is not printed");
}

#[test]
fn a_former_partner_is_found_where_it_is_named() {
    let server =
        Server::start(None, |request| granting(|origin| origin == "https://former.example", request));
    assert_eq!(audit(&server, &[]).status.code(), Some(0), "nobody can guess it");
    let also = file("former.txt", "https://former.example\n");
    let output = audit(&server, &["--also-try", &also]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("are allowed: https://former.example."), "{}", out(&output));
}

/// A certificate that has signed itself, and the configuration of a server that has it.
fn self_signed() -> (String, Arc<ServerConfig>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .expect("a configuration");
    (made.cert.pem(), Arc::new(config))
}

#[test]
fn a_certificate_is_trusted_where_it_is_named() {
    let (pem, config) = self_signed();
    let server = Server::start(Some(config), right);
    let (policy, ca) = (file("cors.toml", POLICY), file("own.pem", &pem));
    let url = format!("https://localhost:{}/items/7", server.port);
    let output = run(&[&url, "--policy", &policy]);
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert!(err(&output).contains("`--ca FILE` names who is"), "{}", err(&output));
    assert!(server.requests().is_empty());
    let output = run(&[&url, "--policy", &policy, "--ca", &ca]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(server.requests().len() > 200);
}

#[test]
fn what_it_cannot_use_is_named() {
    let server = Server::start(None, right);
    let url = format!("http://127.0.0.1:{}/items/7", server.port);
    let nobody = "http://127.0.0.1:9/items/7";
    let good = file("cors.toml", POLICY);
    let shape = file("shape.toml", "origins = 7");
    let rule = file("rule.json", r#"{ "origins": ["https://app.example.com/"] }"#);
    let header = file("header.txt", "Authorization: Bearer secret-8\nno header\n");
    let [empty, fields] =
        ["", "origins = [\"https://a.example/\"]\nmethods = [\"get\"]"].map(|text| file("fields.toml", text));
    let private = format!("http://u:secret-8@127.0.0.1:{}/items/7", server.port);
    let origin = file("origin.txt", "https://app.example.com/\n");
    let pem = file("empty.pem", "");
    for (arguments, message) in [
        (vec![url.as_str()], "--policy <FILE>"),
        (vec![&url, "--policy", "not-there.toml"], "not-there.toml: "),
        (vec![&url, "--policy", &shape], "shape.toml: "),
        (
            vec![&url, "--policy", &rule],
            "rule.json`\n\norigins[0]: an origin must not end with a slash\n  help: write `\"https://app.example.com\"`",
        ),
        (vec![&url, "--policy", &fields], "\n\nmethods[0]: unknown method `get`"),
        (
            vec![&url, "--policy", &empty],
            "fields.toml: this policy has no `origins`\n  help: add `origins` with the value `[",
        ),
        (vec![&private, "--policy", &good], "must not have a user name or a password\n  help: "),
        (vec![&private, "--policy", &good, "--own", "https://api.example.com", "--json"], "`--header-file`"),
        (vec!["u:secret-8@api/items/7", "--policy", &good], "`--header-file`"),
        (vec!["http://u:secret-8@:x y/", "--policy", &good], "`--header-file`"),
        (vec!["http://u:secret-8/@127.0.0.1/items", "--policy", &good], "expected a URL"),
        (vec!["http://127.0.0.1:99999/", "--policy", &good], "expected a URL"),
        (vec!["items/7", "--policy", &good], "error: expected a URL, as in `https://staging"),
        (vec![&url, "--policy", &good, "--own", "api"], "`--own api` is not an origin"),
        (
            vec![&url, "--policy", &good, "--header-file", &header],
            "header.txt, line 2: expected `Name: value`",
        ),
        (
            vec![&url, "--policy", &good, "--also-try", &origin],
            "origin.txt, line 1: `https://app.example.com/`",
        ),
        (vec![&url, "--policy", &good, "--ca", &pem], "empty.pem: there is no certificate in it"),
        (vec![nobody, "--policy", &good], "no answer from the service: "),
    ] {
        let output = run(&arguments);
        let text = err(&output);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{arguments:?}: {text}");
        assert!(text.contains(message), "{arguments:?}: {text}");
        assert!(!text.contains("secret-8") && !text.contains("panicked"), "{text}");
    }
    assert!(server.requests().is_empty());
}

/// As somebody copies them from the tools of a browser.
#[test]
fn headers_that_browsers_set_are_no_login() {
    let server = Server::start(None, right);
    for name in [
        "Origin",
        "ORIGIN",
        "access-control-request-method",
        "Access-Control-Request-Headers",
        "Host",
        "Referer",
        "Sec-Fetch-Site",
        "Connection",
        "Content-Length",
        "If-None-Match",
    ] {
        let login = file("login.txt", &format!("Cookie: secret-9\n{name}: secret-9\n"));
        let output = audit(&server, &["--header-file", &login]);
        let found =
            format!("login.txt, line 2: expected a header of a login, found `{}`", name.to_lowercase());
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{name}");
        assert!(err(&output).contains(&found), "{name}: {}", err(&output));
        assert!(
            err(&output).contains("\n  help: remove this line") && !err(&output).contains("secret-9"),
            "{name}"
        );
    }
    assert!(server.requests().is_empty());
    let login =
        file("login.txt", "User-Agent: a\nAccept: b\nAccept-Language: c\nX-Api-Key: d\nIf: e\nCookie: f=1\n");
    assert_eq!(audit(&server, &["--header-file", &login]).status.code(), Some(0));
}

#[test]
fn help_teaches() {
    let output = run(&["--help"]);
    assert!(output.status.success());
    for part in
        ["--methods", "--header-file", "--also-try", "--json", "--ca", "Exit status:", "A policy, cors.toml:"]
    {
        assert!(out(&output).contains(part), "{part}");
    }
}
