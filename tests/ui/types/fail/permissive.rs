//! The beginning of both libraries' examples.
use axum::Router;
use cors_runtime::Policy;

fn main() {
    let _: Router = Router::new().layer(Policy::permissive());
}
