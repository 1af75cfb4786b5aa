//! Frameworks of other kinds: what a user writes around `answer`.

use std::sync::Arc;

use cors_runtime::Answer;
use http::{HeaderMap, Method};

use crate::server::{Servers, start};
use crate::{API, APP, BODY, LINES, NAMES, live};

/// Any policy, or none.
type Cors = Arc<dyn Fn(&Method, &HeaderMap) -> Option<Answer> + Send + Sync>;

fn servers(
    name: &'static str,
    exposed: &'static str,
    added: &'static [&'static str],
    serve: impl Fn(Cors) -> std::net::SocketAddr,
) -> Servers {
    let live = live();
    Servers {
        name,
        path: "/x",
        exposed,
        added,
        bare: serve(Arc::new(|_, _| None)),
        constant: serve(Arc::new(|method, headers| Some(APP.answer(method, headers)))),
        live: serve(Arc::new(move |method, headers| Some(live.answer(method, headers)))),
        names: serve(Arc::new(|method, headers| Some(NAMES.answer(method, headers)))),
        chooser: serve(Arc::new(|method, headers| Some(API.answer(method, headers)))),
    }
}

/// poem has `http` 1, so its requests and responses fit as they are.
pub fn poem() -> Servers {
    use poem::{Endpoint, EndpointExt as _, IntoResponse as _, Request, Response, Route, handler, post};

    #[handler]
    fn hello() -> Response {
        LINES.iter().fold(Response::builder(), |all, (name, value)| all.header(*name, *value)).body(BODY)
    }

    async fn with_cors<E: Endpoint>(next: Arc<E>, request: Request, cors: Cors) -> poem::Result<Response> {
        match cors(request.method(), request.headers()) {
            Some(Answer::Preflight(answer)) => {
                let mut response = Response::from(answer.status());
                response.headers_mut().clone_from(answer.headers());
                Ok(response)
            }
            Some(Answer::Actual(headers)) => {
                let mut response = next.get_response(request).await;
                headers.write(response.status(), response.headers_mut());
                Ok(response)
            }
            None => Ok(next.get_response(request).await.into_response()),
        }
    }

    servers("poem", "vary, x-app", &[], |cors| {
        start(async move |listener| {
            let app = Route::new()
                .at("/x", post(hello))
                .around(move |next, request| with_cors(next, request, cors.clone()));
            let acceptor = poem::listener::TcpAcceptor::from_std(listener).expect("an acceptor");
            poem::Server::new_with_acceptor(acceptor).run(app).await.expect("poem serves");
        })
    })
}

/// rocket has an `http` of its own, so headers are copied. A fairing sees a response when its route has run: a preflight
/// has none, and what rocket answers in its place is replaced.
pub fn rocket() -> Servers {
    use rocket::fairing::{Fairing, Info, Kind};
    use rocket::http::{Header, Status};
    use rocket::{Request, Response, post, routes};

    #[derive(rocket::Responder)]
    struct Hello {
        body: &'static str,
        own: Header<'static>,
        vary: Header<'static>,
        stale: Header<'static>,
    }

    #[post("/x")]
    fn hello() -> Hello {
        let [own, vary, stale] = LINES.map(|(name, value)| Header::new(name, value));
        Hello { body: BODY, own, vary, stale }
    }

    fn to_http(headers: &rocket::http::HeaderMap<'_>) -> HeaderMap {
        let pair =
            |header: Header<'_>| Some((header.name().as_str().parse().ok()?, header.value().parse().ok()?));
        headers
            .iter()
            .filter_map(pair)
            .collect::<Vec<(http::HeaderName, http::HeaderValue)>>()
            .into_iter()
            .fold(HeaderMap::new(), |mut all, (name, value)| {
                all.append(name, value);
                all
            })
    }

    fn write(headers: &HeaderMap, response: &mut Response<'_>) {
        let names: Vec<String> = response.headers().iter().map(|header| header.name().to_string()).collect();
        names.iter().for_each(|name| response.remove_header(name));
        for (name, value) in headers {
            response.adjoin_header(Header::new(name.to_string(), value.to_str().expect("text").to_owned()));
        }
    }

    const EXPOSED: &str = "permissions-policy, server, vary, x-app, x-content-type-options, x-frame-options";
    /// What rocket adds to every response by itself.
    const SHIELD: [&str; 4] = [
        "permissions-policy: interest-cohort=()",
        "server: Rocket",
        "x-content-type-options: nosniff",
        "x-frame-options: SAMEORIGIN",
    ];

    struct WithCors(Cors);

    #[rocket::async_trait]
    impl Fairing for WithCors {
        fn info(&self) -> Info {
            Info { name: "CORS", kind: Kind::Response }
        }

        async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
            let method = request.method().as_str().parse().expect("a method");
            match (self.0)(&method, &to_http(request.headers())) {
                Some(Answer::Preflight(answer)) => {
                    response.set_status(Status::new(answer.status().as_u16()));
                    response.set_sized_body(0, std::io::Cursor::new(""));
                    response.remove_header("content-type");
                    for (name, value) in answer.headers() {
                        response.set_raw_header(name.to_string(), value.to_str().expect("text").to_owned());
                    }
                }
                Some(Answer::Actual(cors)) => {
                    let mut headers = to_http(response.headers());
                    let status = http::StatusCode::from_u16(response.status().code).expect("a status");
                    cors.write(status, &mut headers);
                    write(&headers, response);
                }
                None => {}
            }
        }
    }

    servers("rocket", EXPOSED, &SHIELD, |cors| {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .expect("a free port")
            .local_addr()
            .expect("an address");
        let (ready, is_ready) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let config = rocket::Config {
                port: port.port(),
                address: port.ip(),
                log_level: rocket::config::LogLevel::Off,
                shutdown: rocket::config::Shutdown { ctrlc: false, ..Default::default() },
                ..rocket::Config::default()
            };
            let up = rocket::fairing::AdHoc::on_liftoff("ready", move |_| {
                Box::pin(async move { ready.send(()).expect("the test waits") })
            });
            let rocket = rocket::custom(config).mount("/", routes![hello]).attach(WithCors(cors)).attach(up);
            rocket::execute(rocket.launch()).expect("rocket serves");
        });
        is_ready.recv().expect("rocket is up");
        port
    })
}
