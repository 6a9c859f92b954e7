#!/usr/bin/env bash
# Drives the till, the kitchen, the kiosk and the office in a real browser, each against a server of its own, two at a
# time: most of a journey is waiting.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
journeys=(journey kiosk split kitchen shift refund floor)
logs=$(mktemp -d "${TMPDIR:-/tmp}/salesync-journeys.XXXXXX")
trap 'rm -rf "$logs"' EXIT
drive() {
    local code=0
    scripts/with-server.sh .tools/bin/python "Tests/Browser/$1.py" --url '{url}' >"$2/$1" 2>&1 || code=$?
    echo "$code" >"$2/$1.code"
}
export -f drive
printf '%s\n' "${journeys[@]}" | xargs -P 2 -I {} bash -c 'drive "$1" "$2"' - {} "$logs"
failed=0
for journey in "${journeys[@]}"; do
    echo "---- $journey"
    cat "$logs/$journey"
    [[ $(<"$logs/$journey.code") == 0 ]] || failed=1
done
exit $failed
