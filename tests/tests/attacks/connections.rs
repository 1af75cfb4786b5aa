//! Requests on one connection do not affect each other.

use cors_tests::client::Connection;

use crate::service::{IN, METHOD, OUT, SERVER};

/// Requests of every kind, each as one client writes it.
fn kinds() -> Vec<Vec<u8>> {
    let evil = "Origin: https://evil.example\r\n";
    [
        ("GET /echo", String::new()),
        ("GET /echo", OUT.to_owned()),
        ("GET /echo", evil.to_owned()),
        ("GET /what/error", OUT.to_owned()),
        ("GET /what/own-headers", evil.to_owned()),
        ("OPTIONS /echo", format!("{OUT}{METHOD}")),
        ("OPTIONS /echo", format!("{evil}{METHOD}")),
        ("OPTIONS /echo", OUT.to_owned()),
        ("PUT /own/1", IN.to_owned()),
        ("PUT /own/1", OUT.to_owned()),
        ("OPTIONS /own/1", format!("{IN}{METHOD}")),
        ("OPTIONS /own/1", format!("{OUT}{METHOD}")),
        ("OPTIONS /auth/x", format!("{IN}{METHOD}")),
        ("OPTIONS /auth/options", format!("{IN}{METHOD}")),
        ("PUT /auth/x", IN.to_owned()),
        ("PUT /auth/x", format!("{IN}Authorization: me\r\n")),
        ("CORS-PREFLIGHT /auth/x", format!("{IN}{METHOD}")),
        ("HEAD /echo", OUT.to_owned()),
    ]
    .into_iter()
    .map(|(line, headers)| format!("{line} HTTP/1.1\r\nHost: x\r\n{headers}\r\n").into_bytes())
    .collect()
}

#[test]
fn requests_on_one_connection_do_not_influence_each_other() {
    let kinds = kinds();
    let alone: Vec<_> =
        kinds.iter().map(|kind| Connection::open(SERVER.addresses[0]).exchange(kind)).collect();
    assert!(alone.iter().all(Option::is_some), "each is answered");
    for (first, expected_first) in kinds.iter().zip(&alone) {
        let mut connection = Connection::open(SERVER.addresses[1]);
        for (second, expected) in kinds.iter().zip(&alone) {
            for (request, expected) in [(first, expected_first), (second, expected)] {
                let got = connection.exchange(request);
                let shown = String::from_utf8_lossy(request);
                assert_eq!(&got, expected, "{shown} after {}", String::from_utf8_lossy(first));
            }
        }
    }
}

#[test]
fn pipelined_requests_are_answered_one_by_one() {
    // Not HEAD: actix-http would drop the bodies of the answers before it.
    let kinds: Vec<_> = kinds().into_iter().filter(|kind| !kind.starts_with(b"HEAD")).collect();
    let mut connection = Connection::open(SERVER.addresses[0]);
    assert!(connection.write(&kinds.concat()).is_ok());
    for kind in &kinds {
        let method = String::from_utf8_lossy(kind.split(|byte| *byte == b' ').next().unwrap_or_default());
        let alone = Connection::open(SERVER.addresses[1]).exchange(kind);
        assert_eq!(connection.read(&method), alone, "{}", String::from_utf8_lossy(kind));
    }
}

/// The end of a head, and a body that looks like a request.
const BODY: &str = "Content-Length: 46\r\n\r\nGET /own/smuggled HTTP/1.1\r\nHost: smuggled\r\n\r\n";

#[test]
fn a_preflight_s_body_is_not_a_request() {
    for (line, headers) in
        [("OPTIONS /own/1", format!("{IN}{METHOD}")), ("OPTIONS /echo", format!("{OUT}{METHOD}"))]
    {
        let mut connection = Connection::open(SERVER.addresses[0]);
        let request = format!("{line} HTTP/1.1\r\nHost: x\r\n{headers}{BODY}");
        let answer = connection.exchange(request.as_bytes()).expect("an answer");
        assert_eq!(answer.status, 204, "{line}");
        assert_eq!(connection.read("GET"), None, "{line}");
    }
}
