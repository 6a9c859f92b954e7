#!/usr/bin/env bash
# Drives the till, the floor editor, the kitchen and the kiosk in a real browser, each against a server of its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0
for journey in journey split floor kitchen kiosk; do
    echo "---- $journey"
    scripts/with-server.sh .tools/bin/python "Tests/Browser/$journey.py" --url '{url}' || failed=1
done
exit $failed
