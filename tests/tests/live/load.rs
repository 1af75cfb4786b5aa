//! Replacement while requests are served: from several threads, and in the workers of a real server.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use actix_web::{App, HttpResponse, web};
use cors_runtime::LivePolicy;
use cors_tests::actix_server::ActixServer;
use cors_tests::client::Connection;
use cors_tests::request::Request;

use super::TENANTS;

/// Two lists without a common origin.
fn lists() -> [Vec<String>; 2] {
    ["a", "b"].map(|name| (0..50).map(|number| format!("https://{name}{number}.example.net")).collect())
}

/// A reader sees one list or the other, as a whole; an origin on neither is never allowed, a static one always.
#[test]
fn no_request_sees_half_a_list() {
    const LOOKS: usize = 500;
    let [a, b] = &lists();
    let live = TENANTS.with_origins(a).unwrap();
    let (looking, replaced) = (AtomicUsize::new(4), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let (live, looking) = (live.clone(), &looking);
            scope.spawn(move || {
                let mut seen = [0, 0];
                for look in 0.. {
                    let list = live.run_time_origins();
                    let which = [a, b]
                        .into_iter()
                        .position(|known| list.len() == known.len() && known.contains(&list[0]));
                    let known = [a, b][which.expect("one of the lists")];
                    assert!(list.iter().all(|origin| known.contains(origin)), "a mixture: {list:?}");
                    seen[which.unwrap_or(0)] += 1;
                    assert!(live.allows_origin("https://app.example.com"));
                    assert!(!live.allows_origin("https://a.example"), "of a list that was refused");
                    if look >= LOOKS && seen[0] > 0 && seen[1] > 0 {
                        break;
                    }
                }
                looking.fetch_sub(1, Ordering::SeqCst);
            });
        }
        for _ in 0..2 {
            let (live, looking, replaced) = (live.clone(), &looking, &replaced);
            scope.spawn(move || {
                while looking.load(Ordering::SeqCst) > 0 {
                    live.replace_origins(b).unwrap();
                    live.replace_origins(["https://a.example", "bad"]).unwrap_err();
                    live.replace_origins(a).unwrap();
                    replaced.fetch_add(2, Ordering::Relaxed);
                }
            });
        }
    });
    assert!(replaced.into_inner() > 0);
}

/// Answers with the number of its thread, so that the test can tell workers apart.
async fn who() -> HttpResponse {
    HttpResponse::Ok().body(format!("{:?}", std::thread::current().id()))
}

fn serve(live: LivePolicy) -> ActixServer {
    ActixServer::with_workers(2, 1, move || App::new().route("/", web::get().to(who)).wrap(live.clone()))
}

/// One request on this connection: the worker, and the origin that is granted.
fn ask(connection: &mut Connection, origin: &str) -> (String, String) {
    let answer = connection.ask(&Request::from_page("GET", "/", origin)).expect("an answer");
    (answer.body.clone(), answer.origin().to_owned())
}

#[test]
fn two_workers_see_one_replacement() {
    const OLD: &str = "https://old.example.net";
    const NEW: &str = "https://new.example.net";
    let live = TENANTS.with_origins([OLD]).unwrap();
    let server = serve(live.clone());
    // Connections go to the workers in turn; each stays with its worker.
    let mut connections: Vec<_> = (0..4).map(|_| Connection::open(server.address())).collect();
    let mut workers: Vec<_> = connections.iter_mut().map(|connection| ask(connection, OLD)).collect();
    assert!(workers.iter().all(|(_, granted)| granted == OLD), "{workers:?}");
    workers.sort();
    workers.dedup();
    assert_eq!(workers.len(), 2, "{workers:?}");

    live.replace_origins([NEW]).unwrap();
    for connection in &mut connections {
        assert_eq!(ask(connection, OLD).1, "-");
        assert_eq!(ask(connection, NEW).1, NEW);
    }
}

#[test]
fn requests_during_replacements_are_decided_by_one_list_or_the_other() {
    let [a, b] = lists();
    let live = TENANTS.with_origins(&a).unwrap();
    let server = serve(live.clone());
    let (start, done) = (Barrier::new(3), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let askers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut connection = Connection::open(server.address());
                    start.wait();
                    for number in 0..200 {
                        // A grant is the origin that asked, whole; the static part is always there.
                        for origin in [&a[number % 50], &b[number % 50]] {
                            let (_, granted) = ask(&mut connection, origin);
                            assert!(granted == "-" || granted == *origin, "{granted} to {origin}");
                        }
                        assert_eq!(
                            ask(&mut connection, "https://app.example.com").1,
                            "https://app.example.com"
                        );
                        assert_eq!(ask(&mut connection, "https://c1.example.net").1, "-");
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
}
