//! Requests as plain data, for every framework and for sockets.
//!
//! ```ignore
//! Request::new("GET", "/api/x", &["Origin: https://app.example.com", "Cookie: session=1"])
//! Request::preflight("/api/x", "https://app.example.com", "PUT")
//! ```

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path, with the query if there is one.
    pub path: String,
    /// The header lines, names as written.
    pub lines: Vec<(String, Vec<u8>)>,
    /// The body.
    pub body: String,
}

impl Request {
    /// A request with these header lines, each `Name: value`.
    ///
    /// # Panics
    ///
    /// If a line has no `: `.
    pub fn new(method: &str, path: &str, lines: &[&str]) -> Self {
        let lines = lines.iter().map(|line| {
            let (name, value) = line.split_once(": ").expect("`Name: value`");
            (name.to_owned(), value.as_bytes().to_vec())
        });
        Self { method: method.to_owned(), path: path.to_owned(), lines: lines.collect(), body: String::new() }
    }

    /// A preflight from `origin` for `method`.
    pub fn preflight(path: &str, origin: &str, method: &str) -> Self {
        Self::new("OPTIONS", path, &[]).with("Origin", origin).with("Access-Control-Request-Method", method)
    }

    /// A request from a page of `origin`.
    pub fn from_page(method: &str, path: &str, origin: &str) -> Self {
        Self::new(method, path, &[]).with("Origin", origin)
    }

    /// The same with one more header line.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.lines.push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    /// The same with a body.
    #[must_use]
    pub fn body(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// The values of one header's lines.
    pub fn values(&self, name: &str) -> Vec<&[u8]> {
        let lines = self.lines.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        lines.map(|(_, value)| value.as_slice()).collect()
    }

    /// The bytes that a client sends. `Host` is added, and `Content-Length` where there is a body.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes =
            format!("{} {} HTTP/1.1\r\nHost: api.example\r\n", self.method, self.path).into_bytes();
        for (name, value) in &self.lines {
            bytes.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        if !self.body.is_empty() {
            bytes.extend(format!("Content-Length: {}\r\n", self.body.len()).into_bytes());
        }
        bytes.extend([b"\r\n", self.body.as_bytes()].concat());
        bytes
    }
}
