//! The examples as their users run them: separate programs, and HTTP over a socket.
//!
//! ```ignore
//! let example = Example::start("quickstart", &[("ALLOWED_ORIGINS", "https://app.example.com")]);
//! let answer = example.send("GET /api/x", &["Origin: https://app.example.com"], "");
//! ```

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use crate::answer::Answer;
use crate::client::{self, AT_MOST};
use crate::curl::Curl;
use crate::request::Request;

/// A running example. It is stopped when this is dropped.
#[derive(Debug)]
pub struct Example {
    child: Child,
    /// Where it listens.
    pub address: String,
    /// What it has printed, as far as it was read.
    printed: Vec<String>,
    /// What it prints afterwards.
    rest: Receiver<String>,
    /// What it writes to its log.
    log: Receiver<String>,
}

/// The variables that examples read. The test's own environment may have some of them, and no example shall see those.
const VARIABLES: [&str; 9] = [
    "ADDRESS",
    "PORT",
    "ADMIN_PORT",
    "DATABASE_URL",
    "SETTINGS",
    "ALLOWED_ORIGINS",
    "ALLOWED_HEADERS",
    "ALLOW_COOKIES",
    "CORS_MAX_AGE",
];

impl Example {
    /// Builds and starts an example with `--port 0` and these variables.
    ///
    /// # Panics
    ///
    /// If it cannot be built or started, or prints no address.
    pub fn start(name: &str, variables: &[(&str, &str)]) -> Self {
        Self::start_with(name, &[], variables)
    }

    /// The same with more arguments.
    ///
    /// # Panics
    ///
    /// If it cannot be built or started, or prints no address.
    pub fn start_with(name: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut child = command(name)
            .args(["--port", "0"])
            .args(arguments)
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the example starts");
        let (send, log) = mpsc::channel();
        let errors = BufReader::new(child.stderr.take().expect("a pipe")).lines().map_while(Result::ok);
        thread::spawn(move || {
            errors.for_each(|line| {
                eprintln!("{line}");
                drop(send.send(line));
            });
        });
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let mut printed = Vec::new();
        let address = lines
            .by_ref()
            .inspect(|line| printed.push(line.clone()))
            .find_map(|line| Some(line.split_once("http://")?.1.split(['/', ' ']).next()?.to_owned()))
            .expect("the example prints where it listens");
        let (send, rest) = mpsc::channel();
        // All of it is read, so that the example never writes into a full or a closed pipe.
        thread::spawn(move || lines.for_each(|line| drop(send.send(line))));
        Self { child, address, printed, rest, log }
    }

    /// Waits until its log has a line with these words, after the line that was waited for before.
    ///
    /// # Panics
    ///
    /// If none comes.
    pub fn logs(&self, words: &str) {
        while let Ok(line) = self.log.recv_timeout(AT_MOST) {
            if line.contains(words) {
                return;
            }
        }
        panic!("the example never logs `{words}`");
    }

    /// Sends it a signal, such as `HUP`.
    ///
    /// # Panics
    ///
    /// If `kill` fails.
    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args(["-s", signal, &self.child.id().to_string()]).status();
        assert!(sent.expect("`kill` starts").success(), "SIG{signal} is sent");
    }

    /// The `curl` lines that it prints, up to its last line.
    ///
    /// # Panics
    ///
    /// If it ends earlier.
    pub fn curls(&mut self) -> Vec<Curl> {
        while self.printed.last().is_none_or(|line| !line.starts_with("(Press Ctrl-C")) {
            let line = self.rest.recv_timeout(AT_MOST);
            self.printed.push(line.expect("the example prints how to end it"));
        }
        self.printed.iter().filter(|line| line.starts_with("curl ")).map(|line| Curl::read(line)).collect()
    }

    /// Sends one request on a connection of its own: method and path, header lines, a body.
    ///
    /// # Panics
    ///
    /// If no whole response comes back.
    pub fn send(&self, request: &str, lines: &[&str], body: &str) -> Answer {
        send(&self.address, request, lines, body)
    }
}

/// The same to any address.
///
/// # Panics
///
/// If no whole response comes back.
pub fn send(address: &str, request: &str, lines: &[&str], body: &str) -> Answer {
    let (method, path) = request.split_once(' ').expect("a method and a path");
    let sent = Request::new(method, path, lines).body(body);
    client::send(address, &sent).unwrap_or_else(|| panic!("no answer to {request}"))
}

impl Drop for Example {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The output of an example that runs to its end with these arguments and variables.
///
/// # Panics
///
/// If it cannot be built or started.
pub fn run(name: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    command(name).args(arguments).envs(variables.iter().copied()).output().expect("the example starts")
}

fn command(name: &str) -> Command {
    let mut command = Command::new(build(name));
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    command
}

/// Builds an example in the profile and the target folder of the running test, and returns its path. The whole
/// workspace is named, so that features are those of `cargo test --workspace` and nothing is built twice.
/// `CORS_CARGO_CONFIG` is a file of settings that the test itself was built with.
fn build(name: &str) -> PathBuf {
    let test = env::current_exe().expect("the path of this test");
    let profile = test.parent().and_then(Path::parent).expect("target/<profile>/deps/<test>");
    let target = profile.parent().expect("target/<profile>");
    let profile_name = match profile.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let mut cargo = Command::new(env!("CARGO"));
    // In this folder `ring` is built anew wherever these differ, and again by the next `cargo test`.
    let of_this_test = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(of_this_test)) {
        cargo.env_remove(name);
    }
    let built = cargo
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
        .args(env::var_os("CORS_CARGO_CONFIG").into_iter().flat_map(|file| ["--config".into(), file]))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .status();
    assert!(built.expect("cargo starts").success(), "the example `{name}` builds");
    profile.join("examples").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
