#!/usr/bin/env bash
# Drives the till in a real browser, from sign-up to the day's figures, against a server of its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/with-server.sh .tools/bin/python Tests/Browser/journey.py --url '{url}'
