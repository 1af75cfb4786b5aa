//! Replacement while requests are served: from several threads, and in the workers of a real server.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use cors_runtime::LivePolicy;

use super::TENANTS;

/// Two lists without a common origin. Whoever sees a half of each sees one origin of both, or neither of one.
fn lists() -> [Vec<String>; 2] {
    ["a", "b"].map(|name| (0..50).map(|number| format!("https://{name}{number}.example.net")).collect())
}

#[test]
fn no_request_sees_half_a_list() {
    let [a, b] = &lists();
    let live = TENANTS.with_origins(a).unwrap();
    let (stop, looks, replacements) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let live = live.clone();
            let (stop, looks) = (&stop, &looks);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let list = live.origins();
                    assert!(list.len() == 50, "{} origins", list.len());
                    let first = &list[0][.."https://a".len()];
                    assert!(list.iter().all(|origin| origin.starts_with(first)), "a mixture: {list:?}");
                    // Whatever the moment, an origin is on at most one of the lists.
                    let (in_a, in_b) = (live.allows_origin(&a[7]), live.allows_origin(&b[7]));
                    looks.fetch_add(usize::from(in_a || in_b), Ordering::Relaxed);
                    assert!(live.allows_origin("https://app.example.com"));
                }
            });
        }
        for _ in 0..2 {
            let live = live.clone();
            let (stop, replacements) = (&stop, &replacements);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    live.replace_origins(b).unwrap();
                    live.replace_origins(["https://a.example", "bad"]).unwrap_err();
                    live.replace_origins(a).unwrap();
                    replacements.fetch_add(2, Ordering::Relaxed);
                }
            });
        }
        while looks.load(Ordering::Relaxed) < 200 || replacements.load(Ordering::Relaxed) < 200 {
            std::thread::sleep(Duration::from_millis(5));
        }
        stop.store(true, Ordering::Relaxed);
    });
}

/// Answers with the number of its thread, so that the test can tell workers apart.
async fn who() -> HttpResponse {
    HttpResponse::Ok().body(format!("{:?}", std::thread::current().id()))
}

fn serve(live: LivePolicy) -> (actix_web::dev::Server, SocketAddr) {
    let server = HttpServer::new(move || App::new().route("/", web::get().to(who)).wrap(live.clone()))
        .workers(2)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .unwrap();
    let address = server.addrs()[0];
    (server.run(), address)
}

/// One request on this connection: the worker, and the origin that is granted.
fn ask(stream: &mut TcpStream, origin: &str) -> (String, Option<String>) {
    let request = format!("GET / HTTP/1.1\r\nHost: x\r\nOrigin: {origin}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = Vec::new();
    let mut bytes = [0; 1024];
    loop {
        let count = stream.read(&mut bytes).unwrap();
        assert!(count > 0, "closed after {:?}", String::from_utf8_lossy(&text));
        text.extend_from_slice(&bytes[..count]);
        if text.ends_with(b")") {
            break;
        }
    }
    let text = String::from_utf8(text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let granted = head.lines().find_map(|line| {
        line.to_ascii_lowercase().strip_prefix("access-control-allow-origin: ").map(str::to_owned)
    });
    (body.to_owned(), granted)
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream
}

#[actix_web::test]
async fn two_workers_see_one_replacement() {
    const OLD: &str = "https://old.example.net";
    const NEW: &str = "https://new.example.net";
    let live = TENANTS.with_origins([OLD]).unwrap();
    let (server, address) = serve(live.clone());
    let handle = server.handle();
    actix_web::rt::spawn(server);
    actix_web::rt::task::spawn_blocking(move || {
        // Connections go to the workers in turn; each stays with its worker.
        let mut streams: Vec<_> = (0..4).map(|_| connect(address)).collect();
        let mut workers: Vec<_> = streams.iter_mut().map(|stream| ask(stream, OLD)).collect();
        assert!(workers.iter().all(|(_, granted)| granted.as_deref() == Some(OLD)), "{workers:?}");
        workers.sort();
        workers.dedup();
        assert_eq!(workers.len(), 2, "{workers:?}");

        live.replace_origins([NEW]).unwrap();
        for stream in &mut streams {
            assert_eq!(ask(stream, OLD).1, None);
            assert_eq!(ask(stream, NEW).1.as_deref(), Some(NEW));
        }
    })
    .await
    .unwrap();
    handle.stop(false).await;
}

#[actix_web::test]
async fn requests_during_replacements_hear_one_list_or_the_other() {
    let [a, b] = lists();
    let live = TENANTS.with_origins(&a).unwrap();
    let (server, address) = serve(live.clone());
    let handle = server.handle();
    actix_web::rt::spawn(server);
    actix_web::rt::task::spawn_blocking(move || {
        let (start, done) = (Barrier::new(3), AtomicBool::new(false));
        std::thread::scope(|scope| {
            let askers: Vec<_> = (0..2)
                .map(|_| {
                    scope.spawn(|| {
                        let mut stream = connect(address);
                        start.wait();
                        for number in 0..200 {
                            // A grant is the asked origin, whole; the static part is always there.
                            for origin in [&a[number % 50], &b[number % 50]] {
                                if let (_, Some(granted)) = ask(&mut stream, origin) {
                                    assert_eq!(granted, *origin);
                                }
                            }
                            let (_, granted) = ask(&mut stream, "https://app.example.com");
                            assert_eq!(granted.as_deref(), Some("https://app.example.com"));
                            assert_eq!(ask(&mut stream, "https://c1.example.net").1, None);
                        }
                    })
                })
                .collect();
            scope.spawn(|| {
                start.wait();
                while !done.load(Ordering::Relaxed) {
                    live.replace_origins(&b).unwrap();
                    live.replace_origins(&a).unwrap();
                }
            });
            let results: Vec<_> = askers.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
            done.store(true, Ordering::Relaxed);
            for result in results {
                result.unwrap();
            }
        });
    })
    .await
    .unwrap();
    handle.stop(false).await;
}
