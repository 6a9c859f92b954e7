#!/usr/bin/env bash
# Waits until the server on a port of this machine is ready: await-ready.sh PORT PID [SECONDS]. Fails when the process ends.
set -euo pipefail
port=$1 pid=$2 seconds=${3:-30}

is_ready() {
    local status
    exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
    printf 'GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
    IFS= read -r -t 5 status <&3 || true
    timeout 5 cat <&3 >/dev/null # hear the server out
    exec 3>&-
    [[ ${status:-} == *" 200"* ]]
}

for ((tick = 0; tick < seconds * 10; tick++)); do
    kill -0 "$pid" 2>/dev/null || exit 1
    if (is_ready) 2>/dev/null; then exit 0; fi
    sleep 0.1
done
exit 1
