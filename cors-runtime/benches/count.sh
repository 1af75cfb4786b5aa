#!/bin/sh
# Instructions per request and per look-up, by valgrind's callgrind: each thing is done 2,000 and 6,000 times, and the
# difference is what 4,000 of them cost, whatever comes before and after. Needs Debian's valgrind.
#
#   cors-runtime/benches/count.sh [applications|layers|requests|lookups|headers|hostile]…
set -eu
cd "$(dirname "$0")/.."
export CARGO_PROFILE_BENCH_DEBUG=1
# glibc's fast bins are emptied now and then, which depends on what lay in memory before, and moves a figure by 30.
export GLIBC_TUNABLES=glibc.malloc.mxfast=0
count=$(cargo bench -q --features tower,config --bench count --no-run --message-format=json 2>/dev/null |
    sed -n 's/.*"name":"count".*"executable":"\([^"]*\)".*/\1/p')
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

instructions() {
    valgrind --tool=callgrind --callgrind-out-file="$scratch/out" "$count" "$@" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

each() {
    few=$(instructions "$@" 2000)
    many=$(instructions "$@" 6000)
    echo $(((many - few) / 4000))
}

row() { # class, what it is added to, who is beside us, subjects…
    class=$1 base=$(each "$1" "$2" 3) beside=$3
    shift 3
    theirs=$(($(each "$class" "$beside" 3) - base))
    printf '%-28s %s' "$class" "$beside adds $theirs"
    for subject; do
        ours=$(($(each "$class" "$subject" 3) - base))
        printf ', %s %s (%s)' "$subject" "$ours" "$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")"
    done
    echo
}

# An application with a scope and its router, three origins: what a policy around the scope adds to a request.
applications() {
    for class in 'no origin' 'actual allowed' 'actual refused'; do
        for exposes in '' -unexposed; do
            row "$class" app "app-floor$exposes" "app-ours$exposes" "app-actix-cors$exposes"
            row "$class" app "app-actix-cors$exposes" "app-ours$exposes"
        done
        row "$class" app app-actix-cors app-ours app-by-hand app-two-policies app-two-listeners app-live
        printf '%-28s attribute adds %s\n' "$class" $(($(each "$class" attribute 3) - $(each "$class" attribute-none 3)))
    done
    # A preflight as a whole, less what making the request costs.
    for class in 'preflight allowed' 'preflight refused: origin' 'preflight refused: method' \
        'preflight refused: header'; do
        row "$class" request app-actix-cors app-ours app-two-policies
    done
}

# A service over http 1: what the layer adds, beside tower-http's.
layers() {
    for class in 'no origin' 'actual allowed' 'actual refused' 'preflight allowed' 'preflight refused: origin'; do
        row "$class" tower tower-http tower-ours tower-two-policies
    done
}

# A bare service, where a table of origins shows.
requests() {
    for origins in ${ORIGINS:-1 100 10000}; do
        for class in 'no origin' 'actual allowed' 'actual refused' 'preflight allowed'; do
            none=$(each "$class" none 1)
            printf '%-28s %7s origins: ours adds %s\n' "$class" "$origins" $(($(each "$class" ours "$origins") - none))
        done
    done
}

lookups() {
    printf '%-6s %7s %9s %9s %9s\n' what origins ours HashSet ratio
    for what in hit miss; do
        for origins in 1 2 3 8 100 10000; do
            ours=$(each $what ours $origins)
            set=$(each $what set $origins)
            printf '%-6s %7s %9s %9s %9s\n' $what $origins "$ours" "$set" \
                "$(awk "BEGIN { printf \"%.2f\", $ours / $set }")"
        done
        for patterns in 1 10 100 1000; do
            printf '%-6s %7s %9s  patterns\n' $what $patterns "$(each $what patterns $patterns)"
        done
        printf '%-6s %7s %9s  in-label patterns that share their suffix\n' $what 1000 "$(each $what in-label 1000)"
    done
}

# What a client chooses the length of, beside an ordinary preflight, through the tower layer; the cases are numbered in
# the order in which the program prints them.
hostile() {
    for policy in listed any by-method by-origin; do
        ordinary=$(each hostile $policy 0)
        for case in 1 2 3 4 5; do
            took=$(each hostile $policy $case)
            printf '%-10s case %s: %s of %s (%s)\n' $policy $case "$took" "$ordinary" \
                "$(awk "BEGIN { printf \"%.2f\", $took / $ordinary }")"
        done
    done
    for patterns in 10 1000 10000; do
        printf '%s patterns of one host: found %s, not found %s\n' $patterns \
            "$(each hostile patterns-$patterns 6)" "$(each hostile patterns-$patterns 7)"
    done
}

headers() {
    for policy in headers any-headers; do
        for list in 0 1 2 3 4; do
            none=$(each $policy none $list)
            printf '%-12s list %s: added %s\n' $policy $list $(($(each $policy ours $list) - none))
        done
    done
}

for part in ${*:-applications layers requests lookups headers hostile}; do $part; done
