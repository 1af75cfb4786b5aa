//! The page: static files, the plan, and the log of what reached the API.

use actix_web::http::header;
use actix_web::{HttpResponse, Responder, get, web};

use crate::expected::Plan;
use crate::log::{Log, Mark};

/// Path, content type, file.
const FILES: [(&str, &str, &str); 5] = [
    ("/", "text/html; charset=utf-8", include_str!("index.html")),
    ("/runner.html", "text/html; charset=utf-8", include_str!("runner.html")),
    ("/page.js", "text/javascript; charset=utf-8", include_str!("page.js")),
    ("/runner.js", "text/javascript; charset=utf-8", include_str!("runner.js")),
    ("/style.css", "text/css; charset=utf-8", include_str!("style.css")),
];

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    for (path, kind, text) in FILES {
        let file = move || async move {
            HttpResponse::Ok()
                .content_type(kind)
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .body(text)
        };
        config.route(path, web::get().to(file));
    }
    config.service(plan).service(log);
}

/// The requests to send, and what the policies say about them.
#[get("/plan.json")]
async fn plan(plan: web::Data<Plan>) -> impl Responder {
    HttpResponse::Ok().json(plan.get_ref())
}

/// What reached the API in one run of the page.
#[get("/log.json")]
async fn log(log: web::Data<Log>, mark: web::Query<Mark>) -> impl Responder {
    HttpResponse::Ok().json(log.of(&mark))
}
