#!/usr/bin/env bash
# Drives a running server through the API and holds every answer against docs/api/openapi.yaml.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/with-server.sh .tools/bin/python Tests/API/contract.py --url '{url}'
