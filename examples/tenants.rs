//! A multi-tenant service. The origins of its tenants are not known at compile time: they come from an environment
//! variable, and an admin can replace them while it runs.
//!
//! ```text
//! CORS_ORIGINS="https://t1.example.net, https://t2.example.net" cargo run -p cors-examples --example tenants
//! CORS_ORIGINS= ADMIN_PORT=9001 cargo run -p cors-examples --example tenants -- --address 127.0.0.1 --port 9000
//! ```
//!
//! It prints where it listens and `curl` lines to try.

use std::env;
use std::net::{Ipv4Addr, TcpListener};

use actix_web::error::ErrorUnprocessableEntity;
use actix_web::{App, HttpServer, Responder, get, guard, put, rt, web};
use cors_examples::{Failure, STOP};
use cors_runtime::{AllowedOrigin, CheckedOrigin, LivePolicy, cors};

cors! {
    /// Our own app is known now, the tenants' pages only at run time.
    pub const TENANTS = {
        origins: ["https://app.example.com", runtime],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
        max_age: 10m,
    };

    expect TENANTS {
        allow PUT from "https://app.example.com" with ["content-type"];
        deny DELETE from "https://app.example.com";
    }
}

#[get("/greeting")]
async fn greeting(origin: CheckedOrigin) -> impl Responder {
    format!("hello, {origin}\n")
}

/// The list as it is now.
#[get("/origins")]
async fn list(live: web::Data<LivePolicy>) -> impl Responder {
    live.origins().into_iter().map(|origin| origin + "\n").collect::<String>()
}

/// Replaces the list; if any entry is wrong, changes nothing and says what is wrong.
#[put("/origins")]
async fn replace(live: web::Data<LivePolicy>, body: String) -> actix_web::Result<impl Responder> {
    let origins = body.split(|c: char| c == ',' || c.is_whitespace()).filter(|origin| !origin.is_empty());
    live.replace_origins(origins).map_err(|errors| ErrorUnprocessableEntity(format!("{errors}\n")))?;
    Ok(format!("{} tenants\n", live.origins().len()))
}

/// Refuses browsers, whose requests to another host have an `Origin`. Otherwise any page that the admin visits could
/// send requests to this machine.
fn no_browser(context: &guard::GuardContext<'_>) -> bool {
    !context.head().headers().contains_key("origin")
}

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    let (listener, base) = cors_examples::listen(8080)?;
    let admin_listener = TcpListener::bind((Ipv4Addr::LOCALHOST, admin_port()?))?;
    let admin_base = format!("http://{}", admin_listener.local_addr()?);
    // Made once; the clones in the workers share the list.
    let live = TENANTS.with_origins_from_env("CORS_ORIGINS")?;
    println!(
        "Listening on {base}\nFor the admin on {admin_base}\n\n{live}\n\n{}",
        lines_to_try(&base, &admin_base)
    );

    let shared = web::Data::new(live.clone());
    let admin = HttpServer::new(move || {
        let origins = web::scope("").guard(guard::fn_guard(no_browser)).service(list).service(replace);
        App::new().app_data(shared.clone()).service(origins)
    });
    rt::spawn(admin.workers(1).listen(admin_listener)?.run());

    // The policy lets the tenants' pages read. The check inside it, against the same list, refuses requests of all
    // other pages, and gives the handler the page's origin.
    let check = AllowedOrigin::of_live(live.clone());
    let server = HttpServer::new(move || App::new().service(greeting).wrap(check.clone()).wrap(live.clone()));
    server.workers(2).listen(listener)?.run().await?;
    Ok(())
}

fn admin_port() -> Result<u16, Failure> {
    Ok(env::var("ADMIN_PORT").map_or(Ok(8081), |port| port.parse())?)
}

/// What to type in another terminal.
fn lines_to_try(base: &str, admin: &str) -> String {
    format!(
        "Try, in another terminal:

# The tenants.
curl {admin}/origins

# A tenant's page can read the answer, but only once it is a tenant's.
curl -i {base}/greeting -H 'Origin: https://t3.example.net'
curl -X PUT {admin}/origins --data 'https://t2.example.net https://t3.example.net'
curl -i {base}/greeting -H 'Origin: https://t3.example.net'

# A list with mistakes changes nothing, and every mistake is named.
curl -i -X PUT {admin}/origins --data 'https://t4.example.net/, http://t5.example.net, null, https://t6.example.net'
curl {admin}/origins

{STOP}
"
    )
}

#[cfg(test)]
mod tests {
    use cors_audit::audit;

    use super::TENANTS;

    #[test]
    fn hostile_origins_get_nothing() {
        let live = TENANTS.with_origins(["https://shop.example.net", "https://tenant.example.org:8443"]);
        audit(live.expect("two origins"), "https://api.example.com").assert_nothing_granted();
    }
}
