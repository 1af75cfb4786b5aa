//! Servers on loopback sockets.

use std::io;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use actix_web::dev::{Server, ServerHandle};
use actix_web::rt::System;

/// A running server. It ends when this is dropped.
#[derive(Debug)]
pub struct Listening {
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

/// Starts a server for the application that `$app` makes, with as many listeners and workers as are asked for. It has
/// no time limits: a test that is kept waiting by a busy machine finds its connection as it left it.
#[macro_export]
macro_rules! listen {
    ($app:expr) => {
        $crate::listen!($app, 1)
    };
    ($app:expr, $listeners:expr) => {
        $crate::listen!($app, $listeners, workers = 1)
    };
    ($app:expr, $listeners:expr, workers = $workers:expr) => {{
        let listeners: usize = $listeners;
        $crate::server::Listening::start(move || {
            let mut server = actix_web::HttpServer::new(move || $app)
                .workers($workers)
                .keep_alive(actix_web::http::KeepAlive::Os)
                .client_request_timeout(std::time::Duration::ZERO)
                .disable_signals();
            for _ in 0..listeners {
                server = server.bind("127.0.0.1:0")?;
            }
            Ok((server.addrs(), server.run()))
        })
    }};
}

impl Listening {
    /// Starts what `make` makes, on a thread of its own.
    ///
    /// # Panics
    ///
    /// If it cannot be made.
    pub fn start(make: impl FnOnce() -> io::Result<(Vec<SocketAddr>, Server)> + Send + 'static) -> Self {
        let (send, receive) = mpsc::channel();
        let thread = thread::spawn(move || {
            System::new().block_on(async move {
                let (addresses, server) = make().expect("free ports");
                send.send((addresses, server.handle())).expect("the test waits");
                server.await.expect("the server ends without an error");
            });
        });
        let (addresses, handle) = receive.recv().expect("the server starts");
        Self { addresses, handle, thread: Some(thread) }
    }

    /// Where the first listener is.
    pub fn address(&self) -> SocketAddr {
        self.addresses[0]
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        // The command is sent when `stop` is called; its future only waits.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // a panic there has been printed
        }
    }
}
