#!/usr/bin/env bash
# What a policy adds to the stripped program of a service with actix-web, in the default release profile: a constant policy
# around a scope; a constant template whose origins come from a file; and a whole policy from a file (the feature `config`).
set -euo pipefail
workspace=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mkdir "$scratch/src"
cp "$workspace/Cargo.lock" "$scratch/"
cat >"$scratch/Cargo.toml" <<END
[package]
name = "service"
version = "0.0.0"
edition = "2024"
[workspace]
[features]
constant = ["dep:cors-runtime"]
list = ["constant", "dep:toml", "dep:serde"]
config = ["list", "cors-runtime/config"]
[dependencies]
actix-web = "4"
cors-runtime = { path = "$workspace/cors-runtime", optional = true }
serde = { version = "1", features = ["derive"], optional = true }
toml = { version = "1", optional = true }
[profile.release]
strip = true
END
cat >"$scratch/src/main.rs" <<'END'
use actix_web::{App, HttpResponse, HttpServer, web};

#[cfg(feature = "constant")]
cors_runtime::cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [GET, PUT],
        expose: ["x-total"],
        credentials: true,
        max_age: 1h,
    };
    // Only a policy that is used costs anything.
    pub const TENANTS = { origins: ["https://app.example.com", runtime], ..APP };
}

#[cfg(all(feature = "list", not(feature = "config")))]
#[derive(serde::Deserialize)]
struct Settings {
    origins: Vec<String>,
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    #[cfg(feature = "list")]
    let text = std::fs::read_to_string("settings.toml")?;
    #[cfg(feature = "config")]
    let policy = {
        let config: cors_runtime::PolicyConfig = toml::from_str(&text).map_err(std::io::Error::other)?;
        cors_runtime::LivePolicy::try_from(config).map_err(std::io::Error::other)?
    };
    #[cfg(all(feature = "list", not(feature = "config")))]
    let policy = {
        let settings: Settings = toml::from_str(&text).map_err(std::io::Error::other)?;
        TENANTS.with_origins(settings.origins).map_err(std::io::Error::other)?
    };
    #[cfg(all(feature = "constant", not(feature = "list")))]
    let policy = APP;
    HttpServer::new(move || {
        let scope = web::scope("/api").route("/", web::get().to(HttpResponse::Ok));
        #[cfg(feature = "constant")]
        let scope = scope.wrap(policy.clone());
        App::new().service(scope)
    })
    .bind(("127.0.0.1", 8080))?
    .run()
    .await
}
END
before=
for features in '' constant list config; do
  cargo build --quiet --release --manifest-path "$scratch/Cargo.toml" --target-dir "$workspace/target/program-size" \
    --features "$features"
  bytes=$(stat -c %s "$workspace/target/program-size/release/service")
  printf '%-10s %9s bytes' "${features:-without}" "$bytes"
  [ -z "$before" ] || printf ', %s kB more' $(((bytes - before + 500) / 1000))
  printf '\n'
  before=$bytes
done
