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

/// Long enough that a list which is kept cannot be overlooked.
const SHORT: usize = 3_000;
/// As long as lists of tenants get.
const LONG: usize = 100_000;
const REPLACEMENTS: usize = 10;
/// One that is kept would be seen after the first replacement. Without optimisation, ten long lists take half a minute.
const LONG_REPLACEMENTS: usize = if cfg!(debug_assertions) { 1 } else { REPLACEMENTS };
/// The most bytes that a pending request may take. A short list takes more than a hundred times as much.
const MOST: i64 = 8 * 1024;

/// A request that is refused, an origin of the source, and one of the list: an attacker can send any of them.
const ORIGINS: [Option<&str>; 4] =
    [None, Some("https://evil.example"), Some("https://app.example.com"), Some("https://t1.example")];

type Waiting = Pin<Box<dyn Future<Output = ()>>>;
/// Begins a request with an origin.
type Begin = Box<dyn FnMut(Option<&'static str>) -> Waiting>;

fn replace(live: &LivePolicy, entries: usize) {
    live.replace_origins((0..entries).map(|at| format!("https://t{at}.example"))).expect("origins");
}

/// How many bytes more are alive after the last replacement than after the first one, for each pending request. Before
/// each replacement, a request with each of [`ORIGINS`] begins in each adapter and does not end.
fn growth(live: &LivePolicy, entries: usize, replacements: usize, adapters: &mut [Begin]) -> i64 {
    let requests = ORIGINS.len() * adapters.len();
    let mut waiting: Vec<Waiting> = Vec::with_capacity(requests * (replacements + 1));
    let mut round = |waiting: &mut Vec<Waiting>| {
        for begin in &mut *adapters {
            for origin in ORIGINS {
                let mut request = begin(origin);
                let poll = request.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                assert!(poll.is_pending(), "a slow request");
                waiting.push(request);
            }
        }
        replace(live, entries);
    };
    // The first rounds fill pools.
    round(&mut waiting);
    let counted = measure(|| {
        for _ in 0..replacements {
            round(&mut waiting);
        }
    });
    counted.bytes_current / i64::try_from(requests * replacements).expect("a small number")
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
    TENANTS.with_origins(["https://t1.example"]).expect("an origin")
}

fn in_tower(mut service: impl tower_service::Service<Request<()>, Future: 'static> + 'static) -> Begin {
    Box::new(move |origin| {
        let mut request = Request::new(());
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", http::HeaderValue::from_static(origin));
        }
        let response = service.call(request);
        Box::pin(async move {
            response.await.ok();
        })
    })
}

fn in_actix<P>(policy: &P) -> Begin
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
    Box::new(move |origin| {
        let request = TestRequest::get();
        let request = match origin {
            Some(origin) => request.insert_header(("origin", origin)),
            None => request,
        };
        let response = service.call(request.to_srv_request());
        Box::pin(async move {
            response.await.ok();
        })
    })
}

fn by_hand(policy: LivePolicy) -> Begin {
    Box::new(move |origin| {
        let mut headers = http::HeaderMap::new();
        if let Some(origin) = origin {
            headers.insert("origin", http::HeaderValue::from_static(origin));
        }
        let answer = policy.answer(&Method::GET, &headers);
        Box::pin(async move {
            pending::<()>().await;
            drop(answer);
        })
    })
}

fn adapters(live: &LivePolicy) -> [(&'static str, Begin); 5] {
    let chooser = LivePolicy::from(PUBLIC).except_origins_of([live.clone()]);
    [
        ("tower", in_tower(live.layer(Slow))),
        ("tower, chosen by origin", in_tower(chooser.layer(Slow))),
        ("actix-web", in_actix(live)),
        ("actix-web, chosen by origin", in_actix(&chooser)),
        ("`answer`", by_hand(live.clone())),
    ]
}

#[test]
fn a_list_takes_more_than_the_bound() {
    let live = live();
    let kept = measure(|| replace(&live, SHORT));
    assert!(kept.bytes_current > 10 * MOST, "{} bytes", kept.bytes_current);
}

#[test]
fn a_pending_request_keeps_no_list() {
    let live = live();
    for (adapter, begin) in adapters(&live) {
        let growth = growth(&live, SHORT, REPLACEMENTS, &mut [begin]);
        assert!(growth < MOST, "{adapter}: {growth} bytes for each request");
    }
}

/// What grows with the list would be more than the bound even if one request of all kept one.
#[test]
fn pending_requests_keep_no_long_list() {
    let live = live();
    let growth = growth(&live, LONG, LONG_REPLACEMENTS, &mut adapters(&live).map(|(_, begin)| begin));
    assert!(growth < MOST, "{growth} bytes for each request");
}
