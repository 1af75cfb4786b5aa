#!/bin/sh
# Requests per second over loopback: an application without a policy, with one, and with actix-cors in its place, in
# turn, ROUNDS times. One worker, two connections' worth of load. Needs Debian's wrk.
set -eu
cd "$(dirname "$0")/.."
server=$(cargo bench -q --bench server --no-run --message-format=json 2>/dev/null |
    sed -n 's/.*"name":"server".*"executable":"\([^"]*\)".*/\1/p')
port=${PORT:-18754}
results=$(mktemp)
trap 'rm -f "$results"' EXIT

load() { # subject, name of the load, arguments of wrk
    subject=$1 name=$2
    shift 2
    "$server" "$subject" "$port" &
    pid=$!
    sleep 0.5
    rate=$(wrk -t1 -c16 -d"${SECONDS_EACH:-4}s" "$@" "http://127.0.0.1:$port/items/1" | sed -n 's/Requests\/sec: *//p')
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    echo "$name $subject $rate" >>"$results"
}

preflight=$(mktemp)
trap 'rm -f "$results" "$preflight"' EXIT
echo 'wrk.method = "OPTIONS"' >"$preflight"
for _ in $(seq "${ROUNDS:-3}"); do
    for subject in none ours actix-cors; do
        load $subject no-origin
        load $subject actual -H 'Origin: https://t00001.example'
        load $subject preflight -s "$preflight" -H 'Origin: https://t00001.example' \
            -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,content-type'
    done
done
sort "$results" | awk '
    { at = $1 " " $2; rates[at, ++seen[at]] = $3 }
    END {
        for (at in seen) {
            n = seen[at]
            for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++)
                if (rates[at, j] < rates[at, i]) { t = rates[at, i]; rates[at, i] = rates[at, j]; rates[at, j] = t }
            median[at] = rates[at, int((n + 1) / 2)]
        }
        for (at in median) {
            split(at, part, " ")
            printf "%-10s %-11s %9.0f requests/s, %.3f of none\n", part[1], part[2], median[at], median[at] / median[part[1] " none"]
        }
    }' | sort
