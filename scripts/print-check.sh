#!/usr/bin/env bash
# Prints kitchen tickets through the print agent on pretended printers, and receipts, and reads the paper
# (ARGS='--pictures FOLDER').
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=python3
[[ -x .tools/bin/python ]] && python=.tools/bin/python
export SALESYNC_PUBLIC_URL=https://pos.example.com
exec scripts/with-server.sh --seed "$python" Tests/Print/check.py --salesync "${SALESYNC:-.build/debug/salesync}" --url '{url}' "$@"
