//! A service whose whole policy stands in a file: it starts with the file, reads it again on SIGHUP and whenever it has
//! changed, and keeps the policy that it has when the new one is wrong.
//!
//! ```text
//! cargo run -p cors-examples --example configured -- examples/cors.toml
//! cargo run -p cors-examples --example configured -- /etc/my-service/cors.toml --port 9000
//! ```
//!
//! Without an argument the file is `cors.toml` in the current folder. It prints where it listens and what to try.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use actix_web::{App, HttpServer, Responder, get, put, rt};
use cors_examples::{Failure, STOP};
use cors_runtime::{LivePolicy, PolicyConfig};

#[get("/greeting")]
async fn greeting() -> impl Responder {
    "hello\n"
}

#[put("/greeting")]
async fn replace() -> impl Responder {
    "replaced\n"
}

/// The policy that this text describes, or all that is wrong with it.
fn policy(file: &Path, text: &str) -> Result<LivePolicy, Failure> {
    let wrong = |error: &dyn std::error::Error| Failure::new(format!("{}: {error}", file.display()));
    let config: PolicyConfig = toml::from_str(text).map_err(|error| wrong(&error))?;
    LivePolicy::try_from(config).map_err(|errors| wrong(&errors))
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// Puts each new text of the file into force; what was in force stays where the new text is wrong.
async fn reload(file: PathBuf, text: String, live: LivePolicy) {
    let mut seen = Ok(text);
    loop {
        another_look().await;
        let now = read(&file);
        if now == seen {
            continue;
        }
        seen = now;
        let replaced = seen.clone().and_then(|text| Ok(live.replace(policy(&file, &text)?)?));
        match replaced {
            Ok(()) => tracing::info!("the policy is a new one:\n{live}"),
            Err(failure) => tracing::error!("the policy stays as it was: {failure}"),
        }
    }
}

/// Until SIGHUP, or for a second.
async fn another_look() {
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

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let (listener, base, file) = cors_examples::listen_and_read(8080)?;
    let file = PathBuf::from(file.unwrap_or_else(|| "cors.toml".to_owned()));
    let text = read(&file)?;
    // Made once; the clones in the workers share what is in force.
    let live = policy(&file, &text)?;
    println!("Listening on {base}\n\n{live}\n\n{}", lines_to_try(&base, &file));

    rt::spawn(reload(file, text, live.clone()));
    let server = HttpServer::new(move || App::new().service(greeting).service(replace).wrap(live.clone()));
    server.workers(2).listen(listener)?.run().await?;
    Ok(())
}

/// What to type in another terminal.
fn lines_to_try(base: &str, file: &Path) -> String {
    format!(
        "Try, in another terminal:

# Granted, if the file names this origin.
curl -i {base}/greeting -H 'Origin: https://app.example.com'

# Write another origin into {file}, and ask again.
# Then write \"https://app.example.com/\", with a trailing slash: the log says what is wrong, and nothing changes.

{STOP}
",
        file = file.display()
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use cors_runtime::testing::{Class, audit};

    use super::policy;

    #[test]
    fn hostile_origins_hear_what_the_file_declares() {
        let policy = policy(Path::new("cors.toml"), include_str!("cors.toml")).expect("a policy");
        audit(policy, "https://api.example.com").assert_granted_only(&[Class::DeclaredWildcard]);
    }
}
