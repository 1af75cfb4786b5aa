//! `examples/tenants.rs` and `examples/websocket.rs`, run as their users run them.
#![allow(clippy::unwrap_used)]

use std::net::TcpListener;

use cors_tests::example::{Example, run, send};

const T3: &str = "Origin: https://t3.example.net";

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
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
    for part in ["2 of 3 are wrong", "entry 2, `http://t4.example.net`", "entry 3, `null`"] {
        assert!(wrong.body.contains(part), "{part}: {wrong:?}");
    }
    assert_eq!(is_tenant(), (403, false), "a bad list changes nothing");

    let page = admin("PUT /origins", &["Origin: http://127.0.0.1"], "https://t3.example.net");
    assert_eq!(page.status, 404, "no browser replaces anything");
    let replaced = admin("PUT /origins", &[], "https://t3.example.net");
    assert_eq!((replaced.status, &*replaced.body), (200, "1 tenants\n"));
    assert_eq!(is_tenant(), (200, true));
}

#[test]
fn a_forgotten_list_is_told_at_start_up() {
    let output = run("tenants", &["--port", "0"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("`CORS_ORIGINS`, which is not set"), "{said}");
}

#[test]
fn only_pages_that_may_get_a_socket_or_post_a_form() {
    let service = Example::start("websocket", &[]);
    let own = format!("Origin: http://{}", service.address);
    for (says, origin, socket, form) in [
        ("the app", "Origin: https://app.example.com", 101, 200),
        ("the service's own page", &*own, 101, 200),
        ("a foreign page", "Origin: https://evil.example", 403, 403),
        ("null", "Origin: null", 403, 403),
        ("nobody", "X-Nobody: yes", 403, 403),
    ] {
        let handshake = [
            origin,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ];
        assert_eq!(service.shake_hands("GET /my/ws", &handshake), socket, "{says}");
        let answer = service.send("POST /my/transfer", &[origin], "amount=1");
        assert_eq!(answer.status, form, "{says}");
        if form == 200 {
            assert!(answer.body.contains(&origin["Origin: ".len()..]), "{says}: {answer:?}");
        }
    }
    assert_eq!(service.send("GET /", &[], "").status, 200, "the page itself is nobody's secret");
}
