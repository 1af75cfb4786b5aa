//! `examples/tenants.rs`.

use std::net::TcpListener;

use cors_tests::example::{Example, run, send};

const T3: &str = "Origin: https://t3.example.net";

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

#[test]
fn the_admin_replaces_the_tenants_while_the_service_runs() {
    let port = free_port().to_string();
    let origins = "https://t1.example.net,\thttps://t2.example.net";
    let service = Example::start("tenants", &[("CORS_ORIGINS", origins), ("ADMIN_PORT", &port)]);
    let is_tenant = || {
        let answer = service.send("GET /greeting", &[T3], "");
        (answer.status, answer.cors().iter().any(|line| line.contains("t3.example.net")))
    };
    let admin =
        |request: &str, lines: &[&str], body: &str| send(&format!("127.0.0.1:{port}"), request, lines, body);

    let listed = admin("GET /origins", &[], "");
    assert_eq!(listed.body, "https://t1.example.net\nhttps://t2.example.net\n");
    assert_eq!(is_tenant(), (403, false));

    let wrong = admin("PUT /origins", &[], "https://t3.example.net http://t4.example.net,null");
    assert_eq!(wrong.status, 422);
    for part in ["2 of 3 entries are wrong", "entry 2: `http://t4.example.net`", "entry 3: `null`"] {
        assert!(wrong.body.contains(part), "{part}: {wrong:?}");
    }
    assert_eq!(is_tenant(), (403, false), "a bad list changes nothing");

    let page = admin("PUT /origins", &["Origin: http://127.0.0.1"], "https://t3.example.net");
    assert_eq!(page.status, 404, "a browser replaces nothing");
    let replaced = admin("PUT /origins", &[], "https://t3.example.net");
    assert_eq!((replaced.status, &*replaced.body), (200, "1 tenants\n"));
    assert_eq!(is_tenant(), (200, true));
}

#[test]
fn a_forgotten_list_is_an_error_at_start_up() {
    let output = run("tenants", &["--port", "0"]);
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(!output.status.success() && said.contains("`CORS_ORIGINS`, which is not set"), "{said}");
}

#[test]
fn its_curl_lines() {
    let port = free_port().to_string();
    let variables = [("CORS_ORIGINS", "https://t1.example.net"), ("ADMIN_PORT", port.as_str())];
    let expected = ["200 -", "403 -", "200 -", "200 https://t3.example.net", "422 -", "200 -"];
    super::assert_curls(&mut Example::start("tenants", &variables), &expected);
}
