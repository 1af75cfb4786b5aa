#!/usr/bin/env bash
# What a policy adds to the stripped program of a service with actix-web, in the default release profile: a constant policy,
# and a whole policy from a file (the feature `config`).
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
config = ["constant", "cors-runtime/config"]
[dependencies]
actix-web = "4"
cors-runtime = { path = "$workspace/cors-runtime", optional = true }
serde_json = "1" # actix-web has it in any case
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
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    #[cfg(feature = "config")]
    let live = {
        let text = std::fs::read_to_string("policy.json")?;
        let config: cors_runtime::PolicyConfig = serde_json::from_str(&text)?;
        cors_runtime::LivePolicy::try_from(config).map_err(std::io::Error::other)?
    };
    HttpServer::new(move || {
        let app = App::new();
        #[cfg(feature = "config")]
        let app = app.wrap(live.clone());
        #[cfg(all(feature = "constant", not(feature = "config")))]
        let app = app.wrap(APP);
        app.route("/", web::get().to(HttpResponse::Ok))
    })
    .bind(("127.0.0.1", 8080))?
    .run()
    .await
}
END
before=
for features in '' constant config; do
  cargo build --quiet --release --manifest-path "$scratch/Cargo.toml" --target-dir "$workspace/target/program-size" \
    --features "$features" 2>/dev/null
  bytes=$(stat -c %s "$workspace/target/program-size/release/service")
  printf '%-10s %9s bytes' "${features:-without}" "$bytes"
  [ -z "$before" ] || printf ', %s kB more' $(((bytes - before) / 1000))
  printf '\n'
  before=$bytes
done
