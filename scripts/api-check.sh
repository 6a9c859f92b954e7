#!/usr/bin/env bash
# Checks that the API's description is a valid OpenAPI document.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
.tools/bin/openapi-spec-validator docs/api/openapi.yaml
