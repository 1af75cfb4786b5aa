use cors_runtime::Answer;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Status;
use rocket::{Request, Response};

struct Cors;

#[rocket::async_trait]
impl Fairing for Cors {
    fn info(&self) -> Info {
        Info { name: "CORS", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let method = request.method().as_str().parse().expect("a method");
        let headers = match APP.answer(&method, &to_http(request.headers())) {
            Answer::Preflight(answer) => {
                *response = Response::build().status(Status::new(answer.status().as_u16())).finalize();
                answer.headers().clone()
            }
            Answer::Actual(cors) => {
                let mut headers = to_http(response.headers());
                headers.keys().for_each(|name| response.remove_header(name.as_str()));
                let status = StatusCode::from_u16(response.status().code).unwrap_or_default();
                cors.write(status, &mut headers);
                headers
            }
        };
        for (name, value) in &headers {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            response.adjoin_raw_header(name.to_string(), value);
        }
    }
}

fn to_http(headers: &rocket::http::HeaderMap<'_>) -> HeaderMap {
    let header = |header: rocket::http::Header<'_>| {
        let name: HeaderName = header.name().as_str().parse().ok()?;
        let value: HeaderValue = header.value().parse().ok()?;
        Some((name, value))
    };
    headers.iter().filter_map(header).collect()
}
