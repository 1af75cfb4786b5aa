//! `count WHAT SUBJECT COUNT ROUNDS`: does one thing a number of times, for a tool that counts instructions;
//! `count.sh` runs it twice and takes the difference. Without arguments it prints the choices.
#![allow(missing_docs)]

mod support;

use std::collections::HashSet;
use std::hint::black_box;

use actix_http::Request;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, Error, web};
use cors_runtime::Policy;
use support::floor::Floor;
use support::{
    ANY_HEADER, Bare, CLASSES, EXACT, IN_LABEL_1000, ORIGINS_1, ORIGINS_2, PATTERNS, UNEXPOSED_3, actix_cors,
    exact, header_lists, now, preflight_for, request_of, round, tower, wrapped,
};
use tower_layer::Layer as _;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [what, subject, count, rounds] = arguments[..] else {
        println!(
            "count CLASS none|ours|actix-cors|request|app|app-by-hand|app-floor|app-ours|app-two-policies|app-two-listeners|app-live\
             |app-actix-cors|app-actix-cors-two|app-floor-unexposed|app-ours-unexposed|app-actix-cors-unexposed|attribute|attribute-none|tower|tower-ours|tower-two-policies|tower-http ORIGINS ROUNDS, CLASS of {CLASSES:?}"
        );
        println!("count headers|any-headers normal|… none|ours 1 ROUNDS");
        println!("count hit|miss ours|set|patterns|in-label COUNT ROUNDS");
        println!(
            "count hostile none|listed|any|by-method|by-origin|patterns-10|patterns-100000 CASE ROUNDS, CASE an index of {:?}",
            support::hostile::CASES
        );
        return;
    };
    let count: usize = count.parse().expect("a number of origins");
    let rounds: usize = rounds.parse().expect("a number of rounds");
    // Nothing there is hashed with the seed of a thread.
    if what == "hostile" {
        return hostile(subject, count, rounds);
    }
    let work = || match what {
        "hit" | "miss" => lookup(what, subject, count, rounds / THREADS),
        "headers" => headers(ORIGINS_1, subject, count, rounds / THREADS),
        "any-headers" => headers(ANY_HEADER, subject, count, rounds / THREADS),
        class => requests(class, subject, exact(count), rounds / THREADS),
    };
    for thread in 0..THREADS {
        // Each has a larger stack than those before, or it would be given the place of the last one, and with it the seed.
        let builder = std::thread::Builder::new().stack_size((512 + thread) * 4096);
        std::thread::scope(|scope| {
            builder.spawn_scoped(scope, work).expect("a thread").join().expect("no panic");
        });
    }
}

/// One after the other. The hash of actix-http's header map has a seed per thread, and how many names collide
/// depends on the seed: up to 80 instructions per request.
const THREADS: usize = 100;

fn requests(class: &str, subject: &str, policy: Policy, rounds: usize) {
    let request = request_of(class);
    match subject {
        "none" => repeat(&Bare, request, rounds),
        "ours" => repeat(&wrapped(&policy), request, rounds),
        "actix-cors" => repeat(&wrapped(&actix_cors(policy)), request, rounds),
        other => applications(class, other, policy, rounds),
    }
}

/// The same through an application with a scope and its router; each request is made separately.
fn applications(class: &str, subject: &str, policy: Policy, rounds: usize) {
    match subject {
        // The cost of making the requests, which is not part of serving them.
        "request" => (0..rounds).for_each(|_| drop(black_box(support::test_request(class).to_request()))),
        "app" => repeat_app(&now(init_service(app!())), class, rounds),
        "app-by-hand" => {
            let by_hand = match class {
                "actual allowed" => web::get().to(support::hello_with_headers),
                _ => web::get().to(support::hello_with_vary),
            };
            let app = App::new().service(web::scope("/api").route("/items/{id}", by_hand));
            repeat_app(&now(init_service(app)), class, rounds);
        }
        "app-floor" => repeat_app(&now(init_service(app!(Floor { exposes: true }))), class, rounds),
        "app-floor-unexposed" => {
            repeat_app(&now(init_service(app!(Floor { exposes: false }))), class, rounds);
        }
        "app-ours" => repeat_app(&now(init_service(app!(policy))), class, rounds),
        "app-ours-unexposed" => repeat_app(&now(init_service(app!(UNEXPOSED_3))), class, rounds),
        "app-actix-cors-unexposed" => {
            repeat_app(&now(init_service(app!(actix_cors(UNEXPOSED_3)))), class, rounds);
        }
        "app-two-policies" => repeat_app(&now(init_service(app!(policy, ORIGINS_2))), class, rounds),
        // As on a worker that serves two addresses: the application is built once for each.
        "app-two-listeners" => {
            let _other = now(init_service(app!(policy)));
            repeat_app(&now(init_service(app!(policy))), class, rounds);
        }
        "app-live" => {
            let live = support::LIVE.with_origins(policy.origins().listed()).expect("a list");
            repeat_app(&now(init_service(app!(live))), class, rounds);
        }
        "app-actix-cors" => repeat_app(&now(init_service(app!(actix_cors(policy)))), class, rounds),
        "app-actix-cors-two" => {
            repeat_app(&now(init_service(app!(actix_cors(policy), actix_cors(ORIGINS_2)))), class, rounds);
        }
        "tower" => repeat_tower(tower::Answer, class, rounds),
        "tower-ours" => repeat_tower(policy.layer(tower::Answer), class, rounds),
        "tower-two-policies" => {
            let _other = ORIGINS_2.layer(tower::Answer);
            repeat_tower(policy.layer(tower::Answer), class, rounds);
        }
        "tower-http" => repeat_tower(tower::tower_http(policy).layer(tower::Answer), class, rounds),
        "attribute" => {
            repeat_app(&now(init_service(App::new().service(support::attribute))), class, rounds);
        }
        "attribute-none" => repeat_app(&now(init_service(App::new().service(support::route))), class, rounds),
        other => panic!("there is no subject `{other}`"),
    }
}

fn repeat_app<S, B>(service: &S, class: &str, rounds: usize)
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
{
    for _ in 0..rounds {
        drop(now(service.call(support::test_request(class).to_request())).expect("a response"));
    }
}

/// The same through a `tower` service; each request is cloned.
fn repeat_tower<S>(service: S, class: &str, rounds: usize)
where
    S: tower_service::Service<http::Request<()>>,
{
    let request = tower::request_of(class);
    repeat_request(service, &request, rounds);
}

fn repeat_request<S>(mut service: S, request: &http::Request<()>, rounds: usize)
where
    S: tower_service::Service<http::Request<()>>,
{
    for _ in 0..rounds {
        drop(black_box(now(service.call(request.clone()))));
    }
}

/// `which` is the index of a case.
fn hostile(subject: &str, which: usize, rounds: usize) {
    use support::hostile::{ANY, BY_METHOD, BY_ORIGIN, CASES, LISTED, PATTERNS, patterns, request};
    let request = request(CASES[which]);
    match subject {
        "none" => repeat_request(tower::Answer, &request, rounds),
        "listed" => repeat_request(LISTED.layer(tower::Answer), &request, rounds),
        "any" => repeat_request(ANY.layer(tower::Answer), &request, rounds),
        "by-method" => repeat_request(BY_METHOD.layer(tower::Answer), &request, rounds),
        "by-origin" => repeat_request(BY_ORIGIN.layer(tower::Answer), &request, rounds),
        other => {
            let count = other.strip_prefix("patterns-").and_then(|count| count.parse().ok());
            let count = count.unwrap_or_else(|| panic!("there is no subject `{other}`"));
            let live = PATTERNS.with_origins(patterns(count)).expect("a list");
            repeat_request(live.layer(tower::Answer), &request, rounds);
        }
    }
}

/// `which` is the index of a list of [`header_lists`].
fn headers(policy: Policy, subject: &str, which: usize, rounds: usize) {
    let request = preflight_for(&header_lists()[which].1);
    match subject {
        "none" => repeat(&Bare, request, rounds),
        "ours" => repeat(&wrapped(&policy), request, rounds),
        "actix-cors" => repeat(&wrapped(&actix_cors(policy)), request, rounds),
        other => panic!("there is no subject `{other}`"),
    }
}

fn repeat<S, B>(service: &S, mut request: ServiceRequest, rounds: usize)
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    for _ in 0..rounds {
        request = round(service, request);
    }
}

fn lookup(what: &str, subject: &str, count: usize, rounds: usize) {
    let policy = match subject {
        "patterns" => PATTERNS.into_iter().find(|(known, _)| *known == count).expect("1, 10, 100 or 1000").1,
        "in-label" => IN_LABEL_1000,
        _ => EXACT.into_iter().find(|(known, _)| *known == count).expect("1, 2, 3, 8, 100 or 10000").1,
    };
    let asked = support::asked(policy, what == "hit");
    let asked = asked.iter().cycle().take(rounds);
    if subject == "set" {
        let set: HashSet<String> =
            policy.origins().listed().iter().map(|&origin| origin.to_owned()).collect();
        asked.for_each(|origin| {
            black_box(set.contains(black_box(origin.as_str())));
        });
    } else {
        asked.for_each(|origin| {
            black_box(policy.allows_origin(black_box(origin)));
        });
    }
}
