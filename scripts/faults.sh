#!/usr/bin/env bash
# Kills the server in the midst of payments, fills its disk and locks its folder; no sale may be lost or doubled.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec python3 Tests/Faults/faults.py --salesync "${SALESYNC:-.build/debug/salesync}" "$@"
