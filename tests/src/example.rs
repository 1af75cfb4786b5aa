//! The examples as their users run them: a program of its own, and HTTP over a socket.

use std::env;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A running example. It is stopped when this is dropped.
#[derive(Debug)]
pub struct Example {
    child: Child,
    /// What it printed up to its address.
    pub address: String,
}

impl Example {
    /// Builds and starts an example with `--port 0` and these variables.
    ///
    /// # Panics
    ///
    /// Where it cannot be built or started, or prints no address.
    pub fn start(name: &str, variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(build(name))
            .args(["--port", "0"])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the example starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let address = lines
            .find_map(|line| Some(line.split_once("http://")?.1.split(['/', ' ']).next()?.to_owned()))
            .expect("the example prints where it listens");
        // The rest is read and dropped, so that the example never writes into a full or a closed pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Sends one request to the example, see [`send`].
    ///
    /// # Panics
    ///
    /// Where no whole response comes back within ten seconds.
    pub fn send(&self, request: &str, lines: &[&str], body: &str) -> Answer {
        send(&self.address, request, lines, body)
    }

    /// Sends a head of these lines and nothing else, and reads no further than the status.
    ///
    /// # Panics
    ///
    /// Where no status comes back within ten seconds.
    pub fn shake_hands(&self, request: &str, lines: &[&str]) -> u16 {
        let stream = connect(&self.address, &format!("{}\r\n", head(&self.address, request, lines)));
        let mut first = String::new();
        BufReader::new(stream).read_line(&mut first).expect("the example answers");
        first.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status")
    }
}

/// Sends one request on a connection of its own: the request line without the version, header lines, a body.
///
/// # Panics
///
/// Where no whole response comes back within ten seconds.
pub fn send(address: &str, request: &str, lines: &[&str], body: &str) -> Answer {
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let head = head(address, request, lines);
    let mut answer = String::new();
    connect(address, &format!("{head}Connection: close\r\n{length}\r\n{body}"))
        .read_to_string(&mut answer)
        .expect("the example answers");
    Answer::parse(&answer)
}

fn head(address: &str, request: &str, lines: &[&str]) -> String {
    let head = format!("{request} HTTP/1.1\r\nHost: {address}\r\n");
    lines.iter().fold(head, |head, line| head + line + "\r\n")
}

/// A connection on which `text` was sent.
fn connect(address: &str, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("the example listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
    stream.write_all(text.as_bytes()).expect("the example reads");
    stream
}

impl Drop for Example {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back over the socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// All header lines as `name: value`, names in lower case, sorted, without `date` and `connection`.
    pub lines: Vec<String>,
    /// The body.
    pub body: String,
}

impl Answer {
    fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").expect("a whole head");
        let (first, lines) = head.split_once("\r\n").unwrap_or((head, ""));
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let mut lines: Vec<String> = lines
            .split("\r\n")
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| format!("{}: {}", name.to_ascii_lowercase(), value.trim()))
            .filter(|line| !line.starts_with("date: ") && !line.starts_with("connection: "))
            .collect();
        lines.sort();
        Self { status, lines, body: body.to_owned() }
    }

    /// The CORS headers and `Vary`.
    pub fn cors(&self) -> Vec<&str> {
        let lines = self.lines.iter().map(String::as_str);
        lines.filter(|line| line.starts_with("access-control-") || line.starts_with("vary: ")).collect()
    }
}

/// What an example prints and says when it is run to its end with these arguments.
///
/// # Panics
///
/// Where it cannot be built or started.
pub fn run(name: &str, arguments: &[&str]) -> Output {
    Command::new(build(name)).args(arguments).output().expect("the example starts")
}

/// Builds an example in the profile and the target folder of the running test, and says where it is. The whole
/// workspace is named, so that features are those of `cargo test --workspace` and nothing is built twice.
fn build(name: &str) -> PathBuf {
    let test = env::current_exe().expect("the path of this test");
    let profile = test.parent().and_then(Path::parent).expect("target/<profile>/deps/<test>");
    let target = profile.parent().expect("target/<profile>");
    let profile_name = match profile.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--workspace",
            "--example",
            name,
            "--profile",
            profile_name,
            "--target-dir",
        ])
        .arg(target)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .status();
    assert!(built.expect("cargo starts").success(), "the example `{name}` builds");
    profile.join("examples").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
