#!/usr/bin/env bash
# Builds Salesync and opens a demo cafe: `make run`. PORT (8080) and DATA (data/demo) may be set; Ctrl-C ends it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
wanted=${PORT:-8080} data=${DATA:-data/demo} salesync=.build/release/salesync
export SALESYNC_LOG_LEVEL=${SALESYNC_LOG_LEVEL:-warning}

scripts/setup.sh build
[[ -x $salesync ]] || echo "Building Salesync; the first time takes some minutes."
swift build -c release --product salesync
"$salesync" seed --data "$data"

is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
port=$wanted
while is_taken "$port"; do
    port=$((port + 1))
    [[ $port -lt $((wanted + 100)) ]] || { echo "no free port between $wanted and $port; set PORT" >&2; exit 1; }
done
[[ $port == "$wanted" ]] || echo "Port $wanted is taken by another program; using $port."

"$salesync" serve --data "$data" --host 127.0.0.1 --port "$port" --web web >/dev/null &
server=$!
stop() {
    trap '' INT TERM HUP
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    echo
    echo "Salesync has stopped; the demo cafe is kept in $data."
    exit 0
}
trap stop INT TERM HUP
scripts/await-ready.sh "$port" "$server" 60 || {
    echo "Salesync did not start (see above)." >&2
    kill -TERM "$server" 2>/dev/null || true
    exit 1
}
cat <<END

  Salesync is open.

    address    http://127.0.0.1:$port
    username   demo
    password   demo-cafe-1

  Or sign up a shop of your own. Ctrl-C closes it.

END
wait "$server"
