//! Frameworks that take tower's layers.

use std::convert::Infallible;

use ::axum::Router;
use ::axum::body::Body;
use ::axum::extract::Request;
use ::axum::response::Response;
use ::axum::routing::post;
use ::http::StatusCode;
use ::http::header::{HeaderMap, HeaderName, HeaderValue};
use ::hyper::body::{Bytes, Incoming};
use ::warp::Filter as _;
use cors_runtime::{ByOrigin, LivePolicy, Policy};
use http_body_util::{BodyExt as _, Full};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use tower::layer::util::Identity;
use tower::util::{BoxCloneSyncService, option_layer};
use tower::{Layer, Service, ServiceBuilder, service_fn};
use tower_http::compression::CompressionLayer;
use tower_http::map_response_body::MapResponseBodyLayer;
use tower_http::trace::TraceLayer;

use crate::server::{Servers, start, tokio_listener};
use crate::{API, APP, BODY, LINES, NAMES, live};

/// The same code for each policy, whose types differ.
macro_rules! servers {
    ($name:literal, $path:literal, exposes $exposed:literal, |$layer:ident| $serve:expr) => {{
        macro_rules! with {
            ($policy:expr) => {{
                let $layer = $policy;
                $serve
            }};
        }
        Servers {
            name: $name,
            path: $path,
            exposed: $exposed,
            bare: with!(Identity::new()),
            constant: with!(APP),
            live: with!(live()),
            names: with!(NAMES),
            chooser: with!(API),
        }
    }};
}

async fn hello() -> ([(&'static str, &'static str); 3], &'static str) {
    (LINES, BODY)
}

fn router() -> Router {
    Router::new().route("/x", post(hello))
}

async fn serve_router(listener: std::net::TcpListener, router: Router) {
    ::axum::serve(tokio_listener(listener), router).await.expect("axum serves");
}

pub fn axum() -> Servers {
    servers!("axum", "/x", exposes "vary, x-app", |policy| start(move |listener| serve_router(listener, router().layer(policy))))
}

/// `Option<Policy>`, `Option<LivePolicy>` and a chooser, present or not, in both forms that tower has.
pub fn axum_optional() -> Servers {
    macro_rules! optional {
        ($policy:expr) => {{
            let policy = $policy;
            start(move |listener| {
                serve_router(listener, router().layer(ServiceBuilder::new().option_layer(policy)))
            })
        }};
    }
    let live = Some(live());
    Servers {
        name: "axum, `option_layer`",
        path: "/x",
        exposed: "vary, x-app",
        bare: optional!(None::<LivePolicy>),
        constant: optional!(Some(APP)),
        live: start(move |listener| serve_router(listener, router().layer(option_layer(live)))),
        names: optional!(Some(NAMES)),
        chooser: optional!(Some(API)),
    }
}

/// The signature that services have which store a boxed service: it names the body.
type Boxed = BoxCloneSyncService<Request, Response<Body>, Infallible>;

pub fn axum_boxed() -> Servers {
    servers!("axum, boxed", "/x", exposes "vary, x-app", |policy| start(move |listener| {
        let service: Boxed = BoxCloneSyncService::new(policy.layer(router()));
        serve_router(listener, Router::new().fallback_service(service))
    }))
}

pub fn axum_compression_inside() -> Servers {
    servers!("axum, compression inside", "/x", exposes "content-encoding, vary, x-app", |policy| start(move |listener| {
        let layers = ServiceBuilder::new().layer(policy).layer(CompressionLayer::new());
        serve_router(listener, router().layer(layers))
    }))
}

pub fn axum_compression_outside() -> Servers {
    servers!("axum, compression outside", "/x", exposes "vary, x-app", |policy| start(move |listener| {
        let layers = ServiceBuilder::new().layer(CompressionLayer::new()).layer(policy);
        serve_router(listener, router().layer(layers))
    }))
}

/// `TraceLayer` has a body without a default: it stands outside, or in a `.layer` of its own, where axum boxes it.
pub fn axum_traced() -> Servers {
    servers!("axum, traces inside and outside", "/x", exposes "vary, x-app", |policy| start(move |listener| {
        let layers = ServiceBuilder::new().layer(TraceLayer::new_for_http()).layer(policy);
        serve_router(listener, router().layer(TraceLayer::new_for_http()).layer(layers))
    }))
}

/// Serves a service with hyper.
async fn serve_hyper<S, B>(listener: std::net::TcpListener, service: S)
where
    S: Service<::http::Request<Incoming>, Response = ::http::Response<B>> + Clone + 'static,
    S::Future: 'static,
    S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    B: ::hyper::body::Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>> + 'static,
{
    let listener = tokio_listener(listener);
    while let Ok((stream, _)) = listener.accept().await {
        let service = TowerToHyperService::new(service.clone());
        tokio::task::spawn_local(async move {
            let connection = ::hyper::server::conn::http1::Builder::new();
            drop(connection.serve_connection(TokioIo::new(stream), service).await); // the client may be gone
        });
    }
}

/// The application where no framework has routes.
fn by_path<B: From<&'static str>>(path: &str) -> ::http::Response<B> {
    let mut response = ::http::Response::new(B::from(if path == "/x" { BODY } else { "nothing" }));
    if path == "/x" {
        write_lines(response.headers_mut());
    } else {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

fn write_lines(headers: &mut HeaderMap) {
    headers
        .extend(LINES.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))));
}

async fn full(request: ::http::Request<Incoming>) -> Result<::http::Response<Full<Bytes>>, Infallible> {
    Ok(by_path(request.uri().path()))
}

pub fn hyper() -> Servers {
    servers!("hyper", "/x", exposes "vary, x-app", |policy| start(move |listener| serve_hyper(listener, policy.layer(service_fn(full)))))
}

/// A service that returns what another server has sent it: a body without a default.
async fn forward(
    _: ::http::Request<Incoming>,
) -> Result<::http::Response<Incoming>, hyper_util::client::legacy::Error> {
    static UPSTREAM: std::sync::OnceLock<std::net::SocketAddr> = std::sync::OnceLock::new();
    let upstream = UPSTREAM.get_or_init(|| start(|listener| serve_hyper(listener, service_fn(full))));
    let client =
        hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let address = format!("http://{upstream}/x").parse().expect("an address");
    client.get(address).await
}

pub fn hyper_proxy() -> Servers {
    servers!("hyper, as a proxy", "/x", exposes "date, vary, x-app", |policy| start(move |listener| {
        let boxed = MapResponseBodyLayer::new(|body: Incoming| body.boxed());
        serve_hyper(listener, policy.layer(boxed.layer(service_fn(forward))))
    }))
}

pub fn tonic() -> Servers {
    servers!("tonic", "/x", exposes "grpc-status", |policy| start(async move |listener| {
        let incoming = ::tonic::transport::server::TcpIncoming::from(tokio_listener(listener));
        let mut server = ::tonic::transport::Server::builder().accept_http1(true).layer(policy);
        let routes = ::tonic::service::Routes::builder().routes();
        server.add_routes(routes).serve_with_incoming(incoming).await.expect("tonic serves");
    }))
}

pub fn jsonrpsee() -> Servers {
    servers!("jsonrpsee", "/", exposes "", |policy| start(async move |listener| {
        let server = ::jsonrpsee::server::Server::builder();
        let server = server.set_http_middleware(ServiceBuilder::new().layer(policy));
        let server = server.build_from_tcp(listener).expect("a server");
        server.start(::jsonrpsee::RpcModule::new(())).stopped().await;
    }))
}

pub fn jsonrpsee_optional() -> Servers {
    macro_rules! optional {
        ($policy:expr) => {{
            let policy = $policy;
            start(async move |listener| {
                let server = ::jsonrpsee::server::Server::builder();
                let server = server.set_http_middleware(ServiceBuilder::new().option_layer(policy));
                let server = server.build_from_tcp(listener).expect("a server");
                server.start(::jsonrpsee::RpcModule::new(())).stopped().await;
            })
        }};
    }
    let (constant, other): (Option<Policy>, Option<ByOrigin<1>>) = (Some(APP), Some(API));
    Servers {
        name: "jsonrpsee, `option_layer`",
        path: "/",
        exposed: "",
        bare: optional!(None::<Policy>),
        constant: optional!(constant),
        live: optional!(Some(live())),
        names: optional!(Some(NAMES)),
        chooser: optional!(other),
    }
}

#[::salvo::handler]
async fn salvo_hello(response: &mut ::salvo::Response) {
    write_lines(response.headers_mut());
    response.render(BODY);
}

pub fn salvo() -> Servers {
    use ::salvo::prelude::*;

    servers!("salvo", "/x", exposes "vary, x-app", |policy| start(async move |listener| {
        let router = ::salvo::Router::with_path("x").post(salvo_hello);
        let service = ::salvo::Service::new(router).hoop(policy.compat());
        let acceptor = ::salvo::conn::tcp::TcpAcceptor::try_from(tokio_listener(listener)).expect("an acceptor");
        ::salvo::Server::new(acceptor).serve(service).await;
    }))
}

pub fn warp() -> Servers {
    servers!("warp", "/x", exposes "vary, x-app", |policy| start(move |listener| {
        let hello = ::warp::post().and(::warp::path!("x")).map(|| by_path::<String>("/x"));
        serve_hyper(listener, policy.layer(::warp::service(hello)))
    }))
}

/// A function on Lambda, behind hyper instead of the service's own runtime: its layers are the same.
pub fn lambda_http() -> Servers {
    use ::lambda_http::Body;

    async fn function(
        request: ::lambda_http::Request,
    ) -> Result<::http::Response<Body>, ::lambda_http::Error> {
        Ok(by_path(request.uri().path()))
    }

    servers!("lambda_http", "/x", exposes "vary, x-app", |policy| start(move |listener| {
        let function = policy.layer(::lambda_http::service_fn(function));
        let server = service_fn(move |request: ::http::Request<Incoming>| {
            let mut function = function.clone();
            async move {
                let (head, body) = request.into_parts();
                let body = Body::from(body.collect().await?.to_bytes().to_vec());
                let response = function.call(::http::Request::from_parts(head, body)).await?;
                Ok::<_, ::lambda_http::Error>(response.map(|body| Full::new(Bytes::from(body.to_vec()))))
            }
        });
        serve_hyper(listener, server)
    }))
}
