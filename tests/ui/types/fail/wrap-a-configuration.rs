//! A configuration becomes a policy when its rules have been checked.
use actix_web::App;
use cors_runtime::PolicyConfig;

fn main() {
    let config = PolicyConfig::new(["https://app.example.com"]);
    let _ = App::new().wrap(config);
}
