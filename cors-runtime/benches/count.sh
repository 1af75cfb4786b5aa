#!/bin/sh
# Instructions per request and per look-up, by valgrind's callgrind: each thing is done 1,000 and 3,000 times, and the
# difference is what 2,000 of them cost, whatever comes before and after. Needs Debian's valgrind.
#
#   cors-runtime/benches/count.sh [requests|applications|lookups|headers]…
set -eu
cd "$(dirname "$0")/.."
export CARGO_PROFILE_BENCH_DEBUG=1
count=$(cargo bench -q --bench count --no-run --message-format=json 2>/dev/null |
    sed -n 's/.*"name":"count".*"executable":"\([^"]*\)".*/\1/p')
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

instructions() {
    valgrind --tool=callgrind --callgrind-out-file="$scratch/out" "$count" "$@" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

each() {
    few=$(instructions "$@" 1000)
    many=$(instructions "$@" 3000)
    echo $(((many - few) / 2000))
}

requests() {
    printf '%-28s %7s %9s | %15s %21s %14s\n' class origins bare 'ours adds' 'actix-cors adds' ratio
    for origins in ${ORIGINS:-1 3 100 10000}; do
        for class in 'no origin' 'actual allowed' 'actual refused' 'preflight allowed' \
            'preflight refused: origin' 'preflight refused: method' 'preflight refused: header'; do
            none=$(each "$class" none 1)
            ours=$(($(each "$class" ours "$origins") - none))
            theirs=$(($(each "$class" actix-cors "$origins") - none))
            printf '%-28s %7s %9s | %15s %21s %14s\n' "$class" "$origins" "$none" "$ours" "$theirs" \
                "$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")"
        done
    done
}

# The same through an application with its router, where futures are boxed; three origins.
applications() {
    printf '%-28s %15s %21s %14s\n' class 'ours adds' 'actix-cors adds' ratio
    for class in 'no origin' 'actual allowed' 'actual refused' 'preflight allowed'; do
        none=$(each "$class" app-none 3)
        ours=$(($(each "$class" app-ours 3) - none))
        theirs=$(($(each "$class" app-actix-cors 3) - none))
        printf '%-28s %15s %21s %14s\n' "$class" "$ours" "$theirs" \
            "$(awk "BEGIN { printf \"%.2f\", $ours / $theirs }")"
    done
    echo "a worker with two listeners, bare service, actual allowed: $(each 'actual allowed' ours-twice 3) in all"
    echo "the header map's share of an allowed actual response: $(($(each 'actual allowed' dressed-append 3) - $(each 'actual allowed' none 3)))"
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

headers() {
    for policy in headers any-headers; do
        for list in 0 1 2 3 4; do
            none=$(each $policy none $list)
            printf '%-12s list %s: added %s\n' $policy $list $(($(each $policy ours $list) - none))
        done
    done
}

for part in ${*:-requests applications lookups headers}; do $part; done
