#!/usr/bin/env bash
# Many hands on one table: eight waiters add at once, two tills act against each other; no line lost, no check paid twice.
# ROUNDS=60 is how often each race is run. SALESYNC picks the program (.build/debug/salesync unless told otherwise).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
salesync=${SALESYNC:-.build/debug/salesync}
code=0
python3 Tests/Proofs/adds.py --salesync "$salesync" || code=1
python3 Tests/Proofs/races.py --salesync "$salesync" --rounds "${ROUNDS:-60}" || code=1
exit "$code"
