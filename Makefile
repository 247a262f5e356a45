# `make demo` reads the examples, `make test` runs everything that CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint check forms names model bench clean

demo: $(VENV)/ready
	$(BIN)/dragoman read examples --format table

test: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests tools benchmarks
	$(BIN)/lint-imports
	$(BIN)/python tools/forms.py --check
	$(BIN)/python tools/names/build.py --check
	$(BIN)/pytest

$(VENV)/ready: pyproject.toml tools/bootstrap.py
	$(PYTHON) tools/bootstrap.py $(VENV) .
	touch $@

$(VENV)/ready-dev: pyproject.toml tools/bootstrap.py
	$(PYTHON) tools/bootstrap.py $(VENV) ".[dev]"
	touch $@ $(VENV)/ready

forms: $(VENV)/ready-dev
	$(BIN)/python tools/forms.py

names: $(VENV)/ready-dev
	$(BIN)/python tools/names/build.py

model:
	$(BIN)/pip install -e ".[training]"
	$(BIN)/python -m training

bench: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python -m benchmarks.speed

clean:
	rm -rf $(VENV)
