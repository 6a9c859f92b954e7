# The manual of this repository: `make` lists the verbs, each of them calls one script.
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

.PHONY: help help-all run test build fmt lint rules bench screenshots journeys clean \
	setup setup-test release unit web-test api-check lint-selftest rules-check import-check faults contract settings prove coverage

help: ## list these verbs
	@echo "make <verb>:"; awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' Makefile

help-all: help
	@echo; echo "and, less often:"; awk -F ':.*#- ' '/^[a-z-]+:.*#- /{printf "  %-14s %s\n", $$1, $$2}' Makefile

run: ## build, and open a demo cafe at http://127.0.0.1:8080 (PORT=..., DATA=...)
	@scripts/run.sh
test: ## everything: lint, unit tests on SQLite and PostgreSQL, web, API, browser (VERBOSE=1 shows all)
	@scripts/test.sh
build: ## compile for development
	@scripts/setup.sh build && swift build
fmt: ## format the Swift sources
	@swift format -i -r -p Sources Tests Package.swift
lint: ## check style and who imports whom
	@scripts/lint.sh
rules: ## list every rule with its place and its test
	@scripts/rules.py
bench: ## measure the speed, each figure beside a limit of this machine
	@scripts/bench.sh
screenshots: ## picture every screen into docs/screens
	@scripts/screenshots.sh
journeys: ## sell, refund and close in a real browser
	@scripts/setup.sh build test && swift build && scripts/journeys.sh
clean: ## remove what was built (data/ stays)
	@rm -rf .build .build-* .tools

setup: #- install what building needs
	@scripts/setup.sh build
setup-test: #- install what testing needs
	@scripts/setup.sh build test
release: #- compile the program that people run
	@scripts/setup.sh build && swift build -c release --product salesync
unit: #- the Swift tests alone, with their PostgreSQL (ARGS='--filter OrderRules')
	@scripts/with-postgres.sh swift test $(ARGS)
web-test: #- the web client's rules in Node
	@scripts/web-test.sh
api-check: #- is docs/api/openapi.yaml a valid OpenAPI document?
	@scripts/api-check.sh
lint-selftest: #- prove that every check of `make lint` can turn red
	@scripts/lint-selftest.sh
rules-check: #- fail when a rule has no test of its name
	@scripts/rules.py --check
prove: #- the long runs of the random tests (SEQUENCES=100000, SALES=1000000)
	@SALESYNC_PROVE=$${SEQUENCES:-100000} swift test --filter RandomBills
	@SALESYNC_PROVE=$${SALES:-1000000} swift test --filter RandomBooks
	@ROUNDS=$${ROUNDS:-60} scripts/proofs.sh
coverage: #- does every sentence of the product name what keeps it?
	@scripts/coverage.py --check
settings: #- write the table of settings into docs/operations.md (after make build)
	@scripts/settings.sh
faults: #- kill the server, fill its disk: no sale may be lost (ROUNDS=3)
	@scripts/faults.sh --rounds $${ROUNDS:-3}
contract: #- hold every answer of the API against docs/api/openapi.yaml
	@scripts/contract.sh
import-check: #- move a bakery's year of orders in and compare every figure
	@scripts/import-check.sh
