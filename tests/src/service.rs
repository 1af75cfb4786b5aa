//! Real actix applications, and what a client sees of their answers.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use actix_http::Request;
use actix_web::body::{BoxBody, MessageBody, SizedStream, to_bytes};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::test::TestRequest;
use actix_web::web::{self, Bytes};
use actix_web::{Error, FromRequest as _, HttpRequest, HttpResponse, error};

/// What came back. Two replies are equal when status, headers and body are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// All header lines as `name: value`, sorted by name; the lines of one name in their order.
    pub headers: Vec<String>,
    /// The body.
    pub body: String,
}

impl Reply {
    /// The lines of one header.
    pub fn lines(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).collect()
    }

    /// The CORS headers alone.
    pub fn cors(&self) -> Vec<&str> {
        self.headers.iter().map(String::as_str).filter(|line| line.starts_with("access-control-")).collect()
    }

    /// Status and headers, with the body and its two headers left out: a debug build explains refusals there.
    pub fn without_reason(mut self) -> (u16, Vec<String>) {
        if self.body.starts_with("CORS: ") {
            self.headers.retain(|line| {
                !line.starts_with("content-type") && !line.starts_with("x-content-type-options")
            });
        }
        (self.status, self.headers)
    }
}

type Answer = Pin<Box<dyn Future<Output = Reply>>>;

/// A running application.
#[derive(Clone)]
pub struct Served(Rc<dyn Fn(TestRequest) -> Answer>);

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Served")
    }
}

impl Served {
    /// The answer to a request. An `Err` is turned into a response as the server does it.
    pub async fn send(&self, request: TestRequest) -> Reply {
        (self.0)(request).await
    }
}

/// Starts an `App`.
#[macro_export]
macro_rules! serve {
    ($app:expr) => {
        $crate::service::serve(actix_web::test::init_service($app).await)
    };
}

/// A service, ready for requests.
pub fn serve<S, B>(service: S) -> Served
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    let service = Rc::new(service);
    Served(Rc::new(move |request| {
        let service = Rc::clone(&service);
        Box::pin(async move {
            let response = match service.call(request.to_request()).await {
                Ok(response) => response.into_parts().1.map_into_boxed_body(),
                Err(error) => error.error_response(),
            };
            reply(response).await
        })
    }))
}

async fn reply(response: HttpResponse) -> Reply {
    let status = response.status().as_u16();
    let mut headers: Vec<String> = response
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort_by(|a, b| a.split(':').next().cmp(&b.split(':').next()));
    let body = to_bytes(response.into_body()).await.unwrap_or_default();
    Reply { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
}

/// A request with these header lines, each `name: value`.
///
/// # Panics
///
/// Where a line has no `: `.
pub fn request(method: &str, path: &str, lines: &[&str]) -> TestRequest {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    lines.iter().fold(TestRequest::with_uri(path).method(method), |request, line| {
        let (name, value) = line.split_once(": ").expect("`name: value`");
        request.append_header((name, value))
    })
}

/// A preflight from `origin` for `method`.
pub fn preflight(path: &str, origin: &str, method: &str) -> TestRequest {
    request(
        "OPTIONS",
        path,
        &[&format!("Origin: {origin}"), &format!("Access-Control-Request-Method: {method}")],
    )
}

/// `.wrap(POLICY)` on an `App`, on a `Scope` and on a `Resource`, each with [`handler`] at `/api/{what}`.
#[macro_export]
macro_rules! everywhere {
    ($policy:expr) => {{
        use actix_web::{App, web};
        use $crate::serve;
        use $crate::service::handler;
        let any = || web::route().to(handler);
        let scope = web::scope("/api").route("/{what}", any()).wrap($policy);
        let resource = web::resource("/api/{what}").route(any()).wrap($policy);
        [
            ("App", serve!(App::new().route("/api/{what}", any()).wrap($policy))),
            ("Scope", serve!(App::new().service(scope))),
            ("Resource", serve!(App::new().service(resource))),
        ]
    }};
}

thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

/// How often a handler ran on this thread since the last time that this was asked.
pub fn calls() -> usize {
    CALLS.replace(0)
}

/// A handler that does what the last segment of its path says.
///
/// # Errors
///
/// Where the path says so.
pub async fn handler(request: HttpRequest) -> Result<HttpResponse, Error> {
    CALLS.set(CALLS.get() + 1);
    let mut response = HttpResponse::Ok();
    Ok(match request.path().rsplit('/').next().unwrap_or_default() {
        "error" => return Err(error::ErrorBadRequest("bad")),
        "vary-error" => {
            let response = HttpResponse::Conflict().insert_header(("Vary", "Cookie")).finish();
            return Err(error::InternalError::from_response("conflict", response).into());
        }
        "own-headers" => response
            .append_header(("Access-Control-Allow-Origin", "https://evil.example"))
            .append_header(("Access-Control-Allow-Origin", "*"))
            .append_header(("Access-Control-Allow-Credentials", "true"))
            .append_header(("Access-Control-Allow-Methods", "DELETE"))
            .append_header(("Access-Control-Allow-Headers", "x-evil"))
            .append_header(("Access-Control-Expose-Headers", "x-evil"))
            .append_header(("Access-Control-Max-Age", "99"))
            .append_header(("Access-Control-Allow-Private-Network", "true"))
            .finish(),
        "vary-one" => response.append_header(("Vary", "Accept-Encoding, Cookie")).finish(),
        "vary-two" => response.append_header(("Vary", "Cookie")).append_header(("Vary", "Accept")).finish(),
        "vary-named" => {
            response.append_header(("Vary", "Cookie")).append_header(("Vary", "accept , oRiGiN")).finish()
        }
        "vary-star" => response.append_header(("Vary", "*")).finish(),
        "vary-like" => response.append_header(("Vary", "X-Origin, Origin-Agent")).finish(),
        "moved" => HttpResponse::Found().insert_header(("Location", "/elsewhere")).finish(),
        "not-modified" => HttpResponse::NotModified().finish(),
        "switching" => HttpResponse::build(StatusCode::SWITCHING_PROTOCOLS).finish(),
        "stream" => {
            let parts = [Ok::<_, Error>(Bytes::from_static(b"ab")), Ok(Bytes::from_static(b"cd"))];
            response.body(BoxBody::new(SizedStream::new(4, futures_util::stream::iter(parts))))
        }
        "extractor" => {
            let number = web::Path::<u32>::extract(&request).await?;
            HttpResponse::Ok().body(number.to_string())
        }
        _ => response.insert_header(("X-App", "yes")).body("hello"),
    })
}

/// What `#[cross_origin(POLICY)]` makes of a route with [`handler`]: `$path` for the methods `$methods`.
#[macro_export]
macro_rules! route {
    ($path:expr, $methods:expr, none) => {
        actix_web::web::resource($path)
            .guard(cors_runtime::private::none_guard($path, $methods))
            .wrap(cors_runtime::private::none_layer())
            .to($crate::service::handler)
    };
    ($path:expr, $methods:expr, $policy:expr) => {
        actix_web::web::resource($path)
            .guard($policy.__cors_policy().route_guard($path, $methods))
            .wrap($policy.__cors_policy().route_layer($methods))
            .to($crate::service::handler)
    };
}

/// Authentication as one usually has it: whatever has no `Authorization` hears 401.
///
/// # Errors
///
/// Without `Authorization`.
pub async fn auth(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.headers().contains_key("authorization") {
        next.call(request).await
    } else {
        Err(error::ErrorUnauthorized("who are you?"))
    }
}
