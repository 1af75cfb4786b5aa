//! Starts and stops `chromedriver` and the browser.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, io, process, thread};

use cors_tests::client::AT_MOST;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// A running browser with a profile of its own. Both programs end, and the profile goes, when this is dropped.
pub(crate) struct Browser {
    client: Client,
    _driver: Driver,
}

impl Browser {
    /// Starts one; `None` where there is none and it is not required.
    pub(crate) async fn start() -> Option<Self> {
        let driver = match Driver::start() {
            Ok(driver) => driver,
            Err(missing) => {
                let required = env::var("CORS_BROWSER").is_ok_and(|value| value == "required");
                assert!(!required, "CORS_BROWSER=required, but {missing}");
                let name = thread::current().name().unwrap_or("a browser test").to_owned();
                // Not `eprintln!`, which the test runner keeps to itself when a test passes.
                let _ = writeln!(
                    io::stderr(),
                    "SKIPPED {name}: {missing}. Debian: apt-get install chromium chromium-driver"
                );
                return None;
            }
        };
        let mut arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,1900",
        ]
        .map(str::to_owned)
        .into();
        arguments.push(format!("--user-data-dir={}", driver.profile.display()));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        if let Value::Object(wanted) = json!({ "goog:chromeOptions": { "args": arguments } }) {
            builder.capabilities(wanted);
        }
        let client = builder.connect(&format!("http://127.0.0.1:{}", driver.port)).await;
        let client = client.expect("chromedriver starts Chromium");
        client.update_timeouts(timeouts()).await.expect("the browser takes a time limit");
        Some(Self { client, _driver: driver })
    }

    /// Opens a page.
    pub(crate) async fn open(&self, url: &str) {
        self.client.goto(url).await.expect("the page loads");
    }

    /// Runs the body of an async function in the page, and returns what that returns.
    pub(crate) async fn run(&self, script: &str, argument: Value) -> Value {
        let script = format!(
            "const done = arguments[1]; (async (argument) => {{ {script} }})(arguments[0]).then(done, \
             (error) => done({{ error: String(error) }}));"
        );
        self.client.execute_async(&script, vec![argument]).await.expect("the page runs the script")
    }
}

fn timeouts() -> fantoccini::wd::TimeoutConfiguration {
    let most = Some(AT_MOST);
    fantoccini::wd::TimeoutConfiguration::new(most, most, None)
}

struct Driver {
    child: Child,
    port: u16,
    profile: PathBuf,
}

impl Driver {
    /// Starts `chromedriver` on a free port; the error says what is missing.
    fn start() -> Result<Self, String> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let mut version = Command::new("chromium");
        version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        version.status().map_err(|error| format!("`chromium` does not start: {error}"))?;
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("`chromedriver` does not start: {error}"))?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{}-{number}", process::id()));
        let stdout = child.stdout.take().expect("a pipe");
        let mut driver = Self { child, port: 0, profile };
        fs::create_dir_all(&driver.profile).expect("a folder for the browser's profile");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        driver.port = lines
            .find_map(|line| {
                line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
            })
            .expect("chromedriver says its port");
        thread::spawn(move || lines.for_each(drop));
        Ok(driver)
    }
}

impl Drop for Driver {
    /// Asks `chromedriver` to end its browsers and itself, but does not rely on it.
    fn drop(&mut self) {
        let _ = self.ask_to_end();
        let late = Instant::now() + Duration::from_secs(5);
        while Instant::now() < late && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        // On Linux the browser dies with its chromedriver.
        let _ = self.child.kill();
        let _ = self.child.wait();
        for _ in 0..50 {
            if fs::remove_dir_all(&self.profile).is_ok() {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Driver {
    fn ask_to_end(&self) -> io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        )?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}
