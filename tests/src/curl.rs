//! The `curl` lines that examples print, as requests.
//!
//! ```ignore
//! let curl = Curl::read("curl -i http://127.0.0.1:8080/api/x -H 'Origin: https://app.example.com'");
//! assert_eq!((curl.request.method.as_str(), curl.request.path.as_str()), ("GET", "/api/x"));
//! ```

use crate::request::Request;

/// One line, and where it goes.
#[derive(Debug)]
pub struct Curl {
    /// Host and port.
    pub address: String,
    /// What it sends.
    pub request: Request,
    /// The line.
    pub line: String,
}

impl Curl {
    /// Reads a line that begins with `curl `.
    ///
    /// # Panics
    ///
    /// If the line has an option that is not known here, or no address.
    pub fn read(line: &str) -> Self {
        let mut words = words(line).into_iter().skip(1);
        let mut request = Request::new("GET", "/", &[]);
        let (mut method, mut address) = (None, None);
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| panic!("{word} has no value: {line}"));
            match word.as_str() {
                "-i" => {}
                "--max-time" => drop(value()),
                "-X" => method = Some(value()),
                "-H" => {
                    let header = value();
                    let (name, value) = header.split_once(": ").expect("`Name: value`");
                    request = request.with(name, value);
                }
                "--data" => {
                    request =
                        request.body(&value()).with("Content-Type", "application/x-www-form-urlencoded");
                    method.get_or_insert("POST".to_owned());
                }
                url => {
                    let rest = url.strip_prefix("http://").unwrap_or_else(|| panic!("`{url}`? {line}"));
                    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                    request.path = format!("/{path}");
                    address = Some(host.to_owned());
                }
            }
        }
        request.method = method.unwrap_or(request.method);
        Self { address: address.expect("an address"), request, line: line.to_owned() }
    }
}

/// The words of a shell's line, with single quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    assert!(!quoted, "a quote is never closed: {line}");
    words.extend(word);
    words
}

#[test]
fn a_line_is_read_as_a_shell_and_curl_do() {
    let curl = Curl::read("curl -i -X PUT http://127.0.0.1:1/a?b -H 'Origin: https://a b' --data 'x, y'");
    assert_eq!((curl.address.as_str(), curl.request.method.as_str()), ("127.0.0.1:1", "PUT"));
    assert_eq!((curl.request.path.as_str(), curl.request.body.as_str()), ("/a?b", "x, y"));
    assert_eq!(curl.request.values("origin"), [b"https://a b"]);
    assert_eq!(Curl::read("curl http://h:2 --data a=1").request.method, "POST");
}
