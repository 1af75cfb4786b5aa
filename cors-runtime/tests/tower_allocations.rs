//! What the tower layer allocates: nothing beyond what the header map of the response needs for the same lines.
//!
//! One test only, because whether requests bear a mark depends on the policies of the whole process.

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use cors_runtime::cors;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderName, HeaderValue, ORIGIN, VARY,
};
use http::{Request, Response};
use tower_layer::Layer as _;
use tower_service::Service;

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.example.net"],
        methods: [GET, PUT],
        headers: ["authorization", "content-type"],
        expose: ["x-request-id"],
        credentials: true,
        max_age: 1h,
    };
    const OTHER = { origins: ["https://other.example"] };
}

type Lines<'a> = &'a [(HeaderName, &'static str)];

/// A service whose response carries these lines.
struct Application<'a>(Lines<'a>);

impl Service<Request<()>> for Application<'_> {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        let mut response = Response::new(());
        for (name, value) in self.0 {
            response.headers_mut().append(name.clone(), HeaderValue::from_static(value));
        }
        ready(Ok(response))
    }
}

fn request(method: &str, lines: Lines<'_>) -> Request<()> {
    let mut request = Request::builder().method(method).body(()).expect("a request");
    for (name, value) in lines {
        // A value that was cloned once is shared from then on, as all are that a server cuts from what it reads.
        let value = HeaderValue::from_str(value).expect("a header value");
        request.headers_mut().append(name.clone(), value.clone());
    }
    request
}

/// How many allocations `service` makes for a request, and the lines of its response.
fn count<S, B>(service: &mut S, method: &str, lines: Lines<'_>) -> (u64, Vec<(String, String)>)
where
    S: Service<Request<()>, Response = Response<B>, Error = Infallible>,
{
    let request = request(method, lines);
    let mut response = None;
    let counted = measure(|| {
        let future = pin!(service.call(request));
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(ready) => response = Some(ready),
            Poll::Pending => panic!("nothing here waits"),
        }
    });
    let Some(Ok(response)) = response else { panic!("a response") };
    let headers = response.headers().iter();
    let mut lines: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().expect("text").to_owned())).collect();
    lines.sort();
    (counted.count_total, lines)
}

const OUR: (HeaderName, &str) = (ORIGIN, "https://app.example.com");
const MATCHED: (HeaderName, &str) = (ORIGIN, "https://a.b.example.net");
const EVIL: (HeaderName, &str) = (ORIGIN, "https://evil.example");
const PUT: (HeaderName, &str) = (ACCESS_CONTROL_REQUEST_METHOD, "PUT");
const NAMES: (HeaderName, &str) = (ACCESS_CONTROL_REQUEST_HEADERS, "Authorization, content-type");

const BY_ORIGIN: (HeaderName, &str) = (VARY, "Origin");
const BY_PREFLIGHT: (HeaderName, &str) =
    (VARY, "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
const CREDENTIALS: (HeaderName, &str) = (ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
const EXPOSED: (HeaderName, &str) = (ACCESS_CONTROL_EXPOSE_HEADERS, "x-request-id");
const METHOD: (HeaderName, &str) = (ACCESS_CONTROL_ALLOW_METHODS, "PUT");
const HEADERS: (HeaderName, &str) = (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type");
const MAX_AGE: (HeaderName, &str) = (ACCESS_CONTROL_MAX_AGE, "3600");

const fn allow(origin: &(HeaderName, &'static str)) -> (HeaderName, &'static str) {
    (ACCESS_CONTROL_ALLOW_ORIGIN, origin.1)
}

#[test]
fn the_layer_allocates_nothing_of_its_own() {
    let rows: [(&str, &str, Lines<'_>, Lines<'_>); 6] = [
        ("no origin", "GET", &[], &[BY_ORIGIN]),
        ("an actual request, allowed", "GET", &[OUR], &[BY_ORIGIN, allow(&OUR), CREDENTIALS, EXPOSED]),
        ("allowed by a pattern", "GET", &[MATCHED], &[BY_ORIGIN, allow(&MATCHED), CREDENTIALS, EXPOSED]),
        ("an actual request, refused", "GET", &[EVIL], &[BY_ORIGIN]),
        ("its method refused", "POST", &[OUR], &[BY_ORIGIN]),
        (
            "a preflight, allowed",
            "OPTIONS",
            &[OUR, PUT, NAMES],
            &[BY_PREFLIGHT, allow(&OUR), CREDENTIALS, METHOD, HEADERS, MAX_AGE],
        ),
    ];
    let each = || {
        rows.iter().map(|(says, method, lines, written)| {
            let (by_hand, headers) = count(&mut Application(written), method, lines);
            (*says, *method, *lines, by_hand, headers)
        })
    };
    for (says, method, lines, by_hand, headers) in each() {
        assert!(by_hand > 0, "{says}: the header map of a response allocates");
        assert_eq!(count(&mut APP.layer(Application(&[])), method, lines), (by_hand, headers), "{says}");
    }

    // With two policies in the process each request bears a mark: its extensions' map, that map's table and the mark.
    let _other = OTHER.layer(Application(&[]));
    for (says, method, lines, by_hand, headers) in each() {
        let marked = (by_hand + 3, headers);
        assert_eq!(count(&mut APP.layer(Application(&[])), method, lines), marked, "{says}, two policies");
    }
}
