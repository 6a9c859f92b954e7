#!/usr/bin/env bash
# Runs the web client's tests in Node: every module below web/tests that uses node:test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -t files < <(grep -rlE --include='*.js' --include='*.mjs' "from '(node:)?test'|from \"node:test\"" web/tests | sort)
[[ ${#files[@]} -gt 0 ]] || { echo "no tests in web/tests" >&2; exit 1; }
node --test "${files[@]}"
