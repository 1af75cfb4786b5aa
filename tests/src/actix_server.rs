//! Servers of actix-web on loopback sockets, for [`client`](crate::client).
//!
//! ```ignore
//! let server = ActixServer::start(2, || App::new().service(articles).wrap(APP));
//! let answer = client::send(server.address(), &Request::from_page("GET", "/articles/7", ORIGIN));
//! ```

use std::io;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServerHandle};
use actix_web::http::KeepAlive;
use actix_web::rt::System;
use actix_web::{App, HttpServer};

use crate::actix::Endpoint;

/// A running server, on a thread of its own. It ends when this is dropped.
#[derive(Debug)]
pub struct ActixServer {
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl ActixServer {
    /// Serves the application that `app` makes, with one worker and so many listeners.
    ///
    /// # Panics
    ///
    /// If there are no free ports.
    pub fn start<T: Endpoint<B>, B: MessageBody + 'static>(
        listeners: usize,
        app: impl Fn() -> App<T> + Clone + Send + 'static,
    ) -> Self {
        Self::with_workers(1, listeners, app)
    }

    /// The same with more workers.
    ///
    /// # Panics
    ///
    /// If there are no free ports.
    pub fn with_workers<T: Endpoint<B>, B: MessageBody + 'static>(
        workers: usize,
        listeners: usize,
        app: impl Fn() -> App<T> + Clone + Send + 'static,
    ) -> Self {
        Self::run(move || {
            // Without time limits: a test that is kept waiting by a busy machine finds its connection as it left it.
            let server = HttpServer::new(app)
                .workers(workers)
                .keep_alive(KeepAlive::Os)
                .client_request_timeout(Duration::ZERO)
                .disable_signals();
            let server = (0..listeners).try_fold(server, |server, _| server.bind("127.0.0.1:0"))?;
            Ok((server.addrs(), server.run()))
        })
    }

    fn run(make: impl FnOnce() -> io::Result<(Vec<SocketAddr>, Server)> + Send + 'static) -> Self {
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

impl Drop for ActixServer {
    fn drop(&mut self) {
        // The command is sent when `stop` is called; its future only waits.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // a panic there has been printed
        }
    }
}
