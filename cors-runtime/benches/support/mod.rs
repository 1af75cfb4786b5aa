//! What the benchmarks share: policies, the same ones for actix-cors, requests of each class, a bare service.
#![allow(dead_code, missing_docs, unreachable_pub)]

pub mod floor;
pub mod hostile;
pub mod tower;

use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_cors::Cors;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{self, ContentType};
use actix_web::test::TestRequest;
use actix_web::{Error, HttpMessage as _, HttpResponse, get};
use cors_runtime::{Policy, cors, cross_origin};

cors! {
    pub const ORIGINS_1 = {
        origins: ["https://t00001.example"],
        methods: [GET, POST, PUT, DELETE],
        headers: ["authorization", "content-type"],
        expose: ["x-request-id"],
        credentials: true,
        max_age: 1h,
    };
    pub const ORIGINS_2 = {
        origins: ["https://t00001.example", "https://t00002.example"],
        ..ORIGINS_1
    };
    pub const ORIGINS_3 = {
        origins: ["https://t00001.example", "https://t00002.example", "https://t00003.example"],
        ..ORIGINS_1
    };
    /// The same, and pages see no header beyond those that they may see anyway.
    pub const UNEXPOSED_3 = { expose: [], ..ORIGINS_3 };
    pub const ORIGINS_8 = {
        origins: [
            "https://t00001.example",
            "https://t00002.example",
            "https://t00003.example",
            "https://t00004.example",
            "https://t00005.example",
            "https://t00006.example",
            "https://t00007.example",
            "https://t00008.example",
        ],
        ..ORIGINS_1
    };
    pub const ORIGINS_100 = { origins: [include!("../lists/origins-100.txt")], ..ORIGINS_1 };
    pub const ORIGINS_10000 = { origins: [include!("../lists/origins-10000.txt")], ..ORIGINS_1 };

    pub const PATTERNS_1 = { origins: ["https://*.p0001.example"], ..ORIGINS_1 };
    pub const PATTERNS_10 = { origins: [include!("../lists/patterns-10.txt")], ..ORIGINS_1 };
    pub const PATTERNS_100 = { origins: [include!("../lists/patterns-100.txt")], ..ORIGINS_1 };
    pub const PATTERNS_1000 = { origins: [include!("../lists/patterns-1000.txt")], ..ORIGINS_1 };
    pub const IN_LABEL_1000 = { origins: [include!("../lists/in-label-1000.txt")], ..ORIGINS_1 };

    pub const LIVE = { origins: [runtime], ..ORIGINS_1 };

    pub const ANY_HEADER = { origins: ["https://t00001.example"], methods: [GET, PUT], headers: any };
}

/// The policies whose origins are `https://t00001.example` and so on.
pub const EXACT: [(usize, Policy); 6] = [
    (1, ORIGINS_1),
    (2, ORIGINS_2),
    (3, ORIGINS_3),
    (8, ORIGINS_8),
    (100, ORIGINS_100),
    (10_000, ORIGINS_10000),
];

pub fn exact(count: usize) -> Policy {
    EXACT.into_iter().find(|(known, _)| *known == count).expect("1, 2, 3, 8, 100 or 10000 origins").1
}

/// The policies whose origins are `https://*.p0001.example` and so on.
pub const PATTERNS: [(usize, Policy); 4] =
    [(1, PATTERNS_1), (10, PATTERNS_10), (100, PATTERNS_100), (1000, PATTERNS_1000)];

/// The same policy for actix-cors.
pub fn actix_cors(policy: Policy) -> Cors {
    let cors = Cors::default()
        .allowed_methods(["GET", "POST", "PUT", "DELETE"])
        .allowed_headers(["authorization", "content-type"])
        .supports_credentials()
        .max_age(3600);
    let cors = if policy == UNEXPOSED_3 { cors } else { cors.expose_headers(["x-request-id"]) };
    policy.origins().listed().iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

/// The five classes of requests of the bars; a refused preflight has three reasons.
pub const CLASSES: [&str; 7] = [
    "no origin",
    "actual allowed",
    "actual refused",
    "preflight allowed",
    "preflight refused: origin",
    "preflight refused: method",
    "preflight refused: header",
];

/// The lines of a request of this class, without those that every request has.
pub fn lines(class: &str) -> (&'static str, &'static [(&'static str, &'static str)]) {
    const OUR: (&str, &str) = ("origin", "https://t00001.example");
    const EVIL: (&str, &str) = ("origin", "https://evil.example");
    const PUT: (&str, &str) = ("access-control-request-method", "PUT");
    const PATCH: (&str, &str) = ("access-control-request-method", "PATCH");
    const NAMES: (&str, &str) = ("access-control-request-headers", "authorization,content-type");
    const UNKNOWN: (&str, &str) = ("access-control-request-headers", "authorization,x-unknown");
    match class {
        "no origin" => ("GET", &[]),
        "actual allowed" => ("GET", &[OUR]),
        "actual refused" => ("GET", &[EVIL]),
        "preflight allowed" => ("OPTIONS", &[OUR, PUT, NAMES]),
        "preflight refused: origin" => ("OPTIONS", &[EVIL, PUT, NAMES]),
        "preflight refused: method" => ("OPTIONS", &[OUR, PATCH, NAMES]),
        "preflight refused: header" => ("OPTIONS", &[OUR, PUT, UNKNOWN]),
        other => panic!("there is no class `{other}`"),
    }
}

/// A preflight that asks for these headers, for the hostile lists.
pub fn preflight_for(headers: &str) -> ServiceRequest {
    request("OPTIONS", &lines("preflight allowed").1[..2])
        .insert_header((header::ACCESS_CONTROL_REQUEST_HEADERS, headers))
        .to_srv_request()
}

/// A request of this class.
pub fn request_of(class: &str) -> ServiceRequest {
    test_request(class).to_srv_request()
}

/// The same, before it becomes a `ServiceRequest`.
pub fn test_request(class: &str) -> TestRequest {
    let (method, lines) = lines(class);
    request(method, lines)
}

fn request(method: &str, lines: &[(&'static str, &'static str)]) -> TestRequest {
    let request = TestRequest::with_uri("/api/items/1")
        .method(method.parse().expect("a method"))
        .insert_header((header::HOST, "api.example"))
        .insert_header((header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"))
        .insert_header((header::ACCEPT, "*/*"))
        .insert_header((header::ACCEPT_ENCODING, "gzip, deflate, br, zstd"));
    lines.iter().fold(request, |request, (name, value)| {
        // A value that was cloned once is shared from then on, as all are that a server cuts from what it reads.
        let value = header::HeaderValue::from_str(value).expect("a value");
        request.insert_header((*name, value.clone()))
    })
}

/// An application with a scope that has one route, and `middleware` around the scope.
#[macro_export]
macro_rules! app {
    ($($middleware:expr)?) => {
        App::new()
            .service(web::scope("/api").route("/items/{id}", web::get().to(support::hello))$(.wrap($middleware))?)
    };
    ($first:expr, $second:expr) => {
        app!($first).service(web::scope("/other").route("/items/{id}", web::get().to(support::hello)).wrap($second))
    };
}

/// What the application's route does.
#[allow(clippy::unused_async, reason = "handlers are")]
pub async fn hello() -> &'static str {
    "hello"
}

/// The same as a route of its own.
#[get("/api/items/{id}")]
pub async fn route() -> &'static str {
    "hello"
}

/// The same with a policy.
#[cross_origin(ORIGINS_3)]
#[get("/api/items/{id}")]
pub async fn attribute() -> &'static str {
    "hello"
}

/// The same with the headers of an allowed response, written by hand.
#[allow(clippy::unused_async, reason = "handlers are")]
pub async fn hello_with_headers() -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::VARY, "Origin"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "https://t00001.example"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"))
        .insert_header((header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-request-id"));
    response.insert_header(ContentType::plaintext()).body("hello")
}

/// The same with `Vary` alone.
#[allow(clippy::unused_async, reason = "handlers are")]
pub async fn hello_with_vary() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::VARY, "Origin"))
        .insert_header(ContentType::plaintext())
        .body("hello")
}

/// `middleware` around the application.
pub fn wrapped<T>(middleware: &T) -> T::Transform
where
    T: Transform<Bare, ServiceRequest, InitError = ()>,
{
    now(middleware.new_transform(Bare)).expect("a service")
}

/// The application: one header and a short body.
pub struct Bare;

impl Service<ServiceRequest> for Bare {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Ready<Result<ServiceResponse, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let response = HttpResponse::Ok().insert_header(ContentType::plaintext()).body("hello");
        ready(Ok(request.into_response(response)))
    }
}

/// One request through `service`; the request comes back for the next round.
#[inline(never)]
pub fn round<S, B>(service: &S, request: ServiceRequest) -> ServiceRequest
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    let response = now(service.call(request)).expect("a response");
    let request = ServiceRequest::from_request(response.into_parts().0);
    request.extensions_mut().clear();
    request
}

/// The output of a future that is ready at once.
pub fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

/// Hostile values of Access-Control-Request-Headers, and a normal one.
pub fn header_lists() -> [(&'static str, String); 5] {
    [
        ("normal", "authorization,content-type".to_owned()),
        ("64 KiB of commas", ",".repeat(64 * 1024)),
        (
            "15,000 names",
            (10_000..25_000).flat_map(|at| ["x-".to_owned(), at.to_string(), ",".to_owned()]).collect(),
        ),
        ("one allowed name, 15,000 times", "content-type,".repeat(15_000)),
        ("one allowed name, 64 KiB of white space", format!("{}content-type", " ".repeat(64 * 1024))),
    ]
}

/// Origins to look up in `policy`, all of them in it or none: at most 1,000, spread over its list, of the same
/// lengths.
pub fn asked(policy: Policy, hits: bool) -> Vec<String> {
    let listed = policy.origins().listed();
    let step = listed.len().div_ceil(1000);
    let asked = listed.iter().step_by(step).map(|origin| {
        let origin = origin.replace('*', "a1");
        if hits { origin } else { origin.replace(".example", ".exemple") }
    });
    let asked: Vec<String> = asked.collect();
    assert!(asked.iter().all(|origin| policy.allows_origin(origin) == hits));
    asked
}
