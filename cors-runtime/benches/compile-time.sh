#!/bin/sh
# What a policy costs `cargo check` in the dev profile, its dependencies built: the fastest of RUNS runs of small crates
# in a scratch folder, each beside the same crate without what is measured.
#
# With `service`: processor seconds of `cargo check` from nothing for a service with actix-web alone and for one that
# uses cors-runtime as well, and what each crate that only the second one needs has taken of them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
workspace=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if [ "${1:-}" = service ]; then
    # Called by cargo in the place of rustc: notes the processor seconds of each crate.
    cat >"$scratch/rustc" <<'END'
#!/bin/sh
name= kind= before=
for argument in "$@"; do
    case "$before" in --crate-name) name=$argument ;; esac
    case "$argument" in --emit=*link*) kind=built ;; --emit=*) kind=checked ;; esac
    before=$argument
done
[ -n "$name" ] || exec "$@"
exec /usr/bin/time -a -o "$LOG" -f "%U $name $kind" "$@"
END
    chmod +x "$scratch/rustc"
    for service in without with; do
        mkdir -p "$scratch/$service/src"
        echo 'fn main() {}' >"$scratch/$service/src/main.rs"
        printf '[package]\nname = "service"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\nactix-web = "4"\n' \
            >"$scratch/$service/Cargo.toml"
        cp "$workspace/Cargo.lock" "$scratch/$service/"
    done
    echo "cors-runtime = { path = \"$workspace/cors-runtime\" }" >>"$scratch/with/Cargo.toml"
    for run in $(seq "${RUNS:-2}"); do
        for service in without with; do
            rm -rf "$scratch/target"
            (cd "$scratch/$service" && LOG="$scratch/$service.$run" RUSTC_WRAPPER="$scratch/rustc" CARGO_INCREMENTAL=0 \
                CARGO_TARGET_DIR="$scratch/target" cargo check -q)
            awk -v what="$service cors-runtime" '{ sum += $1 } END { printf "%s: %.1f s\n", what, sum }' "$scratch/$service.$run"
        done
    done
    echo "what only the second one needs, on average, from 0.05 s:"
    awk -v runs="${RUNS:-2}" '
        FILENAME ~ /without\.[0-9]+$/ { known[$2 $3] = 1; next }
        !($2 $3 in known) { sum[$2 " " $3] += $1 }
        END { for (unit in sum) if (sum[unit] / runs >= 0.05) printf "%5.2f %s\n", sum[unit] / runs, unit }
    ' "$scratch"/without.* "$scratch"/with.* | sort -rn
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
