# Two commands matter: `make demo` and `make test`. Both set everything up by themselves, once.

PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo.db

.PHONY: demo test test-slow samples screenshots constraints clean

demo: .venv/ready
	@rm -rf build && mkdir build
	$(call ends_with_3,$(BIN)/motebok ingest samples/documents --db $(DEMO))
	@echo "Exit status 3 is right: one sample is damaged, one locked with a password."
	$(call ends_with_3,$(BIN)/motebok report --db $(DEMO))
	$(BIN)/sqlite-utils rows $(DEMO) vedtaksliste --order "dato desc" --limit 10 --table \
		--column dato --column saksnummer --column sak --column utfall --column enstemmig
	$(BIN)/motebok search barneskole --limit 3 --db $(DEMO)

# Some files could not be read: that is how a run over the samples has to end.
ends_with_3 = $(1); test $$? -eq 3

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto -m "not nightly"

# Killing 100 runs and reading 1 000 spoilt files takes long.
test-slow: .venv/ready
	$(BIN)/pytest -n auto -m nightly

samples: .venv/ready
	$(BIN)/python samples/make.py

# Pictures of every page of the reading room, at two widths; needs Chromium.
screenshots: .venv/ready
	$(BIN)/python -m tests.browsing build/screenshots

# Pins every package, with the hashes of all its files, for Python 3.11 and newer on every system.
constraints: .venv/ready
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev \
		--custom-compile-command "make constraints" --output-file constraints.txt pyproject.toml

clean:
	rm -rf build .venv

.venv/ready: constraints.txt pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
