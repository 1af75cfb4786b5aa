//! The calls of tower-http: one error, however many they are.
use axum::Router;
use cors_runtime::Policy;

fn main() {
    let cors = Policy::new().allow_origin("https://app.example.com").allow_methods(["GET"]);
    let _: Router = Router::new().layer(cors);
}
