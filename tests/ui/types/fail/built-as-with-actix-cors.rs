//! The calls of actix-cors: one error, however many they are.
use actix_web::App;
use cors_runtime::Policy;

fn main() {
    let cors = Policy::default().allowed_origin("https://app.example.com").allow_any_method().max_age(3600);
    let _ = App::new().wrap(cors);
}
