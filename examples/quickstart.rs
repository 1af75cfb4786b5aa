//! A to-do list behind two policies: a web app may read it and add to it, anyone may read a summary.
//!
//! ```text
//! cargo run -p cors-examples --example quickstart
//! cargo run -p cors-examples --example quickstart -- --address 127.0.0.1 --port 8080
//! ```
//!
//! It prints where it listens and three `curl` lines to try.

use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::error::{ErrorNotFound, ErrorUnprocessableEntity};
use actix_web::http::header::LOCATION;
use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use cors_examples::Failure;
use cors_runtime::cors;
use serde::{Deserialize, Serialize};

cors! {
    /// The web app. A JSON `POST` is preflighted, because its `content-type` is not one of the three that a form can
    /// send.
    pub const APP = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            #[cfg(debug_assertions)]
            "http://localhost:*",
        ],
        methods: [GET, POST],
        headers: ["content-type"],
        expose: ["location"],
        max_age: 10m,
    };

    /// Anyone may read.
    pub const PUBLIC = { origins: any, methods: [GET] };

    expect APP {
        allow POST from "https://app.example.com" with ["content-type"];
        deny POST from "https://app.example.com.evil.net";
        deny DELETE from "https://app.example.com";
    }
}

#[derive(Clone, Serialize)]
struct Task {
    id: usize,
    title: String,
}

#[derive(Deserialize)]
struct NewTask {
    title: String,
}

#[derive(Default)]
struct Tasks(Mutex<Vec<Task>>);

impl Tasks {
    fn lock(&self) -> MutexGuard<'_, Vec<Task>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[get("/tasks")]
async fn list(tasks: web::Data<Tasks>) -> impl Responder {
    web::Json(tasks.lock().clone())
}

#[post("/tasks")]
async fn add(tasks: web::Data<Tasks>, new: web::Json<NewTask>) -> actix_web::Result<impl Responder> {
    let title = new.into_inner().title;
    if title.trim().is_empty() {
        return Err(ErrorUnprocessableEntity("a task needs a title\n"));
    }
    let mut tasks = tasks.lock();
    let task = Task { id: tasks.len() + 1, title };
    tasks.push(task.clone());
    Ok(HttpResponse::Created().insert_header((LOCATION, format!("/api/tasks/{}", task.id))).json(task))
}

#[get("/tasks/{id}")]
async fn one(tasks: web::Data<Tasks>, id: web::Path<usize>) -> actix_web::Result<impl Responder> {
    let task = tasks.lock().iter().find(|task| task.id == *id).cloned();
    task.map(web::Json).ok_or_else(|| ErrorNotFound("no such task\n"))
}

#[get("/summary")]
async fn summary(tasks: web::Data<Tasks>) -> impl Responder {
    format!("tasks: {}\n", tasks.lock().len())
}

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    let (listener, base) = cors_examples::listen(8080)?;
    let tasks = web::Data::new(Tasks::default());
    tasks.lock().push(Task { id: 1, title: "read the README".to_owned() });

    let server = HttpServer::new(move || {
        App::new()
            .app_data(tasks.clone())
            .service(web::scope("/api").service(list).service(add).service(one).wrap(APP))
            .service(web::scope("/public").service(summary).wrap(PUBLIC))
    })
    .workers(2)
    .listen(listener)?
    .run();

    println!("Listening on {base}\n\n{APP}\n\n{PUBLIC}\n\n{}", cors_examples::quickstart_lines(&base));
    server.await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use cors_audit::{Weakness, audit};

    use super::{APP, PUBLIC};

    #[test]
    fn hostile_origins_get_what_the_policies_declare() {
        audit(APP, "https://api.example.com").assert_granted_only(&[Weakness::DeclaredWildcard]);
        audit(PUBLIC, "https://api.example.com").assert_no_credentials_granted();
    }
}
