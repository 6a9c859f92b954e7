#!/usr/bin/env bash
# Writes the table of settings into docs/operations.md, as the program itself knows them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
page=docs/operations.md
table=$("${SALESYNC:-.build/debug/salesync}" settings --markdown)
TABLE=$table awk '/^<!-- settings -->/ { print; print ENVIRON["TABLE"]; inside = 1 } /^<!-- \/settings -->/ { inside = 0 } !inside && !/^<!-- settings -->/' \
    "$page" >"$page.new"
mv "$page.new" "$page"
