//! What the middleware allocates: nothing, and for the headers only what the response's header map itself needs.
//!
//! `allocation-counter` replaces the global allocator and counts for each thread.

use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use actix_web::{Error, HttpMessage as _, HttpResponse};
use allocation_counter::measure;
use cors_runtime::{Policy, cors};

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.example.net"],
        methods: [GET, PUT],
        headers: ["authorization", "content-type"],
        expose: ["x-request-id"],
        credentials: true,
        max_age: 1h,
    };
    const ANY = { origins: any, methods: [GET, PUT], headers: any };
    const OTHER = { origins: ["https://other.example"] };
}

/// An application whose response carries these lines. It may insert a mark of its own into the request's extensions.
struct Application {
    lines: &'static [(HeaderName, &'static str)],
    marks: bool,
}

impl Application {
    const PLAIN: Self = Self { lines: &[], marks: false };
    /// What a mark costs that holds nothing: the table of the request's extensions.
    const MARKS: Self = Self { lines: &[], marks: true };
}

struct Mark;

impl Service<ServiceRequest> for Application {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Ready<Result<ServiceResponse, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        if self.marks {
            request.extensions_mut().insert(Mark);
        }
        let mut response = HttpResponse::NoContent().finish();
        for (name, value) in self.lines {
            response.headers_mut().append(name.clone(), HeaderValue::from_static(value));
        }
        ready(Ok(request.into_response(response)))
    }
}

fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn request(method: &str, lines: &[(&'static str, &str)]) -> ServiceRequest {
    let request = TestRequest::with_uri("/").method(method.parse().expect("a method"));
    let request = lines.iter().fold(request, |request, (name, value)| {
        // A value that was cloned once is shared from then on, as all are that a server cuts from what it reads.
        let value = HeaderValue::from_str(value).expect("a header value");
        request.insert_header((HeaderName::from_static(name), value.clone()))
    });
    request.to_srv_request()
}

/// How many allocations `service` makes for a request, on a thread whose pools are warm. `cold`: its first request.
fn count<S, B>(service: &S, method: &str, lines: &[(&'static str, &str)], cold: bool) -> u64
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    if !cold {
        drop(now(service.call(request(method, lines))));
    }
    let request = request(method, lines);
    let mut response = None;
    let counted = measure(|| response = Some(now(service.call(request)))).count_total;
    assert!(response.is_some_and(|response| response.is_ok()));
    counted
}

/// On a thread of its own, as a worker is.
fn on_a_thread(work: impl FnOnce() + Send) {
    std::thread::scope(|scope| scope.spawn(work).join()).expect("no panic");
}

const OUR: (&str, &str) = ("origin", "https://app.example.com");
const MATCHED: (&str, &str) = ("origin", "https://a.b.example.net");
const EVIL: (&str, &str) = ("origin", "https://evil.example");
const PUT: (&str, &str) = ("access-control-request-method", "PUT");
const PATCH: (&str, &str) = ("access-control-request-method", "PATCH");
const NAMES: (&str, &str) = ("access-control-request-headers", "Authorization, content-type");
const UNKNOWN: (&str, &str) = ("access-control-request-headers", "x-unknown");

fn hostile(list: &str) -> (&'static str, &str) {
    ("access-control-request-headers", list)
}

/// What it is, the method and lines of a request.
type Asked<'a> = (&'a str, &'a str, &'a [(&'static str, &'a str)]);

/// What it is, the policy, the method and lines of a request.
type Row<'a> = (&'a str, Policy, &'a str, &'a [(&'static str, &'a str)]);

#[test]
fn a_policy_allocates_nothing() {
    let commas = ",".repeat(64 * 1024);
    let names: String =
        (0..15_000).flat_map(|at| ["x-".to_owned(), at.to_string(), ",".to_owned()]).collect();
    let repeated = "content-type,".repeat(15_000);
    let spaces = format!("{}content-type", " ".repeat(64 * 1024));
    let rows: &[Row<'_>] = &[
        ("no origin", APP, "GET", &[]),
        ("an actual request, allowed", APP, "GET", &[OUR]),
        ("an actual request, refused", APP, "GET", &[EVIL]),
        ("an actual request, its method refused", APP, "POST", &[OUR]),
        ("two origins", APP, "GET", &[OUR, OUR]),
        ("an origin that a pattern matches", APP, "GET", &[MATCHED]),
        ("an endless origin", APP, "GET", &[("origin", &commas)]),
        ("a preflight, allowed", APP, "OPTIONS", &[OUR, PUT, NAMES]),
        ("a preflight, allowed by a pattern", APP, "OPTIONS", &[MATCHED, PUT, NAMES]),
        ("any origin", ANY, "GET", &[EVIL]),
        ("any origin, a preflight", ANY, "OPTIONS", &[EVIL, PUT, UNKNOWN]),
    ];
    // In debug builds a refusal has a reason.
    let refusals: &[Row<'_>] = &[
        ("a preflight, its origin refused", APP, "OPTIONS", &[EVIL, PUT, NAMES]),
        ("a preflight, its method refused", APP, "OPTIONS", &[OUR, PATCH, NAMES]),
        ("a preflight, a header refused", APP, "OPTIONS", &[OUR, PUT, UNKNOWN]),
        ("64 KiB of commas", APP, "OPTIONS", &[OUR, PUT, hostile(&commas)]),
        ("15,000 names", APP, "OPTIONS", &[OUR, PUT, hostile(&names)]),
        ("one allowed name, 15,000 times", APP, "OPTIONS", &[OUR, PUT, hostile(&repeated)]),
        ("64 KiB of white space", APP, "OPTIONS", &[OUR, PUT, hostile(&spaces)]),
        ("64 KiB of commas, any header", ANY, "OPTIONS", &[OUR, PUT, hostile(&commas)]),
        ("15,000 names, any header", ANY, "OPTIONS", &[OUR, PUT, hostile(&names)]),
    ];
    let refusals = if cfg!(debug_assertions) { &[] } else { refusals };
    for (says, policy, method, lines) in rows.iter().chain(refusals) {
        on_a_thread(|| {
            let bare = count(&Application::PLAIN, method, lines, false);
            let wrapped = now(policy.new_transform(Application::PLAIN)).expect("a service");
            assert_eq!(count(&wrapped, method, lines, false), bare, "{says}");
            // The same policy once more on this worker, as for a second listener.
            let _again = now(policy.new_transform(Application::PLAIN)).expect("a service");
            assert_eq!(count(&wrapped, method, lines, false), bare, "{says}, two listeners");
        });
        on_a_thread(|| {
            let marked = count(&Application::MARKS, method, lines, false);
            assert_eq!(
                marked,
                count(&Application::PLAIN, method, lines, false) + 1,
                "the table of the extensions"
            );
            let wrapped = now(policy.new_transform(Application::PLAIN)).expect("a service");
            let _other = now(OTHER.new_transform(Application::PLAIN)).expect("a service");
            assert_eq!(count(&wrapped, method, lines, false), marked, "{says}, two policies");
            // Where the service uses the extensions anyway, there is nothing left to pay.
            let shared = now(policy.new_transform(Application::MARKS)).expect("a service");
            assert_eq!(
                count(&shared, method, lines, false),
                marked,
                "{says}, two policies, a mark of the service"
            );
        });
    }
}

#[cfg(feature = "live")]
#[test]
fn a_run_time_policy_allocates_nothing_while_it_is_read() {
    cors! {
        const TENANTS = {
            origins: ["https://app.example.com", #[dangerously_allow(predicates)] runtime],
            methods: [GET, PUT],
            credentials: true,
        };
        const WHOLE = { origins: ["https://app.example.com", "https://*.example.net"], ..TENANTS };
    }
    let many = (0..10_000).map(|at| format!("https://t{at}.example.org"));
    let list = TENANTS.with_origins(many.chain([MATCHED.1.to_owned()])).expect("origins");
    let predicate = TENANTS.with_origins_matching(|origin| origin.is_subdomain_of("example.net"));
    let predicate = predicate.expect("waived");
    let whole = cors_runtime::LivePolicy::from(OTHER);
    whole.replace(WHOLE).expect("a whole policy");
    let endless = "a".repeat(64 * 1024);
    let rows: &[Asked<'_>] = &[
        ("the static part", "GET", &[OUR]),
        ("the run-time part", "GET", &[MATCHED]),
        ("a preflight of the run-time part", "OPTIONS", &[MATCHED, PUT]),
        ("refused", "GET", &[EVIL]),
        ("an endless origin", "GET", &[("origin", &endless)]),
    ];
    for live in [list, predicate, whole] {
        for (says, method, lines) in rows {
            let live = live.clone();
            on_a_thread(|| {
                let bare = count(&Application::PLAIN, method, lines, false);
                let wrapped = now(live.new_transform(Application::PLAIN)).expect("a service");
                assert_eq!(count(&wrapped, method, lines, false), bare, "{live:?}: {says}");
            });
        }
    }
}

/// The values of a long list are made when the first is needed, and a policy that takes the list over has the same.
#[test]
fn each_origin_of_a_long_list_is_answered_with_itself() {
    cors! {
        const LONG = { origins: [include!("../benches/lists/origins-100.txt")] };
        const HEIR = { methods: [GET], credentials: true, ..LONG };
    }
    let each = |policy: Policy| {
        let wrapped = now(policy.new_transform(Application::PLAIN)).expect("a service");
        for origin in policy.origins().listed() {
            let asked = [("origin", *origin)];
            assert_eq!(
                count(&wrapped, "GET", &asked, false),
                count(&Application::PLAIN, "GET", &asked, false)
            );
            let response = now(wrapped.call(request("GET", &asked))).expect("a response");
            assert_eq!(response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN).expect(origin), origin);
        }
    };
    on_a_thread(|| each(LONG));
    on_a_thread(|| each(HEIR));
}

/// What is left of a list is what look-ups need; what reading it needs beside that is no more than as much again.
#[cfg(feature = "live")]
#[test]
fn a_long_list_takes_no_more_than_twice_the_memory_that_it_keeps() {
    cors! { const TENANTS = { origins: ["https://app.example.com", runtime] }; }
    const COUNT: usize = 100_000;
    let mut lists =
        vec![("origins", (0..COUNT).map(|at| format!("https://t{at}.example.org")).collect::<Vec<_>>())];
    if cfg!(feature = "config") {
        lists.push(("hosts", (0..COUNT).map(|at| format!("https://*.t{at}.example.org")).collect()));
        lists.push((
            "labels of one host",
            (0..COUNT).map(|at| format!("https://t{at}-*.example.org")).collect(),
        ));
    }
    for (says, list) in &lists {
        let mut live = None;
        let first = measure(|| live = Some(TENANTS.with_origins(list).expect("a list")));
        let kept = u64::try_from(first.bytes_current).expect("it is kept");
        println!("{COUNT} {says}: {kept} bytes kept, {} while it was built", first.bytes_max);
        assert!(kept > 0 && first.bytes_max <= 2 * kept, "{says}: {first:?}");
        // The old list is there until the new one is.
        let live = live.expect("a policy");
        let again = measure(|| live.replace_origins(list).expect("a list"));
        assert!(again.bytes_max <= 2 * kept, "{says}, replaced: {again:?}");
        assert!(again.bytes_current.unsigned_abs() < kept / 100, "{says}, replaced: {again:?}");
    }
}

/// A debug build's refusal allocates its reason, of a bounded length, and nothing else for a hostile list.
#[test]
fn a_reason_is_bounded() {
    let commas = ",".repeat(64 * 1024);
    on_a_thread(|| {
        let wrapped = now(APP.new_transform(Application::PLAIN)).expect("a service");
        let mut response = None;
        let request = request("OPTIONS", &[OUR, PUT, ("access-control-request-headers", &commas)]);
        let bytes = measure(|| response = Some(now(wrapped.call(request)))).bytes_max;
        assert!(bytes < 16 * 1024, "{bytes}");
    });
}

#[test]
fn a_cold_response_costs_what_its_header_map_costs() {
    const VARY: (HeaderName, &str) = (header::VARY, "Origin");
    const GRANTS: &[(HeaderName, &str)] = &[
        VARY,
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "https://app.example.com"),
        (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-request-id"),
    ];
    type Cold =
        (&'static str, &'static [(&'static str, &'static str)], &'static [(HeaderName, &'static str)]);
    let rows: [Cold; 3] =
        [("no origin", &[], &[VARY]), ("refused", &[EVIL], &[VARY]), ("allowed", &[OUR], GRANTS)];
    for (says, lines, written) in rows {
        let (mut by_hand, mut ours) = (0, 0);
        on_a_thread(|| by_hand = count(&Application { lines: written, marks: false }, "GET", lines, true));
        on_a_thread(|| {
            let wrapped = now(APP.new_transform(Application::PLAIN)).expect("a service");
            ours = count(&wrapped, "GET", lines, true);
        });
        assert!(by_hand > 0, "{says}: a first response allocates its head");
        assert_eq!(ours, by_hand, "{says}");
    }
}

/// The counter counts: a middleware that allocates is seen.
#[test]
fn an_allocation_is_seen() {
    let counted = measure(|| drop(std::hint::black_box(Box::new(1)))).count_total;
    assert_eq!(counted, 1);
}
