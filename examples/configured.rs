//! A service with its whole policy in a file. It reads the file at start-up, on SIGHUP and whenever it has changed, and
//! keeps the current policy if the new one is wrong.
//!
//! ```text
//! cargo run -p cors-examples --example configured -- examples/cors.toml
//! cargo run -p cors-examples --example configured -- /etc/my-service/cors.toml --port 9000
//! ```
//!
//! Without an argument it reads `cors.toml` in the current directory. It prints where it listens and what to try.

use std::fs;
use std::path::{Path, PathBuf};

use actix_web::{App, HttpServer, Responder, get, put, rt};
use cors_examples::{Failure, STOP, another_look};
use cors_runtime::{LivePolicy, PolicyConfig};

#[get("/greeting")]
async fn greeting() -> impl Responder {
    "hello\n"
}

#[put("/greeting")]
async fn replace() -> impl Responder {
    "replaced\n"
}

/// The policy that this text describes, or everything that is wrong with it.
fn policy(file: &Path, text: &str) -> Result<LivePolicy, Failure> {
    let wrong = |error: &dyn std::error::Error| Failure::new(format!("{}: {error}", file.display()));
    let config: PolicyConfig = toml::from_str(text).map_err(|error| wrong(&error))?;
    // The name of the policy in the log, and of its fields in errors: `cors.origins[0]`.
    LivePolicy::try_from(config.with_prefix("cors")).map_err(|errors| wrong(&errors))
}

/// What the file says without effect: it does not keep the service from starting, but somebody should hear of it.
fn notes(live: &LivePolicy) -> String {
    live.notes().iter().fold(String::new(), |text, note| format!("{text}\n\nnote: {note}"))
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// Applies each new version of the file. If one is wrong, the policy stays as it was.
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
            Ok(()) => tracing::info!("the policy was replaced:\n{live}{}", notes(&live)),
            Err(failure) => tracing::error!("the policy was not replaced: {failure}"),
        }
    }
}

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let (listener, base, file) = cors_examples::listen_and_read(8080)?;
    let file = PathBuf::from(file.unwrap_or_else(|| "cors.toml".to_owned()));
    let text = read(&file)?;
    // Made once: the clones in the workers share the policy in force.
    let live = policy(&file, &text)?;
    println!("Listening on {base}\n\n{live}{}\n\n{}", notes(&live), lines_to_try(&base, &file));

    rt::spawn(reload(file, text, live.clone()));
    let server = HttpServer::new(move || App::new().service(greeting).service(replace).wrap(live.clone()));
    server.workers(2).listen(listener)?.run().await?;
    Ok(())
}

/// What to type in another terminal.
fn lines_to_try(base: &str, file: &Path) -> String {
    format!(
        "Try, in another terminal:

# Granted if the file lists this origin.
curl -i {base}/greeting -H 'Origin: https://app.example.com'

# Write another origin into {file}, and try again.
# Then write \"https://app.example.com/\", with a trailing slash: the log says what is wrong, and nothing changes.

{STOP}
",
        file = file.display()
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use cors_audit::{Weakness, audit};

    use super::policy;

    #[test]
    fn hostile_origins_get_what_the_file_declares() {
        let policy = policy(Path::new("cors.toml"), include_str!("cors.toml")).expect("a policy");
        audit(policy, "https://api.example.com").assert_granted_only(&[Weakness::DeclaredWildcard]);
    }
}
