//! A table of requests, and what they hear.

use actix_web::App;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::test::TestRequest;

/// A request and, in one line, what came back: status, granted origin, granted methods, body.
pub(crate) struct Row {
    pub(crate) says: &'static str,
    pub(crate) request: TestRequest,
    pub(crate) expected: &'static str,
}

pub(crate) fn preflight(path: &str, origin: &str, method: &str) -> TestRequest {
    TestRequest::with_uri(path)
        .method(Method::OPTIONS)
        .insert_header(("origin", origin))
        .insert_header(("access-control-request-method", method))
}

pub(crate) fn actual(method: &str, path: &str, origin: &str) -> TestRequest {
    let method = method.parse().expect("a method");
    TestRequest::with_uri(path).method(method).insert_header(("origin", origin))
}

pub(crate) fn row(says: &'static str, request: TestRequest, expected: &'static str) -> Row {
    Row { says, request, expected }
}

pub(crate) async fn assert_rows<T, B>(app: App<T>, rows: Vec<Row>)
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        >,
    B: MessageBody,
{
    let app = actix_web::test::init_service(app).await;
    for Row { says, request, expected } in rows {
        let res = actix_web::test::call_service(&app, request.to_request()).await;
        let header = |name: &str| {
            let mut lines = res.headers().get_all(name);
            let first =
                lines.next().map_or_else(|| "-".to_owned(), |value| value.to_str().expect(name).to_owned());
            assert!(lines.next().is_none(), "{says}: two lines {name}");
            first
        };
        let answer = format!(
            "{} {} {}",
            res.status().as_u16(),
            header("access-control-allow-origin"),
            header("access-control-allow-methods"),
        );
        let refused_preflight = res.status() == 403;
        let body = actix_web::test::read_body(res).await;
        // The body of a refused preflight is a reason in debug builds.
        let body =
            if refused_preflight { String::new() } else { format!(" {}", String::from_utf8_lossy(&body)) };
        assert_eq!(format!("{answer}{body}").trim_end(), expected, "{says}");
    }
}
