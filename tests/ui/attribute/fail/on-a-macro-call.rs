//! What a macro call expands to is not seen by the attribute.
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [PUT] };
}

macro_rules! routes {
    () => {
        #[actix_web::put("/admin")]
        async fn admin() -> &'static str {
            ""
        }
    };
}

#[cross_origin(APP)]
routes!();

fn main() {
    let _ = (APP, admin);
}
