# Two commands set everything up: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
SCALE ?= 0.01
ENTITIES ?= 5000000
export GOODSTANDING_HOME ?= var
# Modules are compiled once, not by every process: an environment may forbid it where it is shared.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test test-long bench bench-country check check-types check-rules environment environment-test environment-bench clean

help:  ## Show what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

demo: environment  ## Run the main job and serve the portal (SERVE=0: only run it).
	@$(BIN)/goodstanding demo
	@if [ "$(SERVE)" != "0" ]; then exec $(BIN)/goodstanding serve; fi

test: environment-test check  ## All checks and all tests, on SQLite and on PostgreSQL.
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not long"
	GOODSTANDING_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 -m "database and not long"

test-long: environment-test  ## The longer campaigns, seeds printed.
	$(BIN)/python -m pytest -m long -s
	GOODSTANDING_TEST_DATABASE=postgresql $(BIN)/python -m pytest -m "long and database" -s

bench: environment-bench  ## Every rival beside us (ENTITIES=5000000): a table and bench/latest.json.
	$(BIN)/python -m bench.run --entities $(ENTITIES)
	$(BIN)/python -m bench.page

bench-country: environment-bench  ## A country of SCALE (0.01) appraised: bench/country.json.
	$(BIN)/python -m bench.country $(SCALE)
	$(BIN)/python -m bench.page

check: environment-test  ## Format, lint, types, the architecture's contracts, the packs.
	@$(MAKE) --no-print-directory -j 2 check-types check-rules

check-types:
	$(BIN)/mypy

check-rules:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/goodstanding packs check
	$(BIN)/goodstanding packs test

environment:
	@$(PYTHON) scripts/environment.py run

environment-test:
	@$(PYTHON) scripts/environment.py test

environment-bench:
	@$(PYTHON) scripts/environment.py bench

clean:  ## Remove the environment and the demonstration's data.
	rm -rf .venv .venv-names var build dist
