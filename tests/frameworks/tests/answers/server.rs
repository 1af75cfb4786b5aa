//! Servers on loopback sockets, each on a thread of its own until the tests end.

use std::net::{SocketAddr, TcpListener};

/// One application, without a policy and with several.
pub struct Servers {
    pub name: &'static str,
    /// Where it answers `POST`.
    pub path: &'static str,
    /// The names that a policy with `expose: any` finds in that response.
    pub exposed: &'static str,
    pub bare: SocketAddr,
    pub constant: SocketAddr,
    pub live: SocketAddr,
    pub names: SocketAddr,
    pub chooser: SocketAddr,
}

/// Runs `serve` with a listener that does not block.
pub fn start<F: Future<Output = ()>>(serve: impl FnOnce(TcpListener) -> F + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("not blocking");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        tokio::task::LocalSet::new().block_on(&runtime, serve(listener));
    });
    address
}

/// The listener for a framework that takes tokio's.
pub fn tokio_listener(listener: TcpListener) -> tokio::net::TcpListener {
    tokio::net::TcpListener::from_std(listener).expect("a listener")
}
