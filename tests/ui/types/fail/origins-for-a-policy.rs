//! Only a policy with `runtime` takes origins.
use actix_web::App;
use cors_runtime::{OriginErrors, cors};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

fn main() -> Result<(), OriginErrors> {
    let live = APP.with_origins(["https://tenant.example"])?;
    let _ = App::new().wrap(live);
    Ok(())
}
