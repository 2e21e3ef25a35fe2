# Needs Python 3.11 or newer and make; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
KEEP ?=

.DEFAULT_GOAL := help
.PHONY: help install demo test check bench chaos lock

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/.installed: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

install: .venv/.installed ## only .venv with .venv/bin/bangkom

demo: .venv/.installed ## the bot and a local Telegram in the browser; no token needed (KEEP=dir keeps the data)
	@$(BIN)/bangkom demo $(if $(KEEP),--keep "$(KEEP)")

test: .venv/.installed-dev ## every test that this machine can run; names what it skips
	$(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/.installed-dev ## format, lint, types, corridors (no tests)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.installed-dev ## measured ratios: against bare stock bots, and of a large city against a small one
	$(BIN)/python -m bench
	$(BIN)/python -m bench.scale --quick

chaos: .venv/.installed-dev ## a city of 500 while everything goes wrong, both engines, long fuzzing (SEED, TIME)
	$(BIN)/python -m pytest -n auto --dist worksteal -m hypothesis --hypothesis-profile long
	$(BIN)/python -m tests.chaos $(if $(SEED),--seed $(SEED)) --seconds $(or $(TIME),90)

lock: .venv/.installed-dev ## renews both lock files
	$(BIN)/pip-compile --quiet --upgrade --allow-unsafe --strip-extras --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-emit-options --no-emit-trusted-host \
	  --extra build -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --allow-unsafe --strip-extras --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-emit-options --no-emit-trusted-host \
	  --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
