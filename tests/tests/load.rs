//! A server under a mix of allowed, refused and hostile requests, with slow and half-closed clients, and with a handler
//! that panics: no 5xx, no growth of memory, the same headers at the end as at the start.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpResponse, HttpServer, web};
use cors_runtime::cors;

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
        expose: ["x-request-id"],
        credentials: true,
        max_age: 1h,
    };
}

const LOAD: Duration = Duration::from_secs(4);

struct Server {
    address: SocketAddr,
    handle: ServerHandle,
    thread: Option<thread::JoinHandle<()>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (send, handle) = std::sync::mpsc::channel();
        let thread = thread::spawn(move || {
            actix_web::rt::System::new().block_on(async {
                let app = || {
                    App::new()
                        .route("/item", web::get().to(async || "item"))
                        .route("/item", web::put().to(HttpResponse::NoContent))
                        .route("/panic", web::get().to(panics))
                        .wrap(APP)
                };
                let server = HttpServer::new(app).workers(2).disable_signals().listen(listener);
                let server = server.expect("a server").run();
                send.send(server.handle()).expect("the test waits");
                server.await.expect("the server ends well");
            });
        });
        Self { address, handle: handle.recv().expect("the server starts"), thread: Some(thread) }
    }

    fn connect(&self) -> Connection {
        let stream = TcpStream::connect(self.address).expect("the server accepts");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
        Connection(BufReader::new(stream))
    }

    /// The answers to every kind of request, on a connection of their own.
    fn answers(&self) -> Vec<(u16, Vec<String>)> {
        let mut connection = self.connect();
        requests().iter().map(|(request, _)| connection.ask(request)).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The command is sent when `stop` is called; its future only waits.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A panic without the message that nobody would expect among the lines of a test that passes.
async fn panics() -> HttpResponse {
    std::panic::resume_unwind(Box::new("a handler panics"))
}

struct Connection(BufReader<TcpStream>);

impl Connection {
    fn ask(&mut self, request: &str) -> (u16, Vec<String>) {
        self.0.get_mut().write_all(request.as_bytes()).expect("the server reads");
        self.hear()
    }

    /// Status, and the header lines in order of their text, without the date.
    fn hear(&mut self) -> (u16, Vec<String>) {
        let mut lines = Vec::new();
        let mut length = 0;
        loop {
            let mut line = String::new();
            let read = self.0.read_line(&mut line).expect("the server answers in time");
            assert!(read > 0, "the server closed the connection after {lines:?}");
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().expect("a length");
            }
            lines.push(line);
        }
        self.0.read_exact(&mut vec![0; length]).expect("a body");
        let status = lines.remove(0)[9..12].parse().expect("a status");
        lines.retain(|line| !line.starts_with("date: "));
        lines.sort();
        (status, lines)
    }
}

/// Requests, and the status that each must get.
fn requests() -> Vec<(String, u16)> {
    let request = |line: &str, headers: &[(&str, &str)]| {
        let head = headers.iter().fold(format!("{line} HTTP/1.1\r\nhost: api\r\n"), |head, (name, value)| {
            format!("{head}{name}: {value}\r\n")
        });
        head + "\r\n"
    };
    let preflight = |origin: &str, method: &str, headers: &str| {
        request(
            "OPTIONS /item",
            &[
                ("origin", origin),
                ("access-control-request-method", method),
                ("access-control-request-headers", headers),
            ],
        )
    };
    let (app, evil) = ("https://app.example.com", "https://app.example.com.evil.example");
    let long = format!("https://{}preview.example.com", "a.".repeat(4 * 1024));
    vec![
        (request("GET /item", &[]), 200),
        (request("GET /item", &[("origin", app)]), 200),
        (request("GET /item", &[("origin", "https://pr-7.preview.example.com")]), 200),
        (request("GET /item", &[("origin", evil)]), 200),
        (request("GET /item", &[("origin", app), ("origin", app)]), 200),
        (request("GET /item", &[("origin", &long)]), 200),
        (request("GET /nowhere", &[("origin", app)]), 404),
        (request("PUT /item", &[("origin", app)]), 204),
        (preflight(app, "PUT", "content-type"), 204),
        (preflight("https://a.b.preview.example.com", "GET", ""), 204),
        (preflight(evil, "PUT", "content-type"), 403),
        (preflight("null", "GET", ""), 403),
        (preflight(&long, "GET", ""), 403),
        (preflight(app, "DELETE", ""), 403),
        (preflight(app, "put", ""), 403),
        (preflight(app, "PUT", &"content-type,".repeat(1_000)), 403),
        (preflight(app, "PUT", &",".repeat(16 * 1024)), 403),
        (preflight(app, "PUT", &"\u{fc}".repeat(1_000)), 403),
    ]
}

/// Resident memory of this process in KiB, where the system tells.
fn resident() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    statm.split(' ').nth(1)?.parse::<u64>().ok().map(|pages| pages * 4)
}

#[test]
fn a_mixed_load_changes_nothing() {
    let server = Server::start();
    let before = server.answers();
    let statuses: Vec<u16> = before.iter().map(|(status, _)| *status).collect();
    assert_eq!(statuses, requests().iter().map(|(_, status)| *status).collect::<Vec<_>>());
    let (asked, began) = (AtomicU64::new(0), Instant::now());
    let warm = thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let (requests, mut connection) = (requests(), server.connect());
                while began.elapsed() < LOAD {
                    for ((request, _), expected) in requests.iter().zip(&before) {
                        assert_eq!(&connection.ask(request), expected, "{request:.200}");
                    }
                    asked.fetch_add(requests.len() as u64, Ordering::Relaxed);
                }
            });
        }
        thread::sleep(LOAD / 4);
        resident()
    });
    assert_eq!(server.answers(), before);
    let asked = asked.into_inner();
    println!("{asked} requests in {:?}, resident KiB {warm:?} to {:?}", began.elapsed(), resident());
    assert!(asked > 1_000, "{asked} requests are no load");
    if let Some((warm, now)) = warm.zip(resident()) {
        assert!(now < warm + 8 * 1024, "{warm} KiB after the first quarter, {now} KiB at the end");
    }
}

#[test]
fn slow_and_half_closed_clients_get_the_same_answers() {
    let server = Server::start();
    let before = server.answers();
    // Clients that never finish: they must not keep anybody else waiting.
    let idle: Vec<Connection> = (0..64)
        .map(|at| {
            let mut connection = server.connect();
            let text = &requests()[8].0;
            let _ = connection.0.get_mut().write_all(&text.as_bytes()[..at.min(text.len() - 1)]);
            connection
        })
        .collect();
    for (at, ((request, _), expected)) in requests().iter().zip(&before).enumerate() {
        if request.len() < 1024 {
            let mut slow = server.connect();
            for bytes in request.as_bytes().chunks(16) {
                slow.0.get_mut().write_all(bytes).expect("the server reads");
                thread::sleep(Duration::from_millis(2));
            }
            assert_eq!(&slow.hear(), expected, "slow, {at}");
        }
        let mut half = server.connect();
        half.0.get_mut().write_all(request.as_bytes()).expect("the server reads");
        half.0.get_mut().shutdown(Shutdown::Write).expect("half a close");
        assert_eq!(&half.hear(), expected, "half-closed, {at}");
        // And one that does not wait for its answer.
        let _ = server.connect().0.get_mut().write_all(request.as_bytes());
    }
    drop(idle);
    assert_eq!(server.answers(), before);
}

#[test]
fn a_handler_that_panics_costs_its_connection_and_nothing_else() {
    let server = Server::start();
    let before = server.answers();
    let mut bystander = server.connect();
    for _ in 0..8 {
        let mut connection = server.connect();
        let request = "GET /panic HTTP/1.1\r\nhost: api\r\norigin: https://app.example.com\r\n\r\n";
        connection.0.get_mut().write_all(request.as_bytes()).expect("the server reads");
        let mut rest = Vec::new();
        let _ = connection.0.read_to_end(&mut rest);
        assert!(rest.is_empty(), "{}", String::from_utf8_lossy(&rest));
    }
    let (request, expected) = (&requests()[8].0, &before[8]);
    assert_eq!(&bystander.ask(request), expected, "a connection that was open before");
    assert_eq!(server.answers(), before);
}
