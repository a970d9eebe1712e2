# Broadside. `make run` serves a journal, `make test` checks the house; README.md says the rest.
# HOST, PORT, DEMO, DATABASE_URL … come from the command line or the environment.

.DEFAULT_GOAL := help
.PHONY: help run install install-dev test soak bench lint format lock clean
MAKEFLAGS += --no-print-directory
PYTHON = .venv/bin/python

help:
	@echo "make run      set up what is missing and serve the journal at http://127.0.0.1:8000/"
	@echo "              PORT=8001 another port; DEMO=0 an empty journal of your own"
	@echo "make install  only .venv with the locked packages"
	@echo "make test     lint, types and all tests, on SQLite and on PostgreSQL; ARGS='-k feeds' narrows"
	@echo "make soak     the tests that are too long for make test"
	@echo "make bench    what pages and imports cost, on SQLite and on PostgreSQL; kept as JSON in var/bench/"
	@echo "              SCALE=100000 so many articles; IMPORTS=50 an export of 100,000 posts, 500,000 comments"
	@echo "make lint     only lint, format and types; make format puts right what can be"
	@echo "make lock     new locks from pyproject.toml (needs uv)"
	@echo "make clean    remove .venv and caches; var/ with your data stays"

install:
	@sh operations/install.sh requirements.txt

install-dev:
	@sh operations/install.sh requirements-dev.txt

run: install
	@exec $(PYTHON) manage.py serve --prepare --with-parent

test: install-dev
	@exec $(PYTHON) -m tests.run $(ARGS)

soak: install-dev
	@exec $(PYTHON) -m tests.run --soak $(ARGS)

bench: install-dev
	@exec $(PYTHON) -m tests.bench

lint: install-dev
	@exec $(PYTHON) -m tests.run --lint-only

format: install-dev
	@$(PYTHON) -m ruff check --quiet --fix . || true
	@$(PYTHON) -m ruff format --quiet .
	@git ls-files 'templates/*.html' | xargs -r .venv/bin/djade --target-version 5.2 || true

# Locks hold markers for every platform and Python, and no address of an index.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis .migrated
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
