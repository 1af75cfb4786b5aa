//! What policies say, and what your own browser does: thirteen kinds of request from five origins to each policy here.
//!
//! ```text
//! cargo run -p cors-examples --example playground
//! cargo run -p cors-examples --example playground -- --port 7300
//! ```
//!
//! It prints the URL to open. One program listens on five ports of this machine. Four serve the page, under host names
//! that browsers resolve to this machine (`app.localhost`, `pr-7.app.localhost`, `partner.localhost`,
//! `evil.localhost`); the fifth is the API. The fifth origin is the `null` of a sandboxed frame. The page sends the
//! requests from all five and shows the results beside the verdicts of [`Policy::check`](cors_runtime::Policy::check).

mod api;
mod expected;
mod log;
mod pages;
mod policies;
mod requests;

use std::net::TcpListener;

use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};
use cors_examples::Failure;

use crate::expected::{Plan, Site};
use crate::log::Log;

/// The host names that the page is served under, in the order of their ports.
const HOSTS: [&str; 4] = ["app.localhost", "pr-7.app.localhost", "partner.localhost", "evil.localhost"];

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    let (first, _) = cors_examples::listen(7300)?;
    let mut pages = vec![first];
    while pages.len() < HOSTS.len() {
        pages.push(beside(&pages[0], pages.len())?);
    }
    let api = beside(&pages[0], pages.len())?;

    let sites = HOSTS.iter().zip(&pages).map(|(host, listener)| Site::new(host, listener));
    let sites: Vec<Site> = sites.collect::<Result<_, _>>()?;
    let plan = web::Data::new(Plan::new(&sites, api.local_addr()?.port()));
    let log = web::Data::new(Log::default());

    let of_api = {
        let (plan, log) = (plan.clone(), log.clone());
        HttpServer::new(move || {
            App::new()
                .app_data(plan.clone())
                .app_data(log.clone())
                .configure(api::routes)
                .wrap(from_fn(log::note))
        })
        .workers(1)
        .listen(api)?
        .run()
    };
    let mut of_pages = {
        let plan = plan.clone();
        HttpServer::new(move || {
            App::new().app_data(plan.clone()).app_data(log.clone()).configure(pages::routes)
        })
        .workers(1)
    };
    for listener in pages {
        of_pages = of_pages.listen(listener)?;
    }

    println!("Open {}/ in a browser.\n\n{}", plan.first(), plan.listening());
    let of_api = actix_web::rt::spawn(of_api);
    of_pages.run().await?;
    of_api.await??;
    Ok(())
}

/// A socket on the port of `first` plus `offset`, or on any free port.
fn beside(first: &TcpListener, offset: usize) -> std::io::Result<TcpListener> {
    let address = first.local_addr()?;
    let port = u16::try_from(offset).ok().and_then(|offset| address.port().checked_add(offset));
    TcpListener::bind((address.ip(), port.unwrap_or(0))).or_else(|_| TcpListener::bind((address.ip(), 0)))
}
