//! A configuration becomes a policy when its rules have been checked.
use axum::Router;
use cors_runtime::PolicyConfig;

fn main() {
    let config = PolicyConfig::new(["https://app.example.com"]);
    let _: Router = Router::new().layer(config);
}
