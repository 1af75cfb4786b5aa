//! A server on a loopback socket, and raw bytes to and from it.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::rt;

/// Starts a server for the application that `$app` makes, with one worker and two listeners.
#[macro_export]
macro_rules! listen {
    ($app:expr) => {
        $crate::wire::start(|| {
            let server = actix_web::HttpServer::new(|| $app).workers(1).disable_signals();
            let server = server.bind("127.0.0.1:0")?.bind("127.0.0.1:0")?;
            Ok((server.addrs(), server.run()))
        })
    };
}

/// Starts what `make` makes, and never stops it: the test's process does.
///
/// # Panics
///
/// Where it cannot be made.
pub fn start(
    make: impl FnOnce() -> io::Result<(Vec<SocketAddr>, Server)> + Send + 'static,
) -> [SocketAddr; 2] {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        rt::System::new().block_on(async move {
            let (addresses, server) = make().expect("two free ports");
            send.send(addresses).expect("the test waits");
            server.await
        })
    });
    receive.recv().expect("the server starts").try_into().expect("two listeners")
}

/// A connection that stays open.
#[derive(Debug)]
pub struct Connection(BufReader<TcpStream>);

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// All header lines as `name: value`, names in lower case, sorted, without `date`.
    pub lines: Vec<String>,
    /// The body.
    pub body: String,
}

impl Response {
    /// The CORS headers.
    pub fn cors(&self) -> Vec<&str> {
        let lines = self.lines.iter().map(String::as_str);
        lines.filter(|line| line.starts_with("access-control-")).collect()
    }

    /// The allowed origin, or `-`.
    pub fn origin(&self) -> &str {
        let mut values =
            self.lines.iter().filter_map(|line| line.strip_prefix("access-control-allow-origin: "));
        let first = values.next().unwrap_or("-");
        if values.next().is_some() { "two lines" } else { first }
    }
}

impl Connection {
    /// Connects.
    ///
    /// # Panics
    ///
    /// Where nobody listens.
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
        stream.set_nodelay(true).expect("no delay");
        Self(BufReader::new(stream))
    }

    /// Writes bytes.
    ///
    /// # Errors
    ///
    /// Where the server has closed the connection.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.get_mut().write_all(bytes)
    }

    /// Reads one response to a request with this method. `None` at the end of the connection.
    ///
    /// # Panics
    ///
    /// Where what comes is no HTTP.
    pub fn read(&mut self, method: &str) -> Option<Response> {
        let mut head = Vec::new();
        loop {
            let mut line = Vec::new();
            match self.0.read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return None,
                Ok(_) if line == b"\r\n" => break,
                Ok(_) => head.push(String::from_utf8_lossy(&line).trim_end().to_owned()),
            }
        }
        let status =
            head.remove(0).split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let mut lines: Vec<String> = head
            .iter()
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| format!("{}: {}", name.to_ascii_lowercase(), value.trim()))
            .filter(|line| !line.starts_with("date: "))
            .collect();
        lines.sort();
        let length = lines.iter().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let empty = method == "HEAD" || status < 200 || status == 204 || status == 304;
        let mut body = vec![0; if empty { 0 } else { length.unwrap_or(0) }];
        self.0.read_exact(&mut body).expect("a whole body");
        Some(Response { status, lines, body: String::from_utf8_lossy(&body).into_owned() })
    }

    /// Writes a request and reads the response. `None` where there is none.
    pub fn ask(&mut self, request: &[u8]) -> Option<Response> {
        let method = request.split(|byte| *byte == b' ').next().unwrap_or_default();
        let _ = self.write(request); // a server that has heard enough may close
        self.read(&String::from_utf8_lossy(method))
    }
}
