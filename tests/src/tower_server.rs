//! Servers of `tower` services on loopback sockets, and a client that speaks HTTP/1 and HTTP/2 to them.
//!
//! ```ignore
//! let server = TowerServer::serve(APP.layer(Bare));
//! let answers = server.ask(Version::Two, &[Request::from_page("GET", "/x", ORIGIN)]);
//! ```

use std::convert::Infallible;
use std::net::SocketAddr;
use std::thread::{self, JoinHandle};

use axum::body::{Body, Bytes};
use http::uri::Uri;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::oneshot;
use tower_service::Service;

use crate::answer::Answer;
use crate::request::Request;
use crate::tower::{answer, http_request};

/// A running server on a thread of its own. It ends when this is dropped.
#[derive(Debug)]
pub struct TowerServer {
    /// Where it listens.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// The version of HTTP that a client uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// HTTP/1.1.
    One,
    /// HTTP/2, by prior knowledge.
    Two,
}

impl TowerServer {
    /// Serves with hyper, HTTP/1 and HTTP/2.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    pub fn serve<S, B>(service: S) -> Self
    where
        S: Service<http::Request<hyper::body::Incoming>, Response = http::Response<B>, Error = Infallible>
            + Clone
            + Send
            + 'static,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
    {
        Self::start(async move |listener| {
            while let Ok((stream, _)) = listener.accept().await {
                let service = TowerToHyperService::new(service.clone());
                let connection = async move {
                    let builder = Builder::new(TokioExecutor::new());
                    let served = builder.serve_connection_with_upgrades(TokioIo::new(stream), service).await;
                    drop(served); // the client may be gone
                };
                tokio::task::spawn_local(connection);
            }
        })
    }

    /// Runs `serve` with a listener, until this is dropped.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    pub fn start(serve: impl AsyncFnOnce(TcpListener) + Send + 'static) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("a listener that does not block");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            tokio::task::LocalSet::new().block_on(&runtime, async move {
                let listener = TcpListener::from_std(listener).expect("a listener");
                tokio::select! {
                    () = serve(listener) => {}
                    _ = stopped => {}
                }
            });
        });
        Self { address, stop: Some(stop), thread: Some(thread) }
    }

    /// Sends requests on one connection, and reads what comes back.
    ///
    /// # Panics
    ///
    /// If no answer comes back.
    pub fn ask(&self, version: Version, requests: &[Request]) -> Vec<Answer> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let client: Client<_, Body> =
            Client::builder(TokioExecutor::new()).http2_only(version == Version::Two).build_http();
        let mut answers = Vec::new();
        for request in requests {
            let mut sent = http_request(request);
            let uri = format!("http://{}{}", self.address, request.path);
            *sent.uri_mut() = uri.parse::<Uri>().expect("an address");
            answers.push(runtime.block_on(async {
                let response = client.request(sent).await.expect("a response");
                answer(response.map(Body::new)).await
            }));
        }
        answers
    }
}

impl Drop for TowerServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // a panic there has been printed
        }
    }
}
