# The commands of the README. Every target works from a clean clone with Python 3.11 or newer, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WEB_STAMP := $(VENV)/.installed-web
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: demo serve test browser check lint types imports codebook gate clean

demo: $(STAMP)
	$(BIN)/verbale code examples --format table

serve: $(WEB_STAMP)
	mkdir -p build
	$(BIN)/verbale ingest examples --store build/examples.duckdb
	$(BIN)/verbale serve --store build/examples.duckdb

test: $(DEV_STAMP)
	$(BIN)/pytest

# What tests of the web page need besides Debian's chromium; without either they are skipped.
AXE := axe-core@4.14.1
browser:
	npm install --prefix . --no-save --no-package-lock --no-audit --no-fund --ignore-scripts $(AXE)

check: lint types imports codebook

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP)
	$(BIN)/mypy

imports: $(DEV_STAMP)
	$(BIN)/lint-imports

codebook: $(STAMP)
	$(BIN)/verbale codebook check

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(WEB_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --editable ".[web]"
	touch $@

$(DEV_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

# The accuracy figures against benchmarks/accuracy/floors.json; GOLD is a folder that is not part of the repository.
GOLD ?= gold
gate: $(DEV_STAMP)
	$(BIN)/python benchmarks/accuracy/gate.py $(GOLD) $(BIN)/verbale

clean:
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
