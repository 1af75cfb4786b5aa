//! A service with settings of its own: options, environment variables and a file, under its own names and in its own types,
//! as it had them before. Nothing in them is ours; `policy` makes a policy of them.
//!
//! ```text
//! cargo run -p cors-examples --example settings -- --allowed-origins https://app.example.com,https://admin.example.com
//! ALLOWED_ORIGINS='*' CORS_MAX_AGE=3600 cargo run -p cors-examples --example settings
//! cargo run -p cors-examples --example settings -- --settings settings.toml
//! ```
//!
//! Without any it allows nobody. An option wins over a variable, and a variable over the file. The file is read again on
//! SIGHUP and whenever it has changed. `--help` lists the settings.

use std::fs;
use std::net::{IpAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use actix_web::{App, HttpServer, Responder, get, put, rt};
use clap::Parser;
use cors_examples::{Failure, STOP, another_look};
use cors_runtime::{ConfigErrors, FieldName, List, LivePolicy, Origins, PolicyConfig};

/// A service with CORS settings of its own
#[derive(Clone, Parser)]
struct Options {
    #[arg(long, env, default_value = "127.0.0.1")]
    address: IpAddr,
    #[arg(long, env, default_value_t = 8080)]
    port: u16,
    /// A TOML file that may have the settings below, such as `cors_max_age = 3600`
    #[arg(long, env)]
    settings: Option<PathBuf>,
    #[command(flatten)]
    cors: Settings,
}

/// One that is not given is `None`, so that the next source can give it.
#[derive(Clone, Default, clap::Args, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// Pages that may use the service, or `*` for all of them [default: none]
    #[arg(long, env, value_delimiter = ',')]
    allowed_origins: Option<Vec<String>>,
    /// Request headers that they may send, or `*` for all of them [default: content-type]
    #[arg(long, env, value_delimiter = ',')]
    allowed_headers: Option<Vec<String>>,
    /// They may use the cookies of their users
    #[arg(long, env, num_args = 0..=1, default_missing_value = "true")]
    allow_cookies: Option<bool>,
    /// For how many seconds browsers may keep what they were told [default: 600]
    #[arg(long, env)]
    cors_max_age: Option<u64>,
}

impl Settings {
    /// These, and what they lack from `other`.
    fn or(self, other: Self) -> Self {
        Self {
            allowed_origins: self.allowed_origins.or(other.allowed_origins),
            allowed_headers: self.allowed_headers.or(other.allowed_headers),
            allow_cookies: self.allow_cookies.or(other.allow_cookies),
            cors_max_age: self.cors_max_age.or(other.cors_max_age),
        }
    }

    /// Their policy, held to the rules that `cors!` has. Errors and notes name the settings as operators know them.
    fn policy(self) -> Result<LivePolicy, ConfigErrors> {
        let origins = match self.allowed_origins {
            None => Origins::Nobody,
            Some(list) if list == ["*"] => Origins::Any,
            Some(list) => entries(&list).collect(),
        };
        let headers = match self.allowed_headers {
            None => ["content-type"].into(),
            Some(list) if list == ["*"] => List::Any,
            Some(list) => entries(&list).collect(),
        };
        PolicyConfig::new(origins)
            .methods(["GET", "PUT"])
            .headers(headers)
            .credentials(self.allow_cookies.unwrap_or(false))
            .max_age(Duration::from_secs(self.cors_max_age.unwrap_or(600)))
            .with_prefix("settings")
            .with_setting(FieldName::Origins, "allowed_origins")
            .with_setting(FieldName::Headers, "allowed_headers")
            .with_setting(FieldName::Credentials, "allow_cookies")
            .with_setting(FieldName::MaxAge, "cors_max_age")
            .try_into()
    }
}

/// `a, b,` has two: people write white space behind a comma, and a comma behind the last one.
fn entries(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(|entry| entry.trim()).filter(|entry| !entry.is_empty())
}

impl Options {
    /// The policy that the settings make now, those of the file included.
    fn policy(&self) -> Result<LivePolicy, Failure> {
        let Some(file) = &self.settings else { return Ok(self.cors.clone().policy()?) };
        let wrong = |error: &dyn std::error::Error| Failure::new(format!("{}: {error}", file.display()));
        let text = fs::read_to_string(file).map_err(|error| wrong(&error))?;
        let settings: Settings = toml::from_str(&text).map_err(|error| wrong(&error))?;
        self.cors.clone().or(settings).policy().map_err(|errors| wrong(&errors))
    }
}

/// Applies each change of the file. If a setting is wrong, the policy stays as it was.
async fn reload(options: Options, live: LivePolicy) {
    let read = || options.settings.as_ref().map(fs::read_to_string).and_then(Result::ok);
    let mut seen = read();
    loop {
        another_look().await;
        let now = read();
        if now == seen {
            continue;
        }
        seen = now;
        match options.policy().and_then(|policy| Ok(live.replace(policy)?)) {
            Ok(()) => tracing::info!("the settings have changed:\n{live}"),
            Err(failure) => tracing::error!("the settings have not changed: {failure}"),
        }
    }
}

#[get("/greeting")]
async fn greeting() -> impl Responder {
    "hello\n"
}

#[put("/greeting")]
async fn replace() -> impl Responder {
    "replaced\n"
}

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    // What a setting says without effect is logged at warn level when the policy is made.
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let options = Options::parse();
    let live = options.policy()?;
    let listener = TcpListener::bind((options.address, options.port))?;
    let base = format!("http://{}", listener.local_addr()?);
    println!("Listening on {base}\n\n{live}\n\n{}", lines_to_try(&base));

    rt::spawn(reload(options, live.clone()));
    let server = HttpServer::new(move || App::new().service(greeting).service(replace).wrap(live.clone()));
    server.workers(2).listen(listener)?.run().await?;
    Ok(())
}

/// What to type in another terminal.
fn lines_to_try(base: &str) -> String {
    format!(
        "Try, in another terminal:

# Granted if the settings allow this origin.
curl -i {base}/greeting -H 'Origin: https://app.example.com'

{STOP}
"
    )
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use cors_audit::audit;

    use super::Options;

    const OWN: &str = "https://api.example.com";

    #[test]
    fn hostile_origins_get_nothing_unless_everybody_does() {
        let policy = |arguments: &str| {
            Options::parse_from(arguments.split(' ')).policy().expect("settings without mistakes")
        };
        audit(policy("settings"), OWN).assert_nothing_granted();
        let listed = policy("settings --allow-cookies --allowed-origins https://app.example.com");
        audit(listed, OWN).assert_nothing_granted();
        audit(policy("settings --allowed-origins *"), OWN).assert_no_credentials_granted();
    }
}
