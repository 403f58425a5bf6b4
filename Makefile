# Two commands matter: `make run` and `make test`. Both create .venv at their first use.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test browser lint lock clean

run: .venv/installed
	$(BIN)/newsbot chat

test: .venv/installed-dev
	$(BIN)/python -m pytest -m "not slow and not browser" -n 2 --dist loadfile $(ARGS)
	$(BIN)/python -m pytest -m "browser and not slow" -k "first_visit" $(ARGS)

# Everything in a real browser, and the tests that take minutes.
browser: .venv/installed-dev
	$(BIN)/python -m pytest -m "browser or slow" $(ARGS)

lint: .venv/installed-dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(f"newsbot needs Python 3.11 to 3.14, and this is {sys.version.split()[0]}. Name another: make run PYTHON=python3.12" if not (3, 11) <= sys.version_info[:2] <= (3, 14) else 0)'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml requirements.lock
	@echo "Installing (about 1 GB, two minutes on a good line; only this once)..."
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# The locks name versions and hashes and no host. Needs uv on the PATH.
lock:
	uv export --quiet --no-dev --no-emit-project --no-header --no-annotate -o requirements.lock
	uv export --quiet --group dev --group e2e --no-emit-project --no-header --no-annotate -o requirements-dev.lock

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
