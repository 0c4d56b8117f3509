# Two commands matter: `make demo` and `make test`. Both set everything up by themselves, once.

PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo.db

.PHONY: demo test samples constraints clean

demo: .venv/ready
	@rm -f $(DEMO) && mkdir -p build
	@status=0; $(BIN)/motebok ingest samples --db $(DEMO) || status=$$?; \
	if [ $$status -ne 3 ]; then echo "motebok ended with $$status, not 3"; exit 1; fi
	@echo
	@echo "Exit status 3 was expected: one sample is damaged and one is locked with a password."
	@echo
	$(BIN)/motebok report --db $(DEMO)
	@echo
	$(BIN)/motebok search "vedtak" --db $(DEMO)

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

samples: .venv/ready
	$(BIN)/python samples/make.py

# Pins every package, with the hashes of all its files, for Python 3.11 and newer on every system.
constraints: .venv/ready
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras \
		--custom-compile-command "make constraints" --output-file constraints.txt pyproject.toml

clean:
	rm -rf build .venv

.venv/ready: constraints.txt pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
