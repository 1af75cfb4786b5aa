//! What the examples of `cors-runtime` share: where they listen. See each file's first lines for how to run it.

use std::env;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::process;
use std::time::Duration;

use actix_web::rt;

/// What the servers print at the end.
pub const STOP: &str = "(Press Ctrl-C to stop.)";

/// What to type in another terminal at the quickstart, on either framework.
#[must_use]
pub fn quickstart_lines(base: &str) -> String {
    let preflight = format!(
        "curl -i -X OPTIONS {base}/api/tasks -H 'Access-Control-Request-Method: POST' \
         -H 'Access-Control-Request-Headers: content-type'"
    );
    format!(
        "Try, in another terminal:

# A browser asks before the app's JSON POST: granted.
{preflight} -H 'Origin: https://app.example.com'

# The same from a look-alike: refused.
{preflight} -H 'Origin: https://app.example.com.evil.net'

# Anyone may read the summary.
curl -i {base}/public/summary -H 'Origin: https://anyone.example'

{STOP}
"
    )
}

/// Waits until it is time to look at a file again: for SIGHUP, at most a second.
pub async fn another_look() {
    let second = rt::time::sleep(Duration::from_secs(1));
    #[cfg(unix)]
    {
        use rt::signal::unix::{SignalKind, signal};
        if let Ok(mut hangup) = signal(SignalKind::hangup()) {
            futures_util::future::select(Box::pin(hangup.recv()), Box::pin(second)).await;
            return;
        }
    }
    second.await;
}

/// Why an example cannot start. `main` returns it, so its `Debug` is the same sentence as its `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// With this sentence.
    pub fn new(sentence: String) -> Self {
        Self(sentence)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// A socket on the address that the user chose with `--address` and `--port`, or with the variables `ADDRESS` and
/// `PORT`; otherwise on 127.0.0.1 and `port`. Port 0 means any free port. Also returns the URL, such as
/// `http://127.0.0.1:8080`. With `--help` it says so and ends the program.
///
/// # Errors
///
/// If an argument or a variable is wrong, or if the address cannot be listened on.
pub fn listen(port: u16) -> Result<(TcpListener, String), Failure> {
    let (listener, base, file) = bind("", port)?;
    match file {
        Some(argument) => Err(unknown(&argument)),
        None => Ok((listener, base)),
    }
}

/// Like [`listen`], but one argument may name a file, which is returned as well.
///
/// # Errors
///
/// Those of [`listen`].
pub fn listen_and_read(port: u16) -> Result<(TcpListener, String, Option<String>), Failure> {
    bind(" [FILE]", port)
}

fn bind(file: &str, port: u16) -> Result<(TcpListener, String, Option<String>), Failure> {
    if env::args().skip(1).any(|argument| matches!(argument.as_str(), "-h" | "--help")) {
        println!("Arguments: [--address ADDRESS] [--port PORT]{file}");
        println!("Default: --address 127.0.0.1 --port {port}. The variables ADDRESS and PORT do the same.");
        process::exit(0);
    }
    let (address, file) =
        choose(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port), env::args().skip(1), |name| {
            env::var(name).ok().filter(|value| !value.is_empty())
        })?;
    let listener = TcpListener::bind(address)
        .map_err(|error| Failure(format!("cannot listen on {address}: {error}; try another --port")))?;
    let base = format!("http://{}", listener.local_addr()?);
    Ok((listener, base, file))
}

fn unknown(argument: &str) -> Failure {
    Failure(format!("unknown argument `{argument}`: use `--address 127.0.0.1` or `--port 8080`"))
}

/// The address, and an argument that is not an option. Arguments override variables, and a later argument overrides an
/// earlier one.
fn choose(
    mut chosen: SocketAddr,
    mut arguments: impl Iterator<Item = String>,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<(SocketAddr, Option<String>), Failure> {
    let mut file = None;
    for (name, option) in [("ADDRESS", "--address"), ("PORT", "--port")] {
        if let Some(value) = variable(name) {
            set(&mut chosen, option, name, &value)?;
        }
    }
    while let Some(argument) = arguments.next() {
        let (option, value) = match argument.split_once('=') {
            Some((option, value)) => (option, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        if !option.starts_with('-') && file.is_none() {
            file = Some(argument);
            continue;
        }
        if !matches!(option, "--address" | "--port") {
            return Err(unknown(&argument));
        }
        let value =
            value.or_else(|| arguments.next()).ok_or_else(|| Failure(format!("`{option}` needs a value")))?;
        set(&mut chosen, option, option, &value)?;
    }
    Ok((chosen, file))
}

/// Sets one value; `given` is the name that the user gave it.
fn set(chosen: &mut SocketAddr, option: &str, given: &str, value: &str) -> Result<(), Failure> {
    if option == "--port" {
        let port = value.parse();
        chosen.set_port(
            port.map_err(|_| {
                Failure(format!("`{given}` is `{value}`, but must be a number from 0 to 65535"))
            })?,
        );
    } else {
        let address: Result<IpAddr, _> = value.parse();
        chosen.set_ip(address.map_err(|_| {
            Failure(format!(
                "`{given}` is `{value}`, but must be an IP address such as `127.0.0.1`, `0.0.0.0` or `::1`"
            ))
        })?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arguments, variables, what comes of them.
    type Row = (&'static [&'static str], &'static [(&'static str, &'static str)], &'static str);

    fn chosen(arguments: &[&str], variables: &[(&str, &str)]) -> Result<String, String> {
        let found = |name: &str| {
            variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned())
        };
        let arguments = arguments.iter().map(|argument| (*argument).to_owned());
        choose(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 8080), arguments, found)
            .map(|(address, file)| format!("{address} {}", file.unwrap_or_default()).trim_end().to_owned())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn arguments_win_over_variables() {
        let rows: [Row; 7] = [
            (&[], &[], "127.0.0.1:8080"),
            (&["cors.toml", "--port", "0"], &[], "127.0.0.1:0 cors.toml"),
            (&["--port", "0"], &[], "127.0.0.1:0"),
            (&["--address=::1", "--port=81"], &[], "[::1]:81"),
            (&[], &[("ADDRESS", "0.0.0.0"), ("PORT", "82")], "0.0.0.0:82"),
            (&["--port", "83"], &[("PORT", "82")], "127.0.0.1:83"),
            (&["--port", "83", "--port", "84"], &[], "127.0.0.1:84"),
        ];
        for (arguments, variables, expected) in rows {
            assert_eq!(chosen(arguments, variables).as_deref(), Ok(expected), "{arguments:?} {variables:?}");
        }
    }

    #[test]
    fn a_bad_value_is_named() {
        let rows: [Row; 5] = [
            (&["--port", "eighty"], &[], "`--port` is `eighty`, but must be a number from 0 to 65535"),
            (&[], &[("PORT", "65536")], "`PORT` is `65536`, but must be a number from 0 to 65535"),
            (&["--port"], &[], "`--port` needs a value"),
            (&["--prot", "1"], &[], "unknown argument `--prot`"),
            (&["--address", "localhost"], &[], "`--address` is `localhost`, but must be an IP address"),
        ];
        for (arguments, variables, expected) in rows {
            let message = chosen(arguments, variables).expect_err("refused");
            assert!(message.starts_with(expected), "{message}");
        }
    }
}
