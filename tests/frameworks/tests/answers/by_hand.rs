//! Frameworks of other kinds: the code that the guide shows, which asks `answer`.

use std::net::SocketAddr;

use crate::server::{Servers, start};
use crate::{BODY, LINES};

/// A module for each policy, with the code of a file, which names `APP`, and what serves it.
#[rustfmt::skip] // it moves the inner macro further to the right each time
macro_rules! servers {
    ($servers:expr, $file:literal, $serve:expr) => {{
        macro_rules! with {
            ($module:ident, $policy:item) => {{
                mod $module {
                    $policy
                    include!($file);
                    pub fn serve() -> std::net::SocketAddr {
                        $serve
                    }
                }
                $module::serve()
            }};
        }
        Servers {
            constant: with!(constant, use crate::APP;),
            live: with!(
                live,
                static APP: std::sync::LazyLock<cors_runtime::LivePolicy> = std::sync::LazyLock::new(crate::live);
            ),
            names: with!(names, use crate::NAMES as APP;),
            chooser: with!(chooser, use crate::API as APP;),
            ..$servers
        }
    }};
}

/// The same application without a policy.
fn bare(name: &'static str, exposed: &'static str, bare: SocketAddr) -> Servers {
    Servers { name, path: "/x", exposed, bare, constant: bare, live: bare, names: bare, chooser: bare }
}

#[poem::handler]
fn poem_hello() -> poem::Response {
    LINES.iter().fold(poem::Response::builder(), |all, (name, value)| all.header(*name, *value)).body(BODY)
}

fn poem_route() -> poem::Route {
    poem::Route::new().at("/x", poem::post(poem_hello))
}

fn serve_poem(app: impl poem::Endpoint + 'static) -> SocketAddr {
    start(async |listener| {
        let acceptor = poem::listener::TcpAcceptor::from_std(listener).expect("an acceptor");
        poem::Server::new_with_acceptor(acceptor).run(app).await.expect("poem serves");
    })
}

pub fn poem() -> Servers {
    servers!(
        bare("poem", "vary, x-app", serve_poem(poem_route())),
        "guide/poem.rs",
        super::serve_poem(poem::EndpointExt::around(super::poem_route(), with_cors))
    )
}

#[derive(rocket::Responder)]
struct RocketHello {
    body: &'static str,
    own: rocket::http::Header<'static>,
    vary: rocket::http::Header<'static>,
    stale: rocket::http::Header<'static>,
}

#[rocket::post("/x")]
fn rocket_hello() -> RocketHello {
    let [own, vary, stale] = LINES.map(|(name, value)| rocket::http::Header::new(name, value));
    RocketHello { body: BODY, own, vary, stale }
}

type Rocket = rocket::Rocket<rocket::Build>;

fn serve_rocket(attach: impl FnOnce(Rocket) -> Rocket) -> SocketAddr {
    let config = rocket::Config {
        port: 0,
        log_level: rocket::config::LogLevel::Off,
        shutdown: rocket::config::Shutdown { ctrlc: false, ..Default::default() },
        ..rocket::Config::default()
    };
    let (up, is_up) = std::sync::mpsc::channel();
    let tell = rocket::fairing::AdHoc::on_liftoff("tell where it is", |rocket| {
        let address = SocketAddr::new(rocket.config().address, rocket.config().port);
        Box::pin(async move { up.send(address).expect("the test waits") })
    });
    let rocket = attach(rocket::custom(config).mount("/", rocket::routes![rocket_hello])).attach(tell);
    std::thread::spawn(|| rocket::execute(rocket.launch()).expect("rocket serves"));
    is_up.recv().expect("rocket is up")
}

pub fn rocket() -> Servers {
    // What rocket itself adds is exposed as well.
    let exposed = "permissions-policy, server, vary, x-app, x-content-type-options, x-frame-options";
    servers!(
        bare("rocket", exposed, serve_rocket(|rocket| rocket)),
        "guide/rocket.rs",
        super::serve_rocket(|rocket| rocket.attach(Cors))
    )
}
