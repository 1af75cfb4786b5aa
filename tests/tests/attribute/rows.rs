//! A table of requests, and what they hear.

use actix_http::Request;
use actix_web::Error;
use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
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

pub(crate) async fn assert_rows<B: MessageBody + 'static>(
    app: &impl Service<Request, Response = ServiceResponse<B>, Error = Error>,
    rows: Vec<Row>,
) {
    for Row { says, request, expected } in rows {
        // As the server does it: what a middleware's `Err` answers is an answer.
        let res = match app.call(request.to_request()).await {
            Ok(res) => res.into_parts().1.map_into_boxed_body(),
            Err(error) => error.error_response(),
        };
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
        let body = to_bytes(res.into_body()).await.unwrap_or_else(|_| panic!("{says}: no body"));
        // The body of a refused preflight is a reason in debug builds.
        let body =
            if refused_preflight { String::new() } else { format!(" {}", String::from_utf8_lossy(&body)) };
        assert_eq!(format!("{answer}{body}").trim_end(), expected, "{says}");
    }
}
