//! `examples/websocket.rs`.

use cors_tests::client;
use cors_tests::example::Example;
use cors_tests::request::Request;

#[test]
fn only_pages_that_may_get_a_socket_or_post_a_form() {
    let service = Example::start("websocket", &[]);
    let own = format!("Origin: http://{}", service.address);
    for (says, origin, socket, form) in [
        ("the app", "Origin: https://app.example.com", 101, 200),
        ("the service's own page", &*own, 101, 200),
        ("a page of another origin", "Origin: https://evil.example", 403, 403),
        ("null", "Origin: null", 403, 403),
        ("no origin", "X-Nothing: yes", 403, 403),
    ] {
        let handshake = [
            origin,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ];
        let answer =
            client::send(&service.address, &Request::new("GET", "/my/ws", &handshake)).expect("an answer");
        assert_eq!(answer.status, socket, "{says}");
        let answer = service.send("POST /my/transfer", &[origin], "amount=1");
        assert_eq!(answer.status, form, "{says}");
        if form == 200 {
            assert!(answer.body.contains(&origin["Origin: ".len()..]), "{says}: {answer:?}");
        }
    }
    assert_eq!(service.send("GET /", &[], "").status, 200, "anyone may see the page itself");
}

#[test]
fn its_curl_lines() {
    let expected = ["101 -", "101 -", "403 -", "403 -", "200 -", "403 -"];
    super::assert_curls(&mut Example::start("websocket", &[]), &expected);
}
