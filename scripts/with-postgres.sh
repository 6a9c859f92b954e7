#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own: scripts/with-postgres.sh swift test
# The server lives in a temporary folder on a free port and is gone afterwards; SALESYNC_TEST_POSTGRES names it.
set -euo pipefail
[[ $# -gt 0 ]] || { echo "usage: $0 COMMAND ..." >&2; exit 64; }

# Nothing here needs to survive a crash, so the disk is not waited for.
options="-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=1000 -c fsync=off
    -c synchronous_commit=off -c full_page_writes=off -c logging_collector=off"

if command -v pg_config >/dev/null && [[ -x $(pg_config --bindir)/initdb ]]; then
    bin=$(pg_config --bindir)
else
    bin=$(find /usr/lib/postgresql -path '*/bin/initdb' -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
fi
[[ -n $bin ]] || { echo "postgres: not installed; run scripts/setup.sh build test" >&2; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/salesync-pg.XXXXXX")
# PostgreSQL refuses to run as root.
as_owner() { "$@"; }
if [[ $(id -u) == 0 ]]; then
    as_owner() { setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; }
    chown postgres: "$folder"
fi

stop() {
    [[ -f $folder/data/postmaster.pid ]] &&
        (cd / && as_owner "$bin/pg_ctl" stop -D "$folder/data" -s -m immediate -t 20) >&2
    rm -rf "$folder"
}
on_exit() { local code=$?; stop || true; exit "$code"; }
trap on_exit EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

(
    cd /
    as_owner "$bin/initdb" -D "$folder/data" -U salesync --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 \
        >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
)
for attempt in 1 2 3; do
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    if (cd / && as_owner "$bin/pg_ctl" start -D "$folder/data" -s -w -t 60 -l "$folder/log" -o "-p $port ${options//$'\n'/ }") >&2; then
        break
    fi
    # Somebody may have taken the port in between.
    [[ $attempt -lt 3 ]] || { cat "$folder/log" >&2; exit 1; }
done

export SALESYNC_TEST_POSTGRES="host=127.0.0.1 port=$port user=salesync dbname=postgres"
"$@"
