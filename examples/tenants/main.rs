//! A multi-tenant service on as many machines as there are. The origins of its tenants are rows of a database, and each
//! instance follows that database: whoever adds or removes a tenant, all of them know it within a second or two.
//!
//! ```text
//! cargo run -p cors-examples --example tenants                      # SQLite, in the file `tenants.db` of this folder
//! DATABASE_URL=postgres://user:password@host/database cargo run -p cors-examples --example tenants
//! DATABASE_URL=… ADMIN_PORT=0 cargo run -p cors-examples --example tenants -- --port 0        # one more instance
//! ```
//!
//! It prints where it listens and `curl` lines to try.

mod database;
mod follow;

use std::env;
use std::net::{Ipv4Addr, TcpListener};

use actix_web::error::{ErrorServiceUnavailable, ErrorUnprocessableEntity};
use actix_web::{App, HttpResponse, HttpServer, Responder, delete, get, guard, put, rt, web};
use cors_examples::{Failure, STOP};
use cors_runtime::{AllowedOrigin, CheckedOrigin, cors};

use database::Database;

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

/// The table, which may hold what the policy does not take.
#[get("/tenants")]
async fn list(database: web::Data<Database>) -> actix_web::Result<impl Responder> {
    let tenants = database.tenants().await.map_err(ErrorServiceUnavailable)?;
    let lines: Vec<String> = tenants.iter().map(|(tenant, origin)| format!("{tenant} {origin}\n")).collect();
    Ok(lines.concat())
}

/// Adds a tenant, or gives it another origin. One that the policy would not take is not stored.
#[put("/tenants/{tenant}")]
async fn add(
    database: web::Data<Database>,
    tenant: web::Path<String>,
    origin: String,
) -> actix_web::Result<impl Responder> {
    let origin = origin.trim();
    if let Err(errors) = TENANTS.with_origins([origin]) {
        return Err(ErrorUnprocessableEntity(format!("{errors}\n")));
    }
    database.add(&tenant, origin).await.map_err(ErrorServiceUnavailable)?;
    Ok(format!("{tenant} {origin}\n"))
}

#[delete("/tenants/{tenant}")]
async fn remove(
    database: web::Data<Database>,
    tenant: web::Path<String>,
) -> actix_web::Result<impl Responder> {
    let was_there = database.remove(&tenant).await.map_err(ErrorServiceUnavailable)?;
    Ok(if was_there { HttpResponse::NoContent() } else { HttpResponse::NotFound() })
}

/// Refuses browsers, whose requests to another host have an `Origin`. Otherwise any page that the admin visits could
/// send requests to this machine.
fn no_browser(context: &guard::GuardContext<'_>) -> bool {
    !context.head().headers().contains_key("origin")
}

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let (listener, base) = cors_examples::listen(8080)?;
    let admin_listener = TcpListener::bind((Ipv4Addr::LOCALHOST, admin_port()?))?;
    let admin_base = format!("http://{}", admin_listener.local_addr()?);

    // Without its database the service does not start. Once it runs, it can do without for a while.
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| "sqlite:tenants.db?mode=rwc".to_owned());
    let database = Database::open(&url)
        .await
        .map_err(|error| Failure::new(format!("the database of DATABASE_URL does not open: {error}")))?;
    // Made once; the clones in the workers share the list.
    let live = TENANTS.with_origins([""; 0])?;
    let known = database.tenants().await?;
    follow::apply(&live, &known);
    rt::spawn(follow::follow(database.clone(), live.clone(), known));
    println!(
        "Listening on {base}\nFor the admin on {admin_base}\n\n{live}\n\n{}",
        lines_to_try(&base, &admin_base)
    );

    let database = web::Data::new(database);
    let admin = HttpServer::new(move || {
        let tenants = web::scope("").guard(guard::fn_guard(no_browser));
        App::new().app_data(database.clone()).service(tenants.service(list).service(add).service(remove))
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

# The page of a tenant can read the answer, once there is that tenant …
curl -i {base}/greeting -H 'Origin: https://shop.example.net'
curl -i -X PUT {admin}/tenants/shop --data 'https://shop.example.net'
sleep 1
curl -i {base}/greeting -H 'Origin: https://shop.example.net'

# … and as long as there is.
curl {admin}/tenants
curl -i -X DELETE {admin}/tenants/shop
sleep 1
curl -i {base}/greeting -H 'Origin: https://shop.example.net'

# What no browser could send, or what credentials must not go to, is not stored.
curl -i -X PUT {admin}/tenants/bakery --data 'https://bakery.example.net/'

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
