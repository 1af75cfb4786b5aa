//! Over a real socket: bytes as no test helper would write them, and what one connection remembers of a request.

use std::net::SocketAddr;
use std::sync::LazyLock;

use actix_web::middleware::from_fn;
use actix_web::{App, HttpRequest, HttpResponse, web};
use cors_runtime::{cors, preflights_past};
use cors_tests::service::{auth, handler};
use cors_tests::wire::{Connection, Response};
use cors_tests::{listen, route};

cors! {
    const OUT = {
        origins: ["https://out.example", "https://*.out.example"],
        methods: [GET, PUT, "PURGE"],
        headers: ["content-type"],
        credentials: true,
    };
    const IN = { origins: ["https://in.example"], methods: [PUT] };
}

const PUT: &[&str] = &["PUT"];

/// What the application makes of a request: the answer to anything that is no preflight.
async fn echo(request: HttpRequest) -> HttpResponse {
    HttpResponse::Ok().body(format!("{} {}", request.method(), request.path()))
}

static SERVER: LazyLock<[SocketAddr; 2]> = LazyLock::new(|| {
    listen!(
        App::new()
            .service(route!("/own/{id}", PUT, IN))
            .service(
                web::scope("/auth")
                    .service(route!("/x", PUT, IN))
                    .route("/options", web::method(actix_web::http::Method::OPTIONS).to(echo))
                    .wrap(preflights_past(from_fn(auth)))
            )
            .service(web::scope("/what").route("/{what}", web::route().to(handler)))
            .default_service(web::to(echo))
            .wrap(OUT)
    )
});

const O: &str = "Origin: https://out.example\r\n";
const I: &str = "Origin: https://in.example\r\n";
const M: &str = "Access-Control-Request-Method: PUT\r\n";

/// Sends a request line and header lines on a connection of its own. `Host` is added.
fn ask(line: &str, headers: &[u8]) -> Option<Response> {
    let bytes = [line.as_bytes(), b" HTTP/1.1\r\nHost: x\r\n", headers, b"\r\n"].concat();
    Connection::open(SERVER[0]).ask(&bytes)
}

fn heard(response: Option<Response>) -> String {
    response.map_or("closed".to_owned(), |response| format!("{} {}", response.status, response.origin()))
}

#[test]
fn bytes_in_origin() {
    for (says, bytes, expected) in [
        ("as browsers write it", &b"Origin: https://out.example\r\n"[..], "200 https://out.example"),
        ("the name in capitals, no blank", b"ORIGIN:https://out.example\r\n", "200 https://out.example"),
        ("white space around it", b"Origin:\t https://out.example \t\r\n", "200 https://out.example"),
        ("a pattern", b"Origin: https://a.b.out.example\r\n", "200 https://a.b.out.example"),
        ("empty", b"Origin:\r\n", "200 -"),
        ("blank", b"Origin: \t \r\n", "200 -"),
        ("null", b"Origin: null\r\n", "200 -"),
        ("two lines", b"Origin: https://out.example\r\nOrigin: https://out.example\r\n", "200 -"),
        ("two lines, the second empty", b"Origin: https://out.example\r\nOrigin:\r\n", "200 -"),
        ("two in one line", b"Origin: https://out.example, https://out.example\r\n", "200 -"),
        ("a comma behind it", b"Origin: https://out.example,\r\n", "200 -"),
        ("bytes beyond ASCII", b"Origin: https://\xc3\xa4.out.example\r\n", "200 -"),
        ("bytes that are no UTF-8", b"Origin: https://a\xff.out.example\r\n", "200 -"),
        ("a tab inside", b"Origin: https://a\t.out.example\r\n", "200 -"),
        ("a blank inside", b"Origin: https://evil.example https://out.example\r\n", "200 -"),
        ("a folded line", b"Origin: https://out.example\r\n .evil.example\r\n", "400 -"),
        ("a folded line that begins empty", b"Origin:\r\n https://out.example\r\n", "400 -"),
        ("a zero byte", b"Origin: https://a\0.out.example\r\n", "400 -"),
        ("a carriage return", b"Origin: https://a\r.out.example\r\n", "400 -"),
        ("a line feed alone", b"Origin: https://evil.example\nOrigin: https://out.example\r\n", "200 -"),
        ("a blank before the colon", b"Origin : https://out.example\r\n", "400 -"),
        ("another name that begins like it", b"Origin-X: https://out.example\r\n", "200 -"),
        ("two Host lines", b"Host: out.example\r\nOrigin: https://out.example\r\n", "400 -"),
    ] {
        let response = ask("GET /echo", bytes);
        let vary = response.as_ref().is_some_and(|r| r.lines.iter().any(|line| line == "vary: Origin"));
        let got = heard(response);
        assert_eq!(got, expected, "{says}");
        assert_eq!(vary, got.starts_with("200"), "{says}: Vary");
    }
    let long = [b"Origin: https://", "a.".repeat(30_000).as_bytes(), b"out.example\r\n"].concat();
    assert_eq!(heard(ask("GET /echo", &long)), "200 -", "60 kB");
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
        ("our own method", b"Access-Control-Request-Method: CORS-PREFLIGHT\r\n", "403 -"),
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
        for (path, refused) in [("/echo", expected), ("*", expected)] {
            let got = heard(ask(&format!("OPTIONS {path}"), &[O.as_bytes(), bytes].concat()));
            assert_eq!(got, refused, "{says}: {path}");
        }
    }
    let long = [O, M, "Access-Control-Request-Headers: ", &"content-type,".repeat(5_000), "\r\n"].concat();
    assert_eq!(heard(ask("OPTIONS /echo", long.as_bytes())), "403 -", "65 kB of allowed names");
    let long = format!("{O}Access-Control-Request-Method: {}\r\n", "PUT".repeat(20_000));
    assert_eq!(heard(ask("OPTIONS /echo", long.as_bytes())), "403 -", "60 kB of method");
}

#[test]
fn forms_of_the_request_line() {
    for (says, line, headers, expected) in [
        ("HEAD", "HEAD /echo", O.to_owned(), "200 https://out.example"),
        ("a method of one's own", "PURGE /echo", O.to_owned(), "200 https://out.example"),
        ("that is not allowed", "BREW /echo", O.to_owned(), "200 -"),
        ("our own method", "CORS-PREFLIGHT /echo", format!("{O}{M}"), "200 -"),
        ("our own method on a route", "CORS-PREFLIGHT /own/1", format!("{I}{M}"), "200 -"),
        ("our own method past authentication", "CORS-PREFLIGHT /auth/x", format!("{I}{M}"), "401 -"),
        ("options in small letters", "options /echo", format!("{O}{M}"), "200 -"),
        (
            "the whole address",
            "OPTIONS http://evil.example/echo",
            format!("{O}{M}"),
            "204 https://out.example",
        ),
        ("the asterisk, no preflight", "OPTIONS *", O.to_owned(), "200 -"),
        ("CONNECT", "CONNECT out.example:443", O.to_owned(), "200 -"),
        ("a route", "OPTIONS /own/1", format!("{I}{M}"), "204 https://in.example"),
        ("a route, and not the policy around it", "OPTIONS /own/1", format!("{O}{M}"), "403 -"),
        (
            "a query that looks like a path",
            "OPTIONS /echo?/own/1",
            format!("{O}{M}"),
            "204 https://out.example",
        ),
        ("an escaped path", "OPTIONS /%6fwn/%31", format!("{I}{M}"), "204 https://in.example"),
        ("an escaped slash is none", "OPTIONS /own%2F1", format!("{I}{M}"), "403 -"),
        ("an escape that is none", "OPTIONS /own/%zz", format!("{I}{M}"), "204 https://in.example"),
        ("an escape that is no UTF-8", "OPTIONS /own/%ff%fe", format!("{I}{M}"), "204 https://in.example"),
        ("dots are not resolved", "OPTIONS /own/../own/1", format!("{O}{M}"), "403 -"),
        (
            "an upgrade",
            "GET /what/switching",
            format!("{O}Connection: upgrade\r\nUpgrade: websocket\r\n"),
            "101 https://out.example",
        ),
        ("one from elsewhere", "GET /what/switching", "Origin: https://evil.example\r\n".to_owned(), "101 -"),
        ("an error", "GET /what/error", O.to_owned(), "400 https://out.example"),
        (
            "a handler's own headers",
            "GET /what/own-headers",
            "Origin: https://evil.example\r\n".to_owned(),
            "200 -",
        ),
        ("authentication", "PUT /auth/x", I.to_owned(), "401 -"),
        ("past it", "OPTIONS /auth/x", format!("{I}{M}"), "204 https://in.example"),
        ("past it, not from elsewhere", "OPTIONS /auth/x", format!("{O}{M}"), "403 -"),
        ("not past it", "OPTIONS /auth/options", format!("{O}{M}"), "204 https://out.example"),
    ] {
        assert_eq!(heard(ask(line, headers.as_bytes())), expected, "{says}: {line}");
    }
    let old = format!("OPTIONS /own/1 HTTP/1.0\r\n{I}{M}\r\n");
    assert_eq!(heard(Connection::open(SERVER[0]).ask(old.as_bytes())), "204 https://in.example", "HTTP/1.0");
    let deep = format!("OPTIONS {} HTTP/1.1\r\nHost: x\r\n{O}{M}\r\n", "/own".repeat(16_000));
    assert_eq!(heard(Connection::open(SERVER[0]).ask(deep.as_bytes())), "403 -", "64 kB of path");
}

/// Requests of every kind, each as one client writes it.
fn kinds() -> Vec<Vec<u8>> {
    let evil = "Origin: https://evil.example\r\n";
    [
        ("GET /echo", String::new()),
        ("GET /echo", O.to_owned()),
        ("GET /echo", evil.to_owned()),
        ("GET /what/error", O.to_owned()),
        ("GET /what/own-headers", evil.to_owned()),
        ("OPTIONS /echo", format!("{O}{M}")),
        ("OPTIONS /echo", format!("{evil}{M}")),
        ("OPTIONS /echo", O.to_owned()),
        ("PUT /own/1", I.to_owned()),
        ("PUT /own/1", O.to_owned()),
        ("OPTIONS /own/1", format!("{I}{M}")),
        ("OPTIONS /own/1", format!("{O}{M}")),
        ("OPTIONS /auth/x", format!("{I}{M}")),
        ("OPTIONS /auth/options", format!("{I}{M}")),
        ("PUT /auth/x", I.to_owned()),
        ("PUT /auth/x", format!("{I}Authorization: me\r\n")),
        ("CORS-PREFLIGHT /auth/x", format!("{I}{M}")),
        ("HEAD /echo", O.to_owned()),
    ]
    .into_iter()
    .map(|(line, headers)| format!("{line} HTTP/1.1\r\nHost: x\r\n{headers}\r\n").into_bytes())
    .collect()
}

#[test]
fn requests_on_one_connection_do_not_influence_each_other() {
    let kinds = kinds();
    let alone: Vec<_> = kinds.iter().map(|kind| Connection::open(SERVER[0]).ask(kind)).collect();
    assert!(alone.iter().all(Option::is_some), "each is answered");
    for (first, expected_first) in kinds.iter().zip(&alone) {
        let mut connection = Connection::open(SERVER[1]);
        for (second, expected) in kinds.iter().zip(&alone) {
            for (asked, expected) in [(first, expected_first), (second, expected)] {
                let got = connection.ask(asked);
                let shown = String::from_utf8_lossy(asked);
                assert_eq!(&got, expected, "{shown} after {}", String::from_utf8_lossy(first));
            }
        }
    }
}

#[test]
fn pipelined_requests_are_answered_one_by_one() {
    // Not HEAD: actix-http would drop the bodies of the answers before it.
    let kinds: Vec<_> = kinds().into_iter().filter(|kind| !kind.starts_with(b"HEAD")).collect();
    let mut connection = Connection::open(SERVER[0]);
    assert!(connection.write(&kinds.concat()).is_ok());
    for kind in &kinds {
        let method = String::from_utf8_lossy(kind.split(|byte| *byte == b' ').next().unwrap_or_default());
        let alone = Connection::open(SERVER[1]).ask(kind);
        assert_eq!(connection.read(&method), alone, "{}", String::from_utf8_lossy(kind));
    }
}

/// The end of a head, and a body that looks like a request.
const BODY: &str = "Content-Length: 46\r\n\r\nGET /own/smuggled HTTP/1.1\r\nHost: smuggled\r\n\r\n";

#[test]
fn a_preflight_s_body_is_no_request() {
    for (line, headers) in [("OPTIONS /own/1", format!("{I}{M}")), ("OPTIONS /echo", format!("{O}{M}"))] {
        let mut connection = Connection::open(SERVER[0]);
        let asked = format!("{line} HTTP/1.1\r\nHost: x\r\n{headers}{BODY}");
        assert!(heard(connection.ask(asked.as_bytes())).starts_with("204 "), "{line}");
        assert_eq!(connection.read("GET"), None, "{line}");
    }
}
