//! The peers that are written in Rust: actix-cors and tower-http, and cors-runtime on both frameworks.

use std::net::TcpListener;
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use actix_cors::Cors;
use actix_web::http::header;
use actix_web::{App, HttpResponse, HttpServer, Scope, web};
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use cors_tests::peers::policies::{LIST, OPEN, PUBLIC, WILD};
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, CorsLayer};

const ORIGINS: [&str; 2] = ["https://app.example.com", "https://admin.example.com:8443"];

/// Where the applications listen.
#[derive(Debug)]
pub(crate) struct Ports {
    pub(crate) actix: u16,
    pub(crate) axum: u16,
}

/// Starts them once, for as long as the tests run.
pub(crate) fn ports() -> &'static Ports {
    static PORTS: LazyLock<Ports> = LazyLock::new(|| {
        let free_port = || TcpListener::bind("127.0.0.1:0").expect("a free port");
        let (actix, axum) = (free_port(), free_port());
        let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
        let ports = Ports { actix: port(&actix), axum: port(&axum) };
        thread::spawn(|| serve_actix(actix));
        thread::spawn(|| serve_axum(axum));
        ports
    });
    &PORTS
}

async fn item() -> HttpResponse {
    HttpResponse::Ok().insert_header(("x-total", "7")).body("{}")
}

/// The policy of most set-ups, but for the origins.
fn actix_cors() -> Cors {
    without_methods().allowed_methods(["GET", "PUT"])
}

fn without_methods() -> Cors {
    Cors::default()
        .allowed_headers([header::CONTENT_TYPE, header::HeaderName::from_static("x-request-id")])
        .expose_headers(["x-total"])
        .supports_credentials()
        .max_age(600)
}

fn listed(cors: Cors) -> Cors {
    ORIGINS.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

fn scope(path: &str) -> Scope {
    web::scope(path)
        .route("/items/7", web::get().to(item))
        .route("/items/7", web::put().to(HttpResponse::NoContent))
}

fn serve_actix(listener: TcpListener) {
    let server = HttpServer::new(|| {
        let ends = actix_cors()
            .allowed_origin(ORIGINS[1])
            .allowed_origin_fn(|origin, _| origin.as_bytes().ends_with(b"example.com"));
        App::new()
            .service(scope("/A-right").wrap(listed(actix_cors())))
            .service(scope("/A-block").wrap(listed(actix_cors()).block_on_origin_mismatch(true)))
            .service(scope("/permissive").wrap(Cors::permissive()))
            .service(scope("/ends").wrap(ends))
            .service(scope("/anyorigin").wrap(actix_cors().allow_any_origin()))
            .service(scope("/nopreflightmethod").wrap(listed(without_methods()).allowed_methods(["GET"])))
            .service(scope("/ours").wrap(LIST))
            .service(scope("/ours-public").wrap(PUBLIC))
            .service(scope("/ours-wild").wrap(WILD))
            .service(scope("/ours-open").wrap(OPEN))
    });
    let server = server.workers(1).disable_signals().keep_alive(Duration::from_secs(60));
    let running = server.listen(listener).expect("a server").run();
    actix_web::rt::System::new().block_on(running).expect("it serves");
}

/// The policy of most set-ups, but for the origins.
fn tower_http() -> CorsLayer {
    use http::Method;
    CorsLayer::new()
        .allow_methods([Method::GET, Method::PUT])
        .allow_headers([http::header::CONTENT_TYPE, http::HeaderName::from_static("x-request-id")])
        .expose_headers([http::HeaderName::from_static("x-total")])
        .allow_credentials(true)
        .max_age(Duration::from_secs(600))
}

fn matching(test: impl Fn(&str) -> bool + Clone + Send + Sync + 'static) -> CorsLayer {
    tower_http().allow_origin(AllowOrigin::predicate(move |origin, _| origin.to_str().is_ok_and(&test)))
}

async fn axum_item() -> impl IntoResponse {
    ([("x-total", "7")], "{}")
}

fn items() -> Router {
    Router::new().route("/items/7", get(axum_item).put(axum_item).post(axum_item))
}

fn serve_axum(listener: TcpListener) {
    let list = || AllowOrigin::list(ORIGINS.map(http::HeaderValue::from_static));
    let exact = CorsLayer::new()
        .allow_origin(AllowOrigin::exact(http::HeaderValue::from_static(ORIGINS[0])))
        .allow_methods([http::Method::GET, http::Method::POST])
        .allow_headers([http::header::CONTENT_TYPE]);
    let mirror = tower_http()
        .allow_origin(list())
        .allow_methods(AllowMethods::mirror_request())
        .allow_headers(AllowHeaders::mirror_request());
    let app = Router::new()
        .nest("/A-right", items().layer(tower_http().allow_origin(list())))
        .nest("/permissive", items().layer(CorsLayer::permissive()))
        .nest("/very", items().layer(CorsLayer::very_permissive()))
        .nest(
            "/contains",
            items().layer(matching(|one| one.contains("app.example.com") || one == ORIGINS[1])),
        )
        .nest("/ends", items().layer(matching(|one| one.ends_with(".example.com") || one == ORIGINS[1])))
        .nest("/starts", items().layer(matching(|one| ORIGINS.iter().any(|listed| one.starts_with(listed)))))
        .nest("/mirror", items().layer(mirror))
        .nest("/novary", items().layer(tower_http().allow_origin(list()).vary([])))
        .nest("/exact", items().layer(exact))
        .nest("/ours", items().layer(LIST))
        .nest("/ours-public", items().layer(PUBLIC))
        .nest("/ours-open", items().layer(OPEN));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        listener.set_nonblocking(true).expect("a listener");
        let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
        axum::serve(listener, app).await.expect("it serves");
    });
}
