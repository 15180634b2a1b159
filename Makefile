# Five commands: demo, test, check, bench, docs. Each creates the environment it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_LINK_MODE ?= copy

.PHONY: demo test check bench docs format hooks clean
.DEFAULT_GOAL := demo

$(BIN)/uv:
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv, then run make again." >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.5"
	@$(BIN)/uv pip uninstall --quiet --python $(BIN)/python pip setuptools  # uv does their work; 20 MB less

# What the program needs, from the lock file.
$(VENV)/.runtime: pyproject.toml uv.lock | $(BIN)/uv
	$(BIN)/uv sync --frozen --inexact --no-dev
	@touch $@

# The same and what tests and checks need.
$(VENV)/.development: pyproject.toml uv.lock | $(BIN)/uv
	$(BIN)/uv sync --frozen --inexact
	@touch $@ $(VENV)/.runtime

demo: $(VENV)/.runtime
	$(BIN)/dragoman demo

test: $(VENV)/.development
	$(BIN)/python -m pytest

check: $(VENV)/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.development
	$(BIN)/python -m benchmarks

docs: $(VENV)/.development
	$(BIN)/python docs/build.py

format: $(VENV)/.development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

hooks: $(VENV)/.development
	$(BIN)/uv tool run pre-commit install

clean:
	rm -rf $(VENV) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
