use std::sync::Arc;

use cors_runtime::Answer;
use poem::{Endpoint, Request, Response};

async fn with_cors<E: Endpoint>(next: Arc<E>, request: Request) -> poem::Result<Response> {
    match APP.answer(request.method(), request.headers()) {
        Answer::Preflight(answer) => {
            let mut response = Response::from(answer.status());
            response.headers_mut().clone_from(answer.headers());
            Ok(response)
        }
        Answer::Actual(cors) => {
            let mut response = next.get_response(request).await; // also for an error
            cors.write(response.status(), response.headers_mut());
            Ok(response)
        }
    }
}
