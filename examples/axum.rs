//! The service of `quickstart.rs` on axum: the same policies, the same answers.
//!
//! ```text
//! cargo run -p cors-examples --example axum
//! cargo run -p cors-examples --example axum -- --address 127.0.0.1 --port 8080
//! ```
//!
//! It prints where it listens and three `curl` lines to try.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
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

#[derive(Clone, Default)]
struct Tasks(Arc<Mutex<Vec<Task>>>);

impl Tasks {
    fn lock(&self) -> MutexGuard<'_, Vec<Task>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn list(State(tasks): State<Tasks>) -> impl IntoResponse {
    Json(tasks.lock().clone())
}

async fn add(
    State(tasks): State<Tasks>,
    Json(new): Json<NewTask>,
) -> Result<impl IntoResponse, impl IntoResponse> {
    if new.title.trim().is_empty() {
        return Err((StatusCode::UNPROCESSABLE_ENTITY, "a task needs a title\n"));
    }
    let mut tasks = tasks.lock();
    let task = Task { id: tasks.len() + 1, title: new.title };
    tasks.push(task.clone());
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/tasks/{}", task.id))], Json(task)))
}

async fn one(State(tasks): State<Tasks>, Path(id): Path<usize>) -> Result<Json<Task>, impl IntoResponse> {
    let task = tasks.lock().iter().find(|task| task.id == id).cloned();
    task.map(Json).ok_or((StatusCode::NOT_FOUND, "no such task\n"))
}

async fn summary(State(tasks): State<Tasks>) -> String {
    format!("tasks: {}\n", tasks.lock().len())
}

/// Each router has its own policy: `.layer` wraps the routes that are added before it. A nested router without its own
/// fallback leaves unknown paths to the outer router, which has no policy.
fn app(tasks: Tasks) -> Router {
    let api = Router::new()
        .route("/tasks", get(list).post(add))
        .route("/tasks/{id}", get(one))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(APP);
    let public = Router::new().route("/summary", get(summary)).layer(PUBLIC);
    Router::new().nest("/api", api).nest("/public", public).with_state(tasks)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let (listener, base) = cors_examples::listen(8080)?;
    listener.set_nonblocking(true)?;
    let tasks = Tasks::default();
    tasks.lock().push(Task { id: 1, title: "read the README".to_owned() });

    println!("Listening on {base}\n\n{APP}\n\n{PUBLIC}\n\n{}", cors_examples::quickstart_lines(&base));
    axum::serve(tokio::net::TcpListener::from_std(listener)?, app(tasks)).await?;
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
