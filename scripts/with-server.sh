#!/usr/bin/env bash
# Runs a command beside a Salesync of its own: scripts/with-server.sh [--seed] COMMAND ... {url} ...
# The server has a temporary data folder and a free port; {url} in the command becomes its address. SALESYNC picks the
# program (.build/debug/salesync unless told otherwise). Its log is shown when the command fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
salesync=${SALESYNC:-.build/debug/salesync}
seed=no
if [[ ${1:-} == --seed ]]; then seed=yes; shift; fi
[[ $# -gt 0 ]] || { echo "usage: $0 [--seed] COMMAND ... {url} ..." >&2; exit 64; }
[[ -x $salesync ]] || { echo "$salesync is not built; run make build" >&2; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/salesync-run.XXXXXX")
server=
stop() {
    if [[ -n $server ]] && kill -TERM "$server" 2>/dev/null; then
        # Ten seconds to drain, then no more patience.
        for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
        kill -KILL "$server" 2>/dev/null && echo "the server did not stop within 10 s" >&2
        wait "$server" 2>/dev/null
    fi
    rm -rf "$folder"
}
on_exit() { local code=$?; stop || true; exit "$code"; }
trap on_exit EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
give_up() { echo "$1" >&2; tail -n 40 "$folder/log" >&2; exit 1; }

if [[ $seed == yes ]]; then
    "$salesync" seed --data "$folder/data" >"$folder/log" 2>&1 || give_up "the demo cafe could not be made"
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$salesync" serve --data "$folder/data" --host 127.0.0.1 --port "$port" --web web >>"$folder/log" 2>&1 &
server=$!
scripts/await-ready.sh "$port" "$server" 60 || give_up "the server did not become ready"

"${@//\{url\}/http://127.0.0.1:$port}" || give_up "the command failed; the end of the server's log:"
