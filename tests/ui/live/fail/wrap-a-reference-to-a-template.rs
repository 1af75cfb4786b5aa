use actix_web::App;
use cors_runtime::cors;

cors! {
    const TENANTS = { origins: ["https://app.example.com", runtime] };
}

fn main() {
    let _ = App::new().wrap(&TENANTS);
}
