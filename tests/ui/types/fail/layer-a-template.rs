//! A template has no list yet, so it is not a layer.
use axum::Router;
use cors_runtime::cors;

cors! {
    const TENANTS = { origins: ["https://app.example.com", runtime] };
}

fn main() {
    let _: Router = Router::new().layer(TENANTS);
}
