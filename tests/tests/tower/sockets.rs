//! Over real sockets, HTTP/1 and HTTP/2: axum's own server, hyper around a bare service, and tonic.

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::any;
use cors_runtime::cors;
use cors_tests::answer::Answer;
use cors_tests::deployment::PATH;
use cors_tests::request::Request;
use cors_tests::script::{Script, play};
use cors_tests::tower::{Bare, Served, application, middleware, serve};
use cors_tests::tower_server::{TowerServer, Version};
use tonic_web::GrpcWebLayer;
use tower_layer::Layer as _;

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.example.net"],
        methods: [GET, PUT],
        headers: ["content-type"],
        expose: ["x-app"],
        credentials: true,
        max_age: 10m,
    };
    const GRPC = {
        origins: ["https://app.example.com"],
        methods: [POST],
        headers: ["content-type", "x-grpc-web", "x-user-agent"],
        expose: ["grpc-status", "grpc-message"],
    };
}

/// Requests of every kind; the first of them opens the connection on which all are sent.
fn requests() -> Vec<Request> {
    let app = "https://app.example.com";
    let names = |asked: Request, names: &str| asked.with("Access-Control-Request-Headers", names);
    vec![
        Request::new("GET", PATH, &[]),
        Request::from_page("GET", PATH, app),
        Request::from_page("HEAD", PATH, app),
        Request::from_page("PUT", PATH, "https://a.b.example.net").body("{}"),
        Request::from_page("GET", PATH, "https://evil.example"),
        Request::from_page("GET", PATH, app).with("Origin", app),
        Request::from_page("DELETE", PATH, app),
        Request::from_page("OPTIONS", PATH, app),
        names(Request::preflight(PATH, app, "PUT"), "content-type"),
        names(Request::preflight(PATH, app, "PUT"), "x-evil"),
        names(Request::preflight(PATH, app, "PUT"), &",".repeat(8 * 1024)),
        Request::preflight(PATH, "null", "GET"),
        Request::preflight(PATH, app, "DELETE"),
        Request::preflight("/nowhere", app, "GET"),
        Request::from_page("GET", "/nowhere", app),
        Request::from_page("GET", PATH, app),
    ]
}

fn in_process(app: &Served) -> Vec<Answer> {
    play(&Script::plain());
    let system = actix_web::rt::System::new();
    let mut answers = Vec::new();
    for asked in requests() {
        answers.push(system.block_on(app.ask(&asked)));
    }
    answers
}

#[test]
fn what_is_sent_is_what_the_service_answers() {
    let router = Router::new().route(PATH, any(application).layer(from_fn(middleware))).layer(APP);
    let expected = in_process(&serve(router.clone()));
    assert_eq!(expected[1].in_short(), "200 https://app.example.com");

    let axum = TowerServer::start({
        let router = router.clone();
        async move |listener| axum::serve(listener, router).await.expect("axum serves")
    });
    let hyper = TowerServer::serve(hyper_service(router));
    for (server, socket) in [("axum", &axum), ("hyper", &hyper)] {
        for version in [Version::One, Version::Two] {
            let answers = socket.ask(version, &requests());
            for ((asked, answer), expected) in requests().iter().zip(answers).zip(&expected) {
                assert_eq!(answer, *expected, "{server}, {version:?}: {asked:?}");
            }
        }
    }
}

#[test]
fn a_bare_hyper_service() {
    let expected = in_process(&serve(APP.layer(Bare)));
    let socket = TowerServer::serve(hyper_service(APP.layer(Bare)));
    for version in [Version::One, Version::Two] {
        let answers = socket.ask(version, &requests());
        for ((asked, answer), expected) in requests().iter().zip(answers).zip(&expected) {
            // The server removes the body of the answer to a HEAD.
            let body = if asked.method == "HEAD" { "" } else { &expected.body };
            assert_eq!(
                (answer.status, &answer.lines),
                (expected.status, &expected.lines),
                "{version:?}: {asked:?}"
            );
            assert_eq!(answer.body, body, "{version:?}: {asked:?}");
        }
    }
}

/// A page that uses gRPC-Web sends a preflight first, and reads `grpc-status`.
#[test]
fn a_tonic_server() {
    let socket = TowerServer::start(async |listener| {
        let routes = tonic::service::Routes::builder().routes();
        let incoming = tonic::transport::server::TcpIncoming::from(listener);
        let server = tonic::transport::Server::builder().accept_http1(true).layer(GRPC).add_routes(routes);
        server.serve_with_incoming(incoming).await.expect("tonic serves");
    });
    let path = "/greeter.Greeter/Hello";
    let preflight = Request::preflight(path, "https://app.example.com", "POST")
        .with("Access-Control-Request-Headers", "content-type,x-grpc-web");
    let call =
        Request::from_page("POST", path, "https://app.example.com").with("Content-Type", "application/grpc");
    let stranger =
        Request::from_page("POST", path, "https://evil.example").with("Content-Type", "application/grpc");
    for version in [Version::One, Version::Two] {
        let answers = socket.ask(version, &[preflight.clone(), call.clone(), stranger.clone()]);
        assert_eq!(answers[0].in_short(), "204 https://app.example.com", "{version:?}");
        assert_eq!(answers[1].in_short(), "200 https://app.example.com", "{version:?}");
        assert_eq!(answers[1].values("grpc-status"), ["12"], "{version:?}: it has no such service");
        assert_eq!(answers[1].values("access-control-expose-headers"), ["grpc-status, grpc-message"]);
        assert_eq!(answers[2].in_short(), "200 -", "{version:?}");
    }
}

/// tonic's server stacks layers as a `ServiceBuilder` does: the first one is the outermost. tonic-web's layer answers 400
/// to every preflight that reaches it.
#[test]
fn a_tonic_server_with_grpc_web() {
    macro_rules! tonic_server {
        ($($layer:expr),+) => {
            TowerServer::start(async |listener| {
                let routes = tonic::service::Routes::builder().routes();
                let incoming = tonic::transport::server::TcpIncoming::from(listener);
                let builder = tonic::transport::Server::builder().accept_http1(true);
                let server = builder$(.layer($layer))+.add_routes(routes);
                server.serve_with_incoming(incoming).await.expect("tonic serves");
            })
        };
    }
    let preflight = Request::preflight("/greeter.Greeter/Hello", "https://app.example.com", "POST");
    for (says, socket, answer) in [
        ("first", tonic_server!(GRPC, GrpcWebLayer::new()), "204 https://app.example.com"),
        ("last", tonic_server!(GrpcWebLayer::new(), GRPC), "400 -"),
    ] {
        let answers = socket.ask(Version::One, std::slice::from_ref(&preflight));
        assert_eq!(answers[0].in_short(), answer, "the policy is the {says} layer");
    }
}

/// hyper passes a service another body type than axum takes.
fn hyper_service<S>(
    service: S,
) -> impl tower_service::Service<
    http::Request<hyper::body::Incoming>,
    Response = S::Response,
    Error = S::Error,
    Future = impl Future<Output = Result<S::Response, S::Error>> + Send + use<S>,
> + Clone
+ Send
+ 'static
where
    S: tower_service::Service<axum::extract::Request, Future: Send> + Clone + Send + 'static,
{
    Incoming(service)
}

#[derive(Clone)]
struct Incoming<S>(S);

impl<S: tower_service::Service<axum::extract::Request>>
    tower_service::Service<http::Request<hyper::body::Incoming>> for Incoming<S>
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: http::Request<hyper::body::Incoming>) -> S::Future {
        self.0.call(request.map(axum::body::Body::new))
    }
}
