//! Times, by criterion: `cargo bench -p cors-runtime --bench speed`. Compare within one run.
#![allow(missing_docs)]

mod support;

use std::collections::HashSet;
use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use actix_web::Error;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use criterion::{BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput, measurement::WallTime};
use support::{
    ANY_HEADER, Bare, CLASSES, EXACT, IN_LABEL_1000, ORIGINS_1, PATTERNS, actix_cors, asked, exact,
    header_lists, now, preflight_for, request_of, round, tower, wrapped,
};
use tower_layer::Layer as _;
use tower_service::Service as _;

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(30)
        .without_plots()
        .configure_from_args();
    middleware(&mut criterion);
    lookup(&mut criterion);
    patterns(&mut criterion);
    request_headers(&mut criterion);
    tower_layers(&mut criterion);
    criterion.final_summary();
}

/// A middleware on a bare actix service, beside actix-cors and beside none.
fn middleware(criterion: &mut Criterion) {
    for class in CLASSES {
        let mut group = criterion.benchmark_group(format!("middleware/{class}"));
        rounds(&mut group, BenchmarkId::from_parameter("none"), |count| {
            timed(&Bare, request_of(class), count)
        });
        for origins in [1, 3, 100, 10_000] {
            let policy = exact(origins);
            rounds(&mut group, BenchmarkId::new("cors-runtime", origins), |count| {
                timed(&wrapped(&policy), request_of(class), count)
            });
            rounds(&mut group, BenchmarkId::new("actix-cors", origins), |count| {
                timed(&wrapped(&actix_cors(policy)), request_of(class), count)
            });
        }
        group.finish();
    }
}

/// Each on a thread of its own, as on a worker: several policies on one thread cost more than one.
fn rounds(group: &mut Group<'_>, id: BenchmarkId, time: impl Fn(u64) -> Duration + Sync) {
    group.bench_function(id, |bencher| {
        bencher.iter_custom(|count| {
            thread::scope(|scope| scope.spawn(|| time(count)).join().expect("no panic"))
        });
    });
}

fn timed<S, B>(service: &S, mut request: ServiceRequest, count: u64) -> Duration
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    for _ in 0..100 {
        request = round(service, request);
    }
    let start = Instant::now();
    for _ in 0..count {
        request = round(service, request);
    }
    start.elapsed()
}

/// The look-up of an origin, beside a `HashSet<String>` and a plain comparison. One iteration looks up as many as
/// 1,000 origins; compare the times for one element.
fn lookup(criterion: &mut Criterion) {
    for hits in [true, false] {
        let mut group = criterion.benchmark_group(if hits { "lookup/hit" } else { "lookup/miss" });
        for (count, policy) in EXACT {
            let asked = asked(policy, hits);
            let listed = policy.origins().listed();
            let set: HashSet<String> = listed.iter().map(|&origin| origin.to_owned()).collect();
            group.throughput(Throughput::Elements(asked.len() as u64));
            each(&mut group, BenchmarkId::new("cors-runtime", count), &asked, |text| {
                policy.allows_origin(text)
            });
            each(&mut group, BenchmarkId::new("HashSet", count), &asked, |text| set.contains(text));
            if count <= 8 {
                let compare = |text: &str| listed.contains(&text);
                each(&mut group, BenchmarkId::new("compare", count), &asked, compare);
            }
        }
        group.finish();
    }
}

/// Wildcard patterns: whole labels, and in-label ones that share their suffix.
fn patterns(criterion: &mut Criterion) {
    for hits in [true, false] {
        let mut group = criterion.benchmark_group(if hits { "patterns/hit" } else { "patterns/miss" });
        for (count, policy) in PATTERNS {
            let asked = asked(policy, hits);
            group.throughput(Throughput::Elements(asked.len() as u64));
            each(&mut group, BenchmarkId::new("whole label", count), &asked, |text| {
                policy.allows_origin(text)
            });
        }
        let asked = asked(IN_LABEL_1000, hits);
        group.throughput(Throughput::Elements(asked.len() as u64));
        each(&mut group, BenchmarkId::new("in label, one suffix", 1000), &asked, |text| {
            IN_LABEL_1000.allows_origin(text)
        });
        group.finish();
    }
}

fn each(group: &mut Group<'_>, id: BenchmarkId, asked: &[String], allows: impl Fn(&str) -> bool) {
    group.bench_function(id, |bencher| {
        bencher.iter(|| asked.iter().filter(|text| black_box(allows(black_box(text)))).count());
    });
}

/// Hostile lists of request headers, beside a normal one.
fn request_headers(criterion: &mut Criterion) {
    for (name, policy) in [("headers/listed", ORIGINS_1), ("headers/any", ANY_HEADER)] {
        let mut group = criterion.benchmark_group(name);
        for (list, value) in header_lists() {
            rounds(&mut group, BenchmarkId::from_parameter(list), |count| {
                timed(&wrapped(&policy), preflight_for(&value), count)
            });
        }
        group.finish();
    }
}

/// Our layer beside tower-http's; the request is made outside the measured time.
fn tower_layers(criterion: &mut Criterion) {
    for class in
        ["no origin", "actual allowed", "actual refused", "preflight allowed", "preflight refused: origin"]
    {
        let mut group = criterion.benchmark_group(format!("tower/{class}"));
        let request = tower::request_of(class);
        for origins in [1, 100, 10_000] {
            let policy = exact(origins);
            let mut ours = policy.layer(tower::Answer);
            group.bench_function(BenchmarkId::new("ours", origins), |bencher| {
                bencher.iter_batched(
                    || request.clone(),
                    |request| now(ours.call(request)),
                    BatchSize::SmallInput,
                );
            });
            let mut theirs = tower::tower_http(policy).layer(tower::Answer);
            group.bench_function(BenchmarkId::new("tower-http", origins), |bencher| {
                bencher.iter_batched(
                    || request.clone(),
                    |request| now(theirs.call(request)),
                    BatchSize::SmallInput,
                );
            });
        }
        group.finish();
    }
}
