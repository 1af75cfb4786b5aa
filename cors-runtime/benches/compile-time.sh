#!/usr/bin/env bash
# What the compiler pays for us. Processor seconds, user and system, and never a total alone: other work on the machine
# makes all of them longer, so each is compared with something that ran beside it.
#
#   compile-time.sh [policies [ROW…]]   `cargo check` of small crates in the dev profile, dependencies built: the fastest
#                                       of RUNS, less the same crate without a policy, in units of a yardstick
#   compile-time.sh service             `cargo check` from nothing of a service with actix-web: what only cors-runtime
#                                       brings, as a share of what the service compiles anyway
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
workspace=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

manifest() { # folder, dependencies
    mkdir -p "$1/src"
    printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n%s\n' \
        "$(basename "$1")" "$2" >"$1/Cargo.toml"
    cp "$workspace/Cargo.lock" "$1/"
}

service() {
    # Called by cargo in the place of rustc: notes what each crate takes.
    cat >"$scratch/rustc" <<'END'
#!/bin/sh
kind= crate=
for argument; do
    case "$argument" in --emit=*link*) kind=built ;; --emit=*) kind=checked ;; --crate-name) crate=1 ;; esac
done
[ -n "$crate" ] || exec "$@"
exec /usr/bin/time -a -o "$LOG" -f "%U %S $CARGO_PKG_NAME-$CARGO_PKG_VERSION $kind" "$@"
END
    chmod +x "$scratch/rustc"
    manifest "$scratch/without" 'actix-web = "4"'
    manifest "$scratch/with" "actix-web = \"4\"
cors-runtime = { path = \"$workspace/cors-runtime\" }"
    local name run
    for name in without with; do
        echo 'fn main() {}' >"$scratch/$name/src/main.rs"
        # The units of the first service are needed once, only to be told from the others.
        for run in $(seq "$([ $name = with ] && echo "${RUNS:-2}" || echo 1)"); do
            rm -rf "$scratch/target"
            (cd "$scratch/$name" && LOG="$scratch/$name.$run" RUSTC_WRAPPER="$scratch/rustc" CARGO_INCREMENTAL=0 \
                CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR="$scratch/target" cargo check -q)
        done
    done
    for run in $(seq "${RUNS:-2}"); do
        awk -v run="$run" '
            NR == FNR { shared[$3 $4] = 1; next }
            $3 ~ /^with-/ { next }
            $3 $4 in shared { theirs += $1 + $2; next }
            { ours += $1 + $2 }
            END { printf "run %d: %.2f s that only we need, %.1f %% of the other %.1f s\n", run, ours, 100 * ours / theirs, theirs }
        ' "$scratch/without.1" "$scratch/with.$run"
    done
    echo 'each, in percent of the same, from 0.1:'
    awk '
        FILENAME ~ /without\.1$/ { shared[$3 $4] = 1; next }
        $3 ~ /^with-/ { next }
        $3 $4 in shared { theirs += $1 + $2; next }
        { ours[$3 " " $4] += $1 + $2 }
        END { for (unit in ours) if (ours[unit] * 1000 >= theirs) printf "%5.1f %s\n", 100 * ours[unit] / theirs, unit }
    ' "$scratch/without.1" "$scratch"/with.* | sort -rn
}

# name of a row; its policies come from the standard input
fixture() {
    manifest "$scratch/$1" "cors-runtime = { path = \"$workspace/cors-runtime\" }"
    cp "$here/lists/origins-10000.txt" "$scratch/$1/src/"
    seq -f 'https://t%05g.example' 1 20000 >"$scratch/$1/src/origins-20000.txt"
    {
        echo 'pub use cors_runtime::Policy;'
        cat
    } >"$scratch/$1/src/lib.rs"
    # Others may build there as well, and rows must not find each other's results, nor what the compiler keeps of an
    # earlier run: then it would evaluate nothing again.
    export CARGO_TARGET_DIR="$workspace/target/compile-time" CARGO_INCREMENTAL=0
}

policies() { # a block with these lines
    echo 'cors_runtime::cors! {'
    cat
    echo '}'
}

# The rows: what is measured, and its name.
ROWS='five:a policy of 5 origins
origins10000:10,000 origins by include!
queries:1,000 const queries over them, with the list
expect:1,000 lines of expect over them, with the list
origins20000:20,000 origins by include!
heirs:100 policies that inherit 1,000 origins
more:100 policies that add an origin to 1,000 of a base
chain:a chain of 1,000 bases
ladder:20 policies, each [..P, ..P] of the one before
inlabel:4,000 in-label patterns of one base
ports:4,000 ports of one host
inlabelqueries:3,000 in-label patterns of one base
inlabelqueried:the same, and 100 queries
apart20:two policies of 20 origins in two blocks
within20:the same, one within the other
apart1000:two policies of 1,000 origins in two blocks
within1000:the same, one within the other'

source_of() {
    local big='pub const APP = { origins: [include!("origins-10000.txt")] };'
    case $1 in
    empty) ;;
    five) echo 'pub const APP = { origins: ["https://app.example.com", "https://admin.example.com",
            "https://*.preview.example.com", "https://www.example.org", "http://localhost:*"],
            credentials: true, max_age: 1h };' | policies ;;
    origins10000) echo "$big" | policies ;;
    queries)
        echo "$big" | policies
        seq -f 'const _: () = assert!(APP.allows_origin("https://t%05g.example"));' 1 1000
        ;;
    expect) { echo "$big expect APP {"; seq -f 'allow GET from "https://t%05g.example";' 1 1000; echo '}'; } | policies ;;
    origins20000) echo 'pub const APP = { origins: [include!("origins-20000.txt")] };' | policies ;;
    heirs)
        {
            echo 'pub const BASE = { origins: ['
            seq -f '"https://t%05g.example",' 1 1000
            echo '] };'
            seq -f 'pub const P%g = { methods: [GET], ..BASE };' 1 100
        } | policies
        ;;
    more)
        {
            echo 'pub const BASE = { origins: ['
            seq -f '"https://t%05g.example",' 1 1000
            echo '] };'
            seq 1 100 | sed 's|.*|pub const P& = { origins: [..BASE, "https://p&.example"] };|'
        } | policies
        ;;
    ladder)
        {
            echo 'pub const P0 = { origins: ["https://app.example.com"] };'
            seq 1 20 | awk '{ printf "pub const P%d = { origins: [..P%d, ..P%d] };\n", $1, $1 - 1, $1 - 1 }'
        } | policies
        ;;
    chain)
        {
            echo 'pub const P0 = { origins: ["https://app.example.com"] };'
            seq 1 1000 | awk '{ printf "pub const P%d = { ..P%d };\n", $1, $1 - 1 }'
        } | policies
        ;;
    inlabel) { echo 'pub const APP = { origins: ['; seq -f '"https://a%g-*.example.com",' 1 4000; echo '] };'; } | policies ;;
    apart* | within*)
        local policy many=${1#apart}
        many=${many#within}
        for policy in COMPANY APP; do
            {
                echo "pub const $policy = { origins: ["
                seq -f '"https://t%05g.example",' 1 "$many"
                echo '] };'
                [ "$policy$1" != "APPwithin$many" ] || echo 'expect APP { within COMPANY; }'
            } | policies
        done
        ;;
    ports) { echo 'pub const APP = { origins: ['; seq -f '"https://app.example.com:%g",' 1001 5000; echo '] };'; } | policies ;;
    inlabelqueries | inlabelqueried)
        { echo 'pub const APP = { origins: ['; seq -f '"https://a%g-*.example.com",' 1 3000; echo '] };'; } | policies
        [ "$1" = inlabelqueries ] || seq -f 'const _: () = assert!(!APP.allows_origin("https://b%g-x.example.com"));' 1 100
        ;;
    esac
}

# Work for the compiler that has nothing to do with us.
yardstick() {
    manifest "$scratch/yardstick" ''
    seq -f '#[derive(Clone, Debug, Default, Hash, PartialEq, Eq, PartialOrd, Ord)] pub struct S%g(pub u8, pub String, pub Vec<u16>);' 1 300 \
        >"$scratch/yardstick/src/lib.rs"
}

fastest() { # crate: the fewest processor seconds of RUNS
    (
        cd "$scratch/$1"
        cargo check -q
        for _ in $(seq "${RUNS:-5}"); do
            touch src/lib.rs
            /usr/bin/time -o "$scratch/took" -f '%U %S' cargo check -q
            cat "$scratch/took"
        done | awk '{ took = $1 + $2; if (!best || took < best) best = took } END { print best }'
    )
}

measure() {
    local row what chosen=" $* " unit empty took
    source_of empty | fixture empty
    yardstick
    empty=$(fastest empty)
    while IFS=: read -r row what; do
        [ "$chosen" = '  ' ] || [[ $chosen == *" $row "* ]] || continue
        source_of "$row" | fixture "$row"
        # Beside each row, because the machine may be busier by then.
        unit=$(fastest yardstick)
        took=$(fastest "$row")
        awk -v what="$what" -v took="$took" -v empty="$empty" -v unit="$unit" \
            'BEGIN { printf "%-50s %6.2f yardsticks (%.2f s more, where one took %.2f s)\n", what, (took - empty) / unit, took - empty, unit }'
    done <<<"$ROWS"
}

case ${1:-policies} in
service) service ;;
policies)
    shift || true
    measure "$@"
    ;;
*) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
esac
