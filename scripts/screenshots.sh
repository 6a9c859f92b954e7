#!/usr/bin/env bash
# Pictures of every screen of the demo cafe in docs/screens; the best few live in docs/screens/best.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh build test
swift build
scripts/with-server.sh --seed .tools/bin/python Tests/Browser/screenshots.py --url '{url}' --out docs/screens
