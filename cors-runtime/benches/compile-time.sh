#!/bin/sh
# What a policy costs `cargo check` in the dev profile, its dependencies built: the fastest of RUNS runs of small crates
# in a scratch folder, each beside the same crate without what is measured. With `timings`: a clean build of cors-macros
# and its dependencies, crate by crate.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
workspace=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if [ "${1:-}" = timings ]; then
    cd "$workspace"
    cargo build -q -p cors-macros --timings --target-dir "$scratch"
    # One line a unit: seconds, crate.
    grep -o '"name": "[^"]*"\|"duration": [0-9.]*' "$scratch/cargo-timings/cargo-timing.html" | paste - - |
        awk -F'"' '{ split($7, d, " "); sub(/^: /, "", $7); print $7, $4 }' | sort -rn
    exit
fi

export CARGO_TARGET_DIR="$workspace/target/compile-time"
fixture() { # name; its source comes from the standard input
    mkdir -p "$scratch/$1/src"
    cat >"$scratch/$1/src/lib.rs"
    cat >"$scratch/$1/Cargo.toml" <<END
[package]
name = "fixture-$1"
version = "0.0.0"
edition = "2024"
[dependencies]
cors-runtime = { path = "$workspace/cors-runtime" }
[workspace]
END
    cp "$workspace/Cargo.lock" "$scratch/$1/"
    cp "$here/lists/origins-10000.txt" "$scratch/$1/src/origins.txt"
}

big='cors_runtime::cors! { pub const APP = { origins: [include!("origins.txt")] }; '
echo 'pub use cors_runtime::Policy;' | fixture without
echo 'pub use cors_runtime::Policy; cors_runtime::cors! { pub const APP = { origins: [
    "https://app.example.com", "https://admin.example.com", "https://*.preview.example.com",
    "https://www.example.org", "http://localhost:*"], credentials: true, max_age: 1h }; }' | fixture five
echo "pub use cors_runtime::Policy; $big }" | fixture big
{
    echo "pub use cors_runtime::Policy; $big }"
    seq -f 'const _: () = assert!(APP.allows_origin("https://t%05g.example"));' 1 1000
} | fixture queries
{
    echo "pub use cors_runtime::Policy; $big expect APP {"
    seq -f 'allow GET from "https://t%05g.example";' 1 1000
    echo '} }'
} | fixture expect

milliseconds() { # name
    cd "$scratch/$1"
    cargo check -q
    best=
    for _ in $(seq "${RUNS:-5}"); do
        touch src/lib.rs
        start=$(date +%s%N)
        cargo check -q
        took=$((($(date +%s%N) - start) / 1000000))
        if [ -z "$best" ] || [ $took -lt "$best" ]; then best=$took; fi
    done
    echo "$best"
}

without=$(milliseconds without)
five=$(milliseconds five)
big=$(milliseconds big)
queries=$(milliseconds queries)
expect=$(milliseconds expect)
echo "without a policy:                   $without ms"
echo "with 5 origins:                     $((five - without)) ms more"
echo "with 10,000 origins by include!:    $((big - without)) ms more"
echo "1,000 const queries on top of that: $((queries - big)) ms more"
echo "1,000 lines of expect instead:      $((expect - big)) ms more"
