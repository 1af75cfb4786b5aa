//! A client over sockets: requests as bytes, one response at a time.
//!
//! ```ignore
//! let answer = send(server.address(), &Request::from_page("GET", "/x", ORIGIN)).expect("an answer");
//! ```

use std::io::{self, BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::time::Duration;

use crate::answer::Answer;
use crate::request::Request;

/// How long anything is waited for that has to come. Nothing takes so long on a machine that does something else as
/// well; what takes longer has gone wrong.
pub const AT_MOST: Duration = Duration::from_secs(120);

/// A connection that stays open.
#[derive(Debug)]
pub struct Connection(BufReader<TcpStream>);

/// Sends a request on a connection of its own. `None` if the server closes it without an answer.
pub fn send(address: impl ToSocketAddrs, request: &Request) -> Option<Answer> {
    Connection::open(address).ask(request)
}

impl Connection {
    /// Connects.
    ///
    /// # Panics
    ///
    /// If there is no server.
    pub fn open(address: impl ToSocketAddrs) -> Self {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_read_timeout(Some(AT_MOST)).expect("a timeout");
        stream.set_nodelay(true).expect("no delay");
        Self(BufReader::new(stream))
    }

    /// Writes bytes.
    ///
    /// # Errors
    ///
    /// If the server has closed the connection.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.get_mut().write_all(bytes)
    }

    /// Shuts down the writing side.
    pub fn finish_writing(&mut self) {
        let _ = self.0.get_mut().shutdown(Shutdown::Write); // the server may have closed it
    }

    /// Writes a request and reads the response. `None` if there is none.
    pub fn ask(&mut self, request: &Request) -> Option<Answer> {
        self.exchange(&request.to_bytes())
    }

    /// The same with a request in bytes that no [`Request`] would produce.
    pub fn exchange(&mut self, request: &[u8]) -> Option<Answer> {
        let method = request.split(|byte| *byte == b' ').next().unwrap_or_default();
        let _ = self.write(request); // a server that refuses a request may close before it has read all of it
        self.read(&String::from_utf8_lossy(method))
    }

    /// Reads one response to a request with this method. `None` at the end of the connection.
    ///
    /// # Panics
    ///
    /// If what comes is not a whole response, or if nothing comes and the connection stays open.
    pub fn read(&mut self, method: &str) -> Option<Answer> {
        let (status, lines) = self.read_head()?;
        let value =
            |wanted: &str| lines.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let has_no_body = method == "HEAD" || status < 200 || status == 204 || status == 304;
        let body = if has_no_body {
            Vec::new()
        } else if value("transfer-encoding") == Some("chunked") {
            self.read_chunks()
        } else {
            let length = value("content-length").map_or(0, |length| length.parse().expect("a length"));
            self.read_bytes(length)
        };
        Some(Answer::new(status, lines, &body))
    }

    /// Reads so many bytes.
    ///
    /// # Panics
    ///
    /// If the connection ends before.
    pub fn read_bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes).expect("all bytes");
        bytes
    }

    /// The status and the header lines, names in lower case.
    fn read_head(&mut self) -> Option<(u16, Vec<(String, String)>)> {
        let first = self.read_line().filter(|line| !line.is_empty())?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let mut lines = Vec::new();
        loop {
            let line = self.read_line().expect("a whole head");
            let Some((name, value)) = line.split_once(':') else { break };
            lines.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Some((status, lines))
    }

    fn read_line(&mut self) -> Option<String> {
        let mut line = Vec::new();
        match self.0.read_until(b'\n', &mut line) {
            Ok(1..) => Some(String::from_utf8_lossy(&line).trim_end().to_owned()),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                panic!("the server neither answers nor closes the connection")
            }
            Ok(0) | Err(_) => None,
        }
    }

    fn read_chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let line = self.read_line().expect("a chunk's length");
            let length = usize::from_str_radix(&line, 16).expect("a length");
            let chunk = self.read_bytes(length + "\r\n".len());
            if length == 0 {
                return body;
            }
            body.extend(&chunk[..length]);
        }
    }
}
