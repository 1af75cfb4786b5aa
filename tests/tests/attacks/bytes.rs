//! Bytes that no test helper would write.

use std::net::SocketAddr;

use cors_tests::answer::Answer;
use cors_tests::client::Connection;

use crate::service::{AXUM, IN, METHOD, OUT, SERVER};

/// Sends a request line and header lines to actix-web, on a connection of its own. `Host` is added.
fn ask(line: &str, headers: &[u8]) -> Option<Answer> {
    ask_at(SERVER.address(), line, headers)
}

fn ask_at(address: SocketAddr, line: &str, headers: &[u8]) -> Option<Answer> {
    let bytes = [line.as_bytes(), b" HTTP/1.1\r\nHost: x\r\n", headers, b"\r\n"].concat();
    Connection::open(address).exchange(&bytes)
}

/// Both frameworks.
fn servers() -> [(&'static str, SocketAddr); 2] {
    [("actix-web", SERVER.address()), ("axum", AXUM.address)]
}

fn short(answer: Option<Answer>) -> String {
    answer.map_or("closed".to_owned(), |answer| answer.in_short())
}

#[test]
fn bytes_in_origin() {
    for (says, bytes, expected) in [
        ("as browsers write it", &b"Origin: https://out.example\r\n"[..], "200 https://out.example"),
        ("the name in capitals, no space", b"ORIGIN:https://out.example\r\n", "200 https://out.example"),
        ("white space around it", b"Origin:\t https://out.example \t\r\n", "200 https://out.example"),
        ("a pattern", b"Origin: https://a.b.out.example\r\n", "200 https://a.b.out.example"),
        ("empty", b"Origin:\r\n", "200 -"),
        ("blank", b"Origin: \t \r\n", "200 -"),
        ("null", b"Origin: null\r\n", "200 -"),
        ("two lines", b"Origin: https://out.example\r\nOrigin: https://out.example\r\n", "200 -"),
        ("two lines, the second empty", b"Origin: https://out.example\r\nOrigin:\r\n", "200 -"),
        ("two in one line", b"Origin: https://out.example, https://out.example\r\n", "200 -"),
        ("a comma after it", b"Origin: https://out.example,\r\n", "200 -"),
        ("bytes beyond ASCII", b"Origin: https://\xc3\xa4.out.example\r\n", "200 -"),
        ("bytes that are not UTF-8", b"Origin: https://a\xff.out.example\r\n", "200 -"),
        ("a tab inside", b"Origin: https://a\t.out.example\r\n", "200 -"),
        ("a space inside", b"Origin: https://evil.example https://out.example\r\n", "200 -"),
        ("a folded line", b"Origin: https://out.example\r\n .evil.example\r\n", "400 -"),
        ("a folded line that begins empty", b"Origin:\r\n https://out.example\r\n", "400 -"),
        ("a zero byte", b"Origin: https://a\0.out.example\r\n", "400 -"),
        ("a carriage return", b"Origin: https://a\r.out.example\r\n", "400 -"),
        ("a line feed alone", b"Origin: https://evil.example\nOrigin: https://out.example\r\n", "200 -"),
        ("a space before the colon", b"Origin : https://out.example\r\n", "400 -"),
        ("another name that begins like it", b"Origin-X: https://out.example\r\n", "200 -"),
    ] {
        for (server, address) in servers() {
            let response = ask_at(address, "GET /echo", bytes);
            let vary = response
                .as_ref()
                .is_some_and(|answer| answer.lines.iter().any(|line| line == "vary: Origin"));
            let got = short(response);
            assert_eq!(got, expected, "{server}: {says}");
            assert_eq!(vary, got.starts_with("200"), "{server}: {says}: Vary");
        }
    }
    // Whether a server refuses this is not up to the policy; `Host` decides nothing.
    let two_hosts = b"Host: out.example\r\nOrigin: https://evil.example\r\n";
    for ((server, address), expected) in servers().into_iter().zip(["400 -", "200 -"]) {
        assert_eq!(short(ask_at(address, "GET /echo", two_hosts)), expected, "{server}: two Host lines");
    }
    let long = [b"Origin: https://", "a.".repeat(30_000).as_bytes(), b"out.example\r\n"].concat();
    for (server, address) in servers() {
        assert_eq!(short(ask_at(address, "GET /echo", &long)), "200 -", "{server}: 60 kB");
    }
}

#[test]
fn bytes_in_what_a_preflight_asks_for() {
    for (says, bytes, expected) in [
        ("as browsers write it", &b"Access-Control-Request-Method: PUT\r\n"[..], "204 https://out.example"),
        ("white space", b"access-control-request-method:\tPUT \r\n", "204 https://out.example"),
        ("empty: a refusal, but a preflight", b"Access-Control-Request-Method:\r\n", "403 -"),
        (
            "two lines",
            b"Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Method: PUT\r\n",
            "403 -",
        ),
        ("a list", b"Access-Control-Request-Method: PUT, GET\r\n", "403 -"),
        ("bytes beyond ASCII", b"Access-Control-Request-Method: PUT\xff\r\n", "403 -"),
        ("a method that this crate once used", b"Access-Control-Request-Method: CORS-PREFLIGHT\r\n", "403 -"),
        (
            "headers",
            b"Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: ,CONTENT-type,\r\n",
            "204 https://out.example",
        ),
        (
            "headers with bytes beyond ASCII",
            b"Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: content-type\xa0\r\n",
            "403 -",
        ),
        (
            "folded headers",
            b"Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: content-type,\r\n x\r\n",
            "400 -",
        ),
    ] {
        let headers = [OUT.as_bytes(), bytes].concat();
        for (server, address) in servers() {
            assert_eq!(short(ask_at(address, "OPTIONS /echo", &headers)), expected, "{server}: {says}");
        }
        // The asterisk does not match a scope.
        let not_found = if expected == "400 -" { expected } else { "404 -" };
        assert_eq!(short(ask("OPTIONS *", &headers)), not_found, "{says}: *");
    }
    let names = ["Access-Control-Request-Headers: ", &"content-type,".repeat(5_000), "\r\n"].concat();
    for (server, address) in servers() {
        let long = [OUT, METHOD, &names].concat();
        assert_eq!(
            short(ask_at(address, "OPTIONS /echo", long.as_bytes())),
            "403 -",
            "{server}: 65 kB of allowed names"
        );
        let long = format!("{OUT}Access-Control-Request-Method: {}\r\n", "PUT".repeat(20_000));
        assert_eq!(
            short(ask_at(address, "OPTIONS /echo", long.as_bytes())),
            "403 -",
            "{server}: 60 kB of method"
        );
    }
}

#[test]
fn forms_of_the_request_line() {
    for (says, line, headers, expected) in [
        ("HEAD", "HEAD /echo", OUT.to_owned(), "200 https://out.example"),
        ("a method of one's own", "PURGE /echo", OUT.to_owned(), "200 https://out.example"),
        ("that is not allowed", "BREW /echo", OUT.to_owned(), "200 -"),
        ("a method that this crate once used", "CORS-PREFLIGHT /echo", format!("{OUT}{METHOD}"), "200 -"),
        (
            "a method that this crate once used, on a route",
            "CORS-PREFLIGHT /own/1",
            format!("{IN}{METHOD}"),
            "200 -",
        ),
        (
            "a method that this crate once used, at authentication",
            "CORS-PREFLIGHT /auth/x",
            format!("{IN}{METHOD}"),
            "401 -",
        ),
        ("`OPTIONS` in lower case", "options /echo", format!("{OUT}{METHOD}"), "200 -"),
        (
            "the whole address",
            "OPTIONS http://evil.example/echo",
            format!("{OUT}{METHOD}"),
            "204 https://out.example",
        ),
        ("the asterisk, which matches no scope", "OPTIONS *", OUT.to_owned(), "404 -"),
        ("CONNECT", "CONNECT out.example:443", OUT.to_owned(), "200 -"),
        ("a route", "OPTIONS /own/1", format!("{IN}{METHOD}"), "204 https://in.example"),
        (
            "a route, from an origin of the scope after it",
            "OPTIONS /own/1",
            format!("{OUT}{METHOD}"),
            "403 -",
        ),
        (
            "a query that looks like a path",
            "OPTIONS /echo?/own/1",
            format!("{OUT}{METHOD}"),
            "204 https://out.example",
        ),
        ("an escaped path", "OPTIONS /%6fwn/%31", format!("{IN}{METHOD}"), "204 https://in.example"),
        ("an escaped slash is not a slash", "OPTIONS /own%2F1", format!("{IN}{METHOD}"), "403 -"),
        ("an invalid escape", "OPTIONS /own/%zz", format!("{IN}{METHOD}"), "204 https://in.example"),
        (
            "an escape that is not UTF-8",
            "OPTIONS /own/%ff%fe",
            format!("{IN}{METHOD}"),
            "204 https://in.example",
        ),
        (
            "dots are not resolved, so that it is another path",
            "OPTIONS /own/../own/1",
            format!("{OUT}{METHOD}"),
            "204 https://out.example",
        ),
        (
            "an upgrade",
            "GET /what/switching",
            format!("{OUT}Connection: upgrade\r\nUpgrade: websocket\r\n"),
            "101 https://out.example",
        ),
        ("one from elsewhere", "GET /what/switching", "Origin: https://evil.example\r\n".to_owned(), "101 -"),
        ("an error", "GET /what/error", OUT.to_owned(), "400 https://out.example"),
        (
            "headers that a handler sets itself",
            "GET /what/own-headers",
            "Origin: https://evil.example\r\n".to_owned(),
            "200 -",
        ),
        ("authentication around a route", "PUT /auth/x", IN.to_owned(), "401 -"),
        ("its preflight", "OPTIONS /auth/x", format!("{IN}{METHOD}"), "204 https://in.example"),
        ("its preflight from elsewhere", "OPTIONS /auth/x", format!("{OUT}{METHOD}"), "403 -"),
        ("a handler for OPTIONS after it", "OPTIONS /auth/options", format!("{OUT}{METHOD}"), "403 -"),
    ] {
        assert_eq!(short(ask(line, headers.as_bytes())), expected, "{says}: {line}");
    }
    let old = format!("OPTIONS /own/1 HTTP/1.0\r\n{IN}{METHOD}\r\n");
    assert_eq!(
        short(Connection::open(SERVER.address()).exchange(old.as_bytes())),
        "204 https://in.example",
        "HTTP/1.0"
    );
    let deep = format!("OPTIONS {} HTTP/1.1\r\nHost: x\r\n{OUT}{METHOD}\r\n", "/own".repeat(16_000));
    assert_eq!(
        short(Connection::open(SERVER.address()).exchange(deep.as_bytes())),
        "204 https://out.example",
        "64 kB of path"
    );
}
