//! A real WebSocket handshake (RFC 6455, 4.1 and 4.2) against a real server behind `AllowedOrigin`.
#![allow(clippy::unwrap_used)]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, rt, web};
use actix_ws::Message;
use cors_runtime::{AllowedOrigin, CheckedOrigin, cors};
use futures_util::StreamExt as _;

cors! {
    const APP = { origins: ["https://app.example.com"], credentials: true };
    const TENANTS = { origins: [runtime], credentials: true };
}

const WS: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin("https://api.example.com");

/// Says every text back, with the origin of the page in front.
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

/// Shakes hands with these `Origin` lines: the status line, and what comes back for `hello`.
fn handshake(address: SocketAddr, path: &str, origins: &[&str]) -> (String, Option<String>) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let origins = origins.iter().fold(String::new(), |lines, origin| lines + "Origin: " + origin + "\r\n");
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: api.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{origins}\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let status = head.lines().next().unwrap().to_owned();
    if !status.contains(" 101 ") {
        assert!(!head.to_ascii_lowercase().contains("sec-websocket-accept"), "{head}");
        return (status, None);
    }
    // RFC 6455, 1.3: what the server makes of that key.
    assert!(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{head}");
    // One masked text frame, `hello`, with the mask of zeros.
    stream.write_all(b"\x81\x85\0\0\0\0hello").unwrap();
    let mut frame = [0; 2];
    stream.read_exact(&mut frame).unwrap();
    assert_eq!(frame[0], 0x81, "a text");
    let mut text = vec![0; frame[1].into()];
    stream.read_exact(&mut text).unwrap();
    (status, Some(String::from_utf8(text).unwrap()))
}

#[actix_web::test]
async fn only_pages_of_allowed_origins_get_a_socket() {
    let live = TENANTS.with_origins(["https://t1.example.net"]).unwrap();
    let guard = AllowedOrigin::of_live(live.clone());
    let server = HttpServer::new(move || {
        App::new()
            .service(web::resource("/ws").wrap(WS).route(web::get().to(echo)))
            .service(web::resource("/tenants").wrap(guard.clone()).route(web::get().to(echo)))
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .unwrap();
    let address = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    rt::spawn(server);
    rt::task::spawn_blocking(move || {
        for (says, path, origins, passes) in [
            ("allowed", "/ws", &["https://app.example.com"][..], true),
            ("the service's own", "/ws", &["https://api.example.com"], true),
            ("foreign", "/ws", &["https://evil.example"], false),
            ("missing", "/ws", &[], false),
            ("null", "/ws", &["null"], false),
            ("two", "/ws", &["https://app.example.com", "https://app.example.com"], false),
            ("what the Host header says, with http", "/ws", &["http://api.example.com"], false),
            ("on the list", "/tenants", &["https://t1.example.net"], true),
            ("not on the list", "/tenants", &["https://app.example.com"], false),
        ] {
            let (status, said) = handshake(address, path, origins);
            if passes {
                assert_eq!(said.unwrap(), format!("{}: hello", origins[0]), "{says}");
            } else {
                assert_eq!((&*status, said), ("HTTP/1.1 403 Forbidden", None), "{says}");
            }
        }
        live.replace_origins(["https://t2.example.net"]).unwrap();
        assert!(handshake(address, "/tenants", &["https://t2.example.net"]).1.is_some());
        assert!(handshake(address, "/tenants", &["https://t1.example.net"]).1.is_none());
    })
    .await
    .unwrap();
    handle.stop(false).await;
}
