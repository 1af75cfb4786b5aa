//! A server under a mix of allowed, refused and hostile requests, with slow and half-closed clients, and with a handler
//! that panics: no 5xx, no growth of memory, the same headers at the end as at the start.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use actix_web::{App, HttpResponse, web};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{any, get};
use cors_runtime::cors;
use cors_tests::actix_server::ActixServer;
use cors_tests::answer::Answer;
use cors_tests::client::Connection;
use cors_tests::own_process;
use cors_tests::request::Request;
use cors_tests::tower_server::TowerServer;
use peak_alloc::PeakAlloc;

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
        expose: ["x-request-id"],
        credentials: true,
        max_age: 1h,
    };
    const OTHER = { origins: any };
}

/// A running server, whatever the framework.
enum Server {
    Actix(ActixServer),
    Axum(TowerServer),
}

impl Server {
    fn addresses(&self) -> &[SocketAddr] {
        match self {
            Self::Actix(server) => &server.addresses,
            Self::Axum(server) => std::slice::from_ref(&server.address),
        }
    }

    fn open(&self) -> Connection {
        Connection::open(self.addresses()[0])
    }
}

fn servers() -> [(&'static str, Server); 2] {
    [("actix-web", Server::Actix(actix())), ("axum", Server::Axum(axum()))]
}

/// Two policies, so that requests carry marks.
fn axum() -> TowerServer {
    let item = get(async || "item").put(async || StatusCode::NO_CONTENT);
    let panics = get(async || -> StatusCode { std::panic::resume_unwind(Box::new("a handler panics")) });
    let router = Router::new().route("/item", item).route("/panic", panics).layer(APP);
    let router = router.route("/other", get(async || StatusCode::OK).layer(OTHER));
    let router = router.fallback_service(any(async || StatusCode::NOT_FOUND).layer(APP));
    TowerServer::start(async move |listener| axum::serve(listener, router).await.expect("axum serves"))
}

/// The same on actix-web.
fn actix() -> ActixServer {
    ActixServer::start(2, || {
        App::new().service(web::resource("/other").to(HttpResponse::Ok).wrap(OTHER)).service(
            web::scope("")
                .route("/item", web::get().to(async || "item"))
                .route("/item", web::put().to(HttpResponse::NoContent))
                .route("/panic", web::get().to(panics))
                .wrap(APP),
        )
    })
}

/// Panics without a message, which would only clutter the output of a passing test.
async fn panics() -> HttpResponse {
    std::panic::resume_unwind(Box::new("a handler panics"))
}

/// Requests, and the status that each must get.
fn requests() -> Vec<(Request, u16)> {
    let (app, evil) = ("https://app.example.com", "https://app.example.com.evil.example");
    let long = format!("https://{}preview.example.com", "a.".repeat(4 * 1024));
    let get = |origin: &str| Request::from_page("GET", "/item", origin);
    let preflight = |origin: &str, method: &str, headers: &str| {
        Request::preflight("/item", origin, method).with("Access-Control-Request-Headers", headers)
    };
    vec![
        (Request::new("GET", "/item", &[]), 200),
        (get(app), 200),
        (get("https://pr-7.preview.example.com"), 200),
        (get(evil), 200),
        (get(app).with("Origin", app), 200),
        (get(&long), 200),
        (Request::from_page("GET", "/nowhere", app), 404),
        (Request::from_page("GET", "/other", evil), 200),
        (Request::from_page("PUT", "/item", app), 204),
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

/// The answers to all of them, on a connection of their own.
fn answers(server: &Server) -> Vec<Answer> {
    let mut connection = server.open();
    requests().iter().map(|(request, _)| connection.ask(request).expect("an answer")).collect()
}

/// Bytes that this process has allocated and not freed. What its system reports as resident is what it once needed, and
/// holds more than the requests: threads, arenas, the debug information of a backtrace.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

#[test]
fn a_mixed_load_changes_nothing() {
    const ROUNDS: usize = 150;

    // What other tests allocate meanwhile is not to be counted.
    if let Some(mut alone) = own_process::command("load::a_mixed_load_changes_nothing") {
        own_process::run(&mut alone);
        return;
    }
    for (name, server) in servers() {
        let before = answers(&server);
        let statuses: Vec<u16> = before.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, requests().iter().map(|(_, status)| *status).collect::<Vec<_>>());
        let round = || {
            thread::scope(|scope| {
                for address in server.addresses().iter().cycle().take(4) {
                    scope.spawn(|| {
                        let (requests, mut connection) = (requests(), Connection::open(*address));
                        for _ in 0..ROUNDS {
                            for ((request, _), expected) in requests.iter().zip(&before) {
                                assert_eq!(
                                    connection.ask(request).as_ref(),
                                    Some(expected),
                                    "{name}: {} {}",
                                    request.method,
                                    request.path
                                );
                            }
                        }
                    });
                }
            });
            MEMORY.current_usage()
        };
        let warm = round();
        let (_, now) = (round(), round());
        assert_eq!(answers(&server), before);
        // 22,800 requests lie between the two: 50 bytes for each would be seen. What connections need that end only now
        // is less.
        assert!(now < warm + 1024 * 1024, "{name}: {warm} bytes after the first round, {now} at the end");
    }
}

#[test]
fn slow_clients_get_the_same_answers_and_delay_nobody() {
    for (name, server) in servers() {
        let before = answers(&server);
        // Clients that never finish.
        let idle: Vec<Connection> = (0..64)
            .map(|at| {
                let mut connection = server.open();
                let bytes = requests()[9].0.to_bytes();
                connection.write(&bytes[..at.min(bytes.len() - 1)]).expect("the server reads");
                connection
            })
            .collect();
        for (at, ((request, _), expected)) in requests().iter().zip(&before).enumerate() {
            let bytes = request.to_bytes();
            if bytes.len() < 1024 {
                let mut slow = server.open();
                for part in bytes.chunks(16) {
                    slow.write(part).expect("the server reads");
                    thread::sleep(Duration::from_millis(2)); // so that most parts arrive by themselves
                }
                assert_eq!(slow.read(&request.method).as_ref(), Some(expected), "{name}: slow, {at}");
            }
            // And one that does not wait for its answer.
            let _ = server.open().write(&bytes);
        }
        drop(idle);
        assert_eq!(answers(&server), before);
    }
}

#[test]
fn half_closed_clients_get_the_same_answers_or_none() {
    for (name, server) in servers() {
        let before = answers(&server);
        for (at, ((request, _), expected)) in requests().iter().zip(&before).enumerate() {
            let mut early = server.open();
            early.write(&request.to_bytes()).expect("the server reads");
            early.finish_writing();
            // hyper takes the end of what a client writes for the client's end (its option `half_close` is off), and
            // answers only if the answer is there before it sees that end.
            match (&server, early.read(&request.method)) {
                (Server::Axum(_), None) => {}
                (_, answer) => assert_eq!(answer.as_ref(), Some(expected), "{name}: before the answer, {at}"),
            }
            let mut late = server.open();
            assert_eq!(late.ask(request).as_ref(), Some(expected), "{name}: after the answer, {at}");
            late.finish_writing();
            assert_eq!(late.read("GET"), None, "{name}: the server closes its side as well, {at}");
        }
        assert_eq!(answers(&server), before);
    }
}

#[test]
fn a_handler_that_panics_costs_its_connection_and_nothing_else() {
    for (name, server) in servers() {
        let before = answers(&server);
        let mut bystander = server.open();
        for _ in 0..8 {
            let answer = server.open().ask(&Request::from_page("GET", "/panic", "https://app.example.com"));
            assert_eq!(answer, None);
        }
        let (request, expected) = (&requests()[9].0, &before[9]);
        assert_eq!(
            bystander.ask(request).as_ref(),
            Some(expected),
            "{name}: a connection that was open before"
        );
        assert_eq!(answers(&server), before);
    }
}
