#!/bin/sh
# An application over loopback: without a policy, with one, and with actix-cors in its place, in turn, ROUNDS times; the
# medians. The server's processor time for a request is steadier than the requests per second where the machine has
# other things to do. One worker, 16 connections. Needs Debian's wrk.
set -eu
cd "$(dirname "$0")/.."
server=$(cargo bench -q --features tower --bench server --no-run --message-format=json 2>/dev/null |
    sed -n 's/.*"name":"server".*"executable":"\([^"]*\)".*/\1/p')
port=${PORT:-18754}
results=$(mktemp) report=$(mktemp) preflight=$(mktemp)
trap 'rm -f "$results" "$report" "$preflight"' EXIT

load() { # subject, name of the load, arguments of wrk
    subject=$1 name=$2
    shift 2
    "$server" "$subject" "$port" &
    pid=$!
    sleep 0.5
    wrk -t1 -c16 -d"${SECONDS_EACH:-4}s" "$@" "http://127.0.0.1:$port/api/items/1" >"$report"
    rate=$(sed -n 's/Requests\/sec: *//p' "$report")
    requests=$(sed -n 's/ *\([0-9]*\) requests in.*/\1/p' "$report")
    # User and system time, in hundredths of a second.
    processor=$(awk -v requests="$requests" '{ print ($14 + $15) * 10000 / requests }' "/proc/$pid/stat")
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    echo "$name $subject requests/s $rate" >>"$results"
    echo "$name $subject µs/request $processor" >>"$results"
}

echo 'wrk.method = "OPTIONS"' >"$preflight"
for _ in $(seq "${ROUNDS:-3}"); do
    for subject in none ours actix-cors; do
        load $subject no-origin
        load $subject actual -H 'Origin: https://t00001.example'
        load $subject preflight -s "$preflight" -H 'Origin: https://t00001.example' \
            -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,content-type'
    done
done
awk '
    { at = $3 " " $1 " " $2; values[at, ++seen[at]] = $4 }
    END {
        for (at in seen) {
            n = seen[at]
            for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++)
                if (values[at, j] < values[at, i]) { t = values[at, i]; values[at, i] = values[at, j]; values[at, j] = t }
            median[at] = values[at, int((n + 1) / 2)]
        }
        for (at in median) {
            split(at, part, " ")
            none = median[part[1] " " part[2] " none"]
            printf "%-12s %-10s %-11s %9.2f  %.3f of none\n", part[1], part[2], part[3], median[at], median[at] / none
        }
    }' "$results" | sort
