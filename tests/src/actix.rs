//! Applications of actix-web, in the process of the test.
//!
//! ```ignore
//! let app = serve(App::new().route("/x", web::route().to(application)).wrap(APP)).await;
//! assert_eq!(app.ask(&Request::from_page("GET", "/x", ORIGIN)).await.in_short(), format!("200 {ORIGIN}"));
//! ```

use std::fmt;
use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody, SizedStream, to_bytes};
use actix_web::dev::{Service as _, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::error::{self, InternalError};
use actix_web::http::header::HeaderValue;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::test::{TestRequest, init_service};
use actix_web::web::{self, Bytes};
use actix_web::{App, Error, HttpResponse};
use futures_util::future::LocalBoxFuture;

use crate::answer::Answer;
use crate::any_policy::AnyPolicy;
use crate::deployment::{Application, Deployment, PATH};
use crate::request::Request;
use crate::script::{self, How, Script};
use crate::with_policy;

/// A policy around an `App`, a `Scope` and a `Resource`, each with the [`application`] at [`PATH`].
#[allow(clippy::clone_on_copy, reason = "some of the kinds are not `Copy`")]
pub async fn deployments(policy: impl Into<AnyPolicy>) -> Vec<Deployment> {
    let policy = policy.into();
    let name = format!("{policy:?}");
    with_policy!(policy, |policy| {
        let route = || web::route().to(application);
        let app = App::new().route(PATH, route()).wrap(from_fn(middleware)).wrap(policy.clone());
        let scope = App::new().service(web::scope("/api").route("/x", route()).wrap(policy.clone()));
        let resource = web::resource(PATH).route(route()).wrap(from_fn(middleware)).wrap(policy.clone());
        vec![
            Deployment::new(format!("{name} on an App"), serve(app).await),
            Deployment::new(format!("{name} on a Scope"), serve(scope).await),
            Deployment::new(format!("{name} on a Resource"), serve(App::new().service(resource)).await),
        ]
    })
}

/// A policy on a route by its attribute, with these methods and the [`application`] at [`PATH`]:
/// `on_route!([APP], "GET", "PUT")`. A macro, because attributes are tokens.
#[macro_export]
macro_rules! on_route {
    ([$($argument:tt)+], $($method:tt),+ $(,)?) => {{
        #[cors_runtime::cross_origin($($argument)+)]
        #[actix_web::route(
            "/api/x",
            $(method = $method,)+
            wrap = "actix_web::middleware::from_fn(cors_tests::actix::middleware)"
        )]
        async fn route() -> Result<actix_web::HttpResponse, actix_web::Error> {
            $crate::actix::application().await
        }
        $crate::deployment::Deployment::of_route(
            format!("#[cross_origin({})]", stringify!($($argument)+)),
            &[$($method),+],
            $crate::actix::serve(actix_web::App::new().service(route)).await,
        )
    }};
}

/// A running application.
#[derive(Clone)]
pub struct Served(Rc<dyn Fn(TestRequest) -> LocalBoxFuture<'static, Answer>>);

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Served")
    }
}

impl Served {
    /// The response to a request. An `Err` is turned into a response as the server does.
    pub async fn send(&self, request: TestRequest) -> Answer {
        (self.0)(request).await
    }

    /// The same for a request in plain data.
    pub async fn ask(&self, request: &Request) -> Answer {
        self.send(test_request(request)).await
    }
}

impl Application for Served {
    fn answer(&self, request: &Request) -> LocalBoxFuture<'static, Answer> {
        (self.0)(test_request(request))
    }
}

/// What an `App` is generic over: what a function needs to know that takes or returns one.
pub trait Endpoint<B>:
    ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<B>, Error = Error, InitError = ()>
    + 'static
{
}

impl<T, B> Endpoint<B> for T where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static
{
}

/// Starts an application.
pub async fn serve<B: MessageBody + 'static>(app: App<impl Endpoint<B>>) -> Served {
    let service = Rc::new(init_service(app).await);
    Served(Rc::new(move |request| {
        let service = Rc::clone(&service);
        Box::pin(async move {
            let response = match service.call(request.to_request()).await {
                Ok(response) => response.into_parts().1.map_into_boxed_body(),
                Err(error) => error.error_response(),
            };
            answer(response).await
        })
    }))
}

async fn answer(response: HttpResponse) -> Answer {
    let status = response.status().as_u16();
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let lines: Vec<_> =
        response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let body = to_bytes(response.into_body()).await.unwrap_or_default();
    Answer::new(status, lines, &body)
}

/// A request for [`Served::send`].
///
/// # Panics
///
/// If actix-http would not have accepted it from a socket.
pub fn test_request(request: &Request) -> TestRequest {
    let method = Method::from_bytes(request.method.as_bytes()).expect("a method");
    let start = TestRequest::with_uri(&request.path).method(method).set_payload(request.body.clone());
    request.lines.iter().fold(start, |made, (name, value)| {
        made.append_header((name.as_str(), HeaderValue::from_bytes(value).expect("a header value")))
    })
}

/// The application inside the policies: it plays this thread's [`Script`].
///
/// # Errors
///
/// If the script says so.
///
/// # Panics
///
/// If its status is not a valid one.
pub async fn application() -> Result<HttpResponse, Error> {
    script::called();
    let script = script::script();
    let mut response = HttpResponse::build(StatusCode::from_u16(script.status).expect("a status"));
    for line in script.pairs() {
        response.append_header(line);
    }
    match script.how {
        How::Response | How::MiddlewareError => Ok(response.body(script.body)),
        How::Streamed => {
            let (head, rest) = script.body.split_at(script.body.len() / 2);
            let parts = [head, rest].map(|part| Ok::<_, Error>(Bytes::copy_from_slice(part.as_bytes())));
            let length = script.body.len() as u64;
            Ok(response.body(BoxBody::new(SizedStream::new(length, futures_util::stream::iter(parts)))))
        }
        How::HandlerError => {
            Err(InternalError::from_response("on purpose", response.body(script.body)).into())
        }
    }
}

/// A middleware between policy and application, which returns an error instead if the script says so.
///
/// # Errors
///
/// If the script says so.
pub async fn middleware(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let Script { how: How::MiddlewareError, .. } = script::script() else { return Ok(response) };
    Err(InternalError::from_response("in between", response.into_parts().1).into())
}

/// Typical authentication: 401 for every request without `Authorization`.
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
