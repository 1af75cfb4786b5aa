//! What slow requests keep alive of a policy that is replaced meanwhile: nothing that grows with its list.
//!
//! `allocation-counter` replaces the global allocator and counts for each thread, so that no other test disturbs it.

use std::future::{Future, Pending, Ready, pending};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use actix_web::dev::{ServiceRequest, ServiceResponse, Transform};
use actix_web::test::TestRequest;
use allocation_counter::measure;
use cors_runtime::{LivePolicy, cors};
use http::{Method, Request, Response};
use tower_layer::Layer as _;

cors! {
    const TENANTS = { origins: ["https://app.example.com", runtime], expose: ["x-total"], credentials: true };
    const PUBLIC = { origins: any };
}

/// The entries of a list: long enough that one that is kept cannot be overlooked.
const ENTRIES: usize = 3_000;
const REPLACEMENTS: usize = 10;
/// The most bytes that a pending request may take. One list takes more than a hundred times as much.
const MOST: i64 = 8 * 1024;

/// A request that is refused, an origin of the source, and one of the list: an attacker can send any of them.
const ORIGINS: [Option<&str>; 4] =
    [None, Some("https://evil.example"), Some("https://app.example.com"), Some("https://t1.example")];

type Waiting = Pin<Box<dyn Future<Output = ()>>>;

fn replace(live: &LivePolicy) {
    live.replace_origins((0..ENTRIES).map(|at| format!("https://t{at}.example"))).expect("origins");
}

/// How many bytes more are alive after the last replacement than after the first one, for each pending request. Before
/// each replacement, a request with each of [`ORIGINS`] begins and does not end.
fn growth(live: &LivePolicy, mut begin: impl FnMut(Option<&'static str>) -> Waiting) -> i64 {
    let mut waiting: Vec<Waiting> = Vec::with_capacity(ORIGINS.len() * (REPLACEMENTS + 1));
    let mut round = |waiting: &mut Vec<Waiting>| {
        for origin in ORIGINS {
            let mut request = begin(origin);
            let poll = request.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(poll.is_pending(), "a slow request");
            waiting.push(request);
        }
        replace(live);
    };
    // The first rounds fill pools.
    round(&mut waiting);
    let counted = measure(|| {
        for _ in 0..REPLACEMENTS {
            round(&mut waiting);
        }
    });
    counted.bytes_current / i64::try_from(ORIGINS.len() * REPLACEMENTS).expect("a small number")
}

/// Never answers.
#[derive(Clone)]
struct Slow;

impl tower_service::Service<Request<()>> for Slow {
    type Response = Response<()>;
    type Error = ();
    type Future = Pending<Result<Response<()>, ()>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        pending()
    }
}

impl actix_web::dev::Service<ServiceRequest> for Slow {
    type Response = ServiceResponse;
    type Error = actix_web::Error;
    type Future = Pending<Result<ServiceResponse, actix_web::Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), actix_web::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, _: ServiceRequest) -> Self::Future {
        pending()
    }
}

fn live() -> LivePolicy {
    let live = TENANTS.with_origins(["https://t1.example"]).expect("an origin");
    replace(&live);
    live
}

#[test]
fn a_list_takes_more_than_the_bound() {
    let live = live();
    let kept = measure(|| {
        let other = TENANTS.with_origins((0..ENTRIES).map(|at| format!("https://t{at}.example")));
        std::mem::forget(other);
    });
    drop(live);
    assert!(kept.bytes_current > 100 * MOST, "{} bytes", kept.bytes_current);
}

fn in_tower(
    mut service: impl tower_service::Service<Request<()>, Future: 'static> + 'static,
) -> impl FnMut(Option<&'static str>) -> Waiting {
    move |origin| {
        let mut request = Request::new(());
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", http::HeaderValue::from_static(origin));
        }
        let response = service.call(request);
        Box::pin(async move {
            response.await.ok();
        })
    }
}

#[test]
fn a_pending_request_of_tower_keeps_no_list() {
    let live = live();
    let growth_alone = growth(&live, in_tower(live.layer(Slow)));
    assert!(growth_alone < MOST, "{growth_alone} bytes for each request");
    let chooser = LivePolicy::from(PUBLIC).except_origins_of([live.clone()]);
    let chosen = growth(&live, in_tower(chooser.layer(Slow)));
    assert!(chosen < MOST, "{chosen} bytes for each request");
}

#[test]
fn a_pending_answer_keeps_no_list() {
    let live = live();
    let policy = live.clone();
    let growth = growth(&live, move |origin| {
        let mut headers = http::HeaderMap::new();
        if let Some(origin) = origin {
            headers.insert("origin", http::HeaderValue::from_static(origin));
        }
        let answer = policy.answer(&Method::GET, &headers);
        Box::pin(async move {
            pending::<()>().await;
            drop(answer);
        })
    });
    assert!(growth < MOST, "{growth} bytes for each request");
}

fn in_actix<P>(policy: &P) -> impl FnMut(Option<&'static str>) -> Waiting + use<P>
where
    P: Transform<
            Slow,
            ServiceRequest,
            InitError = (),
            Future = Ready<Result<<P as Transform<Slow, ServiceRequest>>::Transform, ()>>,
        >,
    P::Transform: 'static,
    <P::Transform as actix_web::dev::Service<ServiceRequest>>::Future: 'static,
{
    use actix_web::dev::Service as _;
    let service = policy.new_transform(Slow).into_inner().expect("a service");
    move |origin| {
        let request = TestRequest::get();
        let request = match origin {
            Some(origin) => request.insert_header(("origin", origin)),
            None => request,
        };
        let response = service.call(request.to_srv_request());
        Box::pin(async move {
            response.await.ok();
        })
    }
}

#[test]
fn a_pending_request_of_actix_keeps_no_list() {
    let live = live();
    let alone = growth(&live, in_actix(&live));
    assert!(alone < MOST, "{alone} bytes for each request");
    let chooser = LivePolicy::from(PUBLIC).except_origins_of([live.clone()]);
    let chosen = growth(&live, in_actix(&chooser));
    assert!(chosen < MOST, "{chosen} bytes for each request");
}
