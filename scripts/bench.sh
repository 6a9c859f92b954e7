#!/usr/bin/env bash
# Every speed figure beside a limit measured in the same run: `make bench` (SALES=1000000 for the shop's old age).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh build bench
swift build -c release --product salesync
code=0
python3 bench/run.py --salesync .build/release/salesync --sales "${SALES:-1000000}" "$@" || code=1
python3 bench/kitchen.py --salesync .build/release/salesync "$@" || code=1
exit "$code"
