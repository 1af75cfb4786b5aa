//! A real WebSocket handshake (RFC 6455, 4.1 and 4.2) against a real server behind `AllowedOrigin`.

use std::net::SocketAddr;

use actix_web::{App, Error, HttpRequest, HttpResponse, rt, web};
use actix_ws::Message;
use cors_runtime::{AllowedOrigin, CheckedOrigin, cors};
use cors_tests::actix_server::ActixServer;
use cors_tests::answer::Answer;
use cors_tests::client::Connection;
use cors_tests::request::Request;
use futures_util::StreamExt as _;

cors! {
    const APP = { origins: ["https://app.example.com"], credentials: true };
    const TENANTS = { origins: [runtime], credentials: true };
}

const WS: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin("https://api.example.com");

/// Sends every text back, with the origin of the page in front.
async fn echo(
    origin: CheckedOrigin,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Error> {
    let (response, mut session, mut messages) = actix_ws::handle(&request, body)?;
    rt::spawn(async move {
        while let Some(Ok(Message::Text(text))) = messages.next().await {
            if session.text(format!("{origin}: {text}")).await.is_err() {
                return;
            }
        }
    });
    Ok(response)
}

/// Performs a handshake with these `Origin` lines: the answer, and what comes back for `hello`.
fn handshake(address: SocketAddr, path: &str, origins: &[&str]) -> (Answer, Option<String>) {
    let request = Request::new(
        "GET",
        path,
        &[
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
        ],
    );
    let request = origins.iter().fold(request, |request, origin| request.with("Origin", origin));
    let mut connection = Connection::open(address);
    let answer = connection.ask(&request).expect("an answer");
    let accept = answer.values("sec-websocket-accept");
    if answer.status != 101 {
        assert_eq!(accept, [""; 0], "{answer:?}");
        return (answer, None);
    }
    // RFC 6455, 1.3: what the server makes of that key.
    assert_eq!(accept, ["s3pPLMBiTxaQ9kYGzzhZRbK+xOo="]);
    // One masked text frame, `hello`, with the mask of zeros.
    connection.write(b"\x81\x85\0\0\0\0hello").expect("an open connection");
    let frame = connection.read_bytes(2);
    assert_eq!(frame[0], 0x81, "a text");
    let text = connection.read_bytes(frame[1].into());
    (answer, Some(String::from_utf8(text).expect("text")))
}

#[test]
fn only_pages_of_allowed_origins_get_a_socket() {
    let live = TENANTS.with_origins(["https://t1.example.net"]).expect("an origin");
    let guard = AllowedOrigin::of_live(live.clone());
    let server = ActixServer::start(1, move || {
        App::new()
            .service(web::resource("/ws").wrap(WS).route(web::get().to(echo)))
            .service(web::resource("/tenants").wrap(guard.clone()).route(web::get().to(echo)))
            .service(web::resource("/policy").wrap(WS).wrap(APP).route(web::get().to(echo)))
    });
    for (says, path, origins, passes) in [
        ("allowed", "/ws", &["https://app.example.com"][..], true),
        ("the service's own", "/ws", &["https://api.example.com"], true),
        ("another", "/ws", &["https://evil.example"], false),
        ("missing", "/ws", &[], false),
        ("null", "/ws", &["null"], false),
        ("two", "/ws", &["https://app.example.com", "https://app.example.com"], false),
        ("what the Host header says, with http", "/ws", &["http://api.example"], false),
        ("on the list", "/tenants", &["https://t1.example.net"], true),
        ("not on the list", "/tenants", &["https://app.example.com"], false),
        ("inside a policy", "/policy", &["https://app.example.com"], true),
        ("inside a policy, another", "/policy", &["https://evil.example"], false),
    ] {
        let (answer, said) = handshake(server.address(), path, origins);
        assert_eq!(answer.values("vary"), ["Origin"], "{says}");
        if passes {
            assert_eq!(said, Some(format!("{}: hello", origins[0])), "{says}");
        } else {
            assert_eq!((answer.status, said), (403, None), "{says}");
        }
    }
    live.replace_origins(["https://t2.example.net"]).expect("an origin");
    assert!(handshake(server.address(), "/tenants", &["https://t2.example.net"]).1.is_some());
    assert!(handshake(server.address(), "/tenants", &["https://t1.example.net"]).1.is_none());
}
