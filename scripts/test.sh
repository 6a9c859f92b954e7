#!/usr/bin/env bash
# Every test there is: `make test`. One line a step; a step that fails shows its output, the others run on.
# VERBOSE=1 shows all output; the logs are kept in .build/test-logs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
logs=.build/test-logs
passed=0 failed=0

# What a failed step said: all of it, or of a long log the complaints and the end.
show() {
    local log=$1
    if [[ $(wc -l <"$log") -le 300 ]]; then
        cat "$log"
    else
        grep -nE '✘|error:|^not ok|FAIL|Traceback|Fatal' "$log" | head -n 120 || true
        echo "... the last lines of $log:"
        tail -n 80 "$log"
    fi
}

step() {
    local name=$1; shift
    local log="$logs/${name// /-}.log" begin=$EPOCHREALTIME code=0
    if [[ -n ${VERBOSE:-} ]]; then
        printf -- '---- %s\n' "$name"
        "$@" 2>&1 | tee "$log" || code=$?
    else
        [[ -t 1 ]] && printf '      %s ...\r' "$name"
        "$@" >"$log" 2>&1 || code=$?
    fi
    local seconds
    seconds=$(awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
    if [[ $code == 0 ]]; then
        passed=$((passed + 1))
        printf 'ok    %-24s %6s s\n' "$name" "$seconds"
    else
        failed=$((failed + 1))
        printf 'FAIL  %-24s %6s s  (exit %s)\n' "$name" "$seconds" "$code"
        [[ -n ${VERBOSE:-} ]] || show "$log"
    fi
    return "$code"
}

# A step that cannot run because what it stands on failed counts as failed.
missed() {
    failed=$((failed + 1))
    printf 'FAIL  %-24s not run: %s\n' "$1" "$2"
}

trap 'exit 130' INT
trap 'exit 143' TERM HUP
scripts/setup.sh build test
mkdir -p "$logs"

step "lint" scripts/lint.sh || true
step "lint selftest" scripts/lint-selftest.sh || true
step "rules have tests" scripts/rules.py --check || true
step "product coverage" scripts/coverage.py --check || true
step "web rules" scripts/web-test.sh || true
if [[ -f docs/api/openapi.yaml ]]; then step "openapi" scripts/api-check.sh || true; fi
# Password hashing is slow on purpose; too many tests of it at once starve those that wait for an event.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=6
if step "build" swift build --build-tests; then
    step "swift tests" scripts/with-postgres.sh swift test --skip-build || true
    step "API contract" scripts/contract.sh || true
    step "browser journeys" scripts/journeys.sh || true
    step "import check" scripts/import-check.sh || true
    step "faults" scripts/faults.sh || true
    step "print check" scripts/print-check.sh || true
    step "adds and races" env ROUNDS=12 scripts/proofs.sh || true
else
    missed "swift tests" "the build failed"
    missed "API contract" "the build failed"
    missed "browser journeys" "the build failed"
    missed "import check" "the build failed"
    missed "faults" "the build failed"
    missed "print check" "the build failed"
    missed "adds and races" "the build failed"
fi

echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
