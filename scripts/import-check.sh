#!/usr/bin/env bash
# Moves a bakery's orders in, killing the import three times, and holds every figure against the file.
# The real file lies beside the checkout in ../shared/data where there is one; else a made-up one of the same form.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
salesync=${SALESYNC:-.build/debug/salesync}
folder=$(mktemp -d "${TMPDIR:-/tmp}/salesync-import.XXXXXX")
trap 'rm -rf "$folder"' EXIT
orders=../shared/data/bakery_orders.csv prices=../shared/data/bakery_prices.csv
if [[ ! -f $orders ]]; then
    echo "no ../shared/data beside this checkout; a made-up file of the same form is used"
    python3 Tests/Import/sample.py "$folder"
    orders=$folder/orders.csv prices=$folder/prices.csv
fi
python3 Tests/Import/check.py --salesync "$salesync" --orders "$orders" --prices "$prices"
