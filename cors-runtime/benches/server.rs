//! `server none|ours|actix-cors PORT`: a small application for a load generator; `wrk.sh` runs it. One worker.
#![allow(missing_docs)]

mod support;

use std::io;

use actix_web::{App, HttpServer, web};
use support::{ORIGINS_3, actix_cors};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [subject, port] = arguments.as_slice() else {
        println!("server none|ours|actix-cors PORT");
        return Ok(());
    };
    let address = ("127.0.0.1", port.parse().expect("a port"));
    actix_web::rt::System::new().block_on(async {
        match subject.as_str() {
            "none" => HttpServer::new(|| app!()).workers(1).bind(address)?.run().await,
            "ours" => HttpServer::new(|| app!(ORIGINS_3)).workers(1).bind(address)?.run().await,
            "actix-cors" => {
                HttpServer::new(|| app!(actix_cors(ORIGINS_3))).workers(1).bind(address)?.run().await
            }
            other => panic!("there is no subject `{other}`"),
        }
    })
}
