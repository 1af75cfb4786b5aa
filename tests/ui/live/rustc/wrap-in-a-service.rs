use actix_web::{App, HttpResponse, HttpServer, web};
use cors_runtime::cors;

cors! {
    const TENANTS = { origins: ["https://app.example.com", runtime] };
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(TENANTS))
        .bind(("127.0.0.1", 8080))?
        .run()
        .await
}
