#!/usr/bin/env bash
# Pictures of every screen of the demo cafe in docs/screens, with an accessibility check on each.
# Arguments go on to Tests/Browser/screenshots.py: scripts/screenshots.sh --only pad --sizes phone
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh build test
swift build
scripts/with-server.sh --seed .tools/bin/python Tests/Browser/screenshots.py --url '{url}' \
    --username demo --password demo-cafe-1 --out docs/screens "$@"
