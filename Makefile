# `make demo` reads the examples, `make test` runs everything that CI runs.
PYTHON ?= python3
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(PYTHON) tools/bootstrap.py $(VENV)

.PHONY: demo test bench forms names model pictures clean

demo: $(VENV)/ready
	$(BIN)/dragoman read examples --format table

test: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests tools benchmarks
	$(BIN)/lint-imports
	$(BIN)/python tools/forms.py --check
	$(BIN)/python tools/check_holders.py
	$(BIN)/python tools/names/build.py --check
	$(BIN)/python tools/desk_names.py --check
	@test -n "$$DRAGOMAN_TEST_POSTGRES" || \
	  echo "PostgreSQL is not tested: DRAGOMAN_TEST_POSTGRES is not set (docs/ledger.md)"
	@test -n "$$DRAGOMAN_TEST_BROWSER" || command -v chromium google-chrome > /dev/null || \
	  echo "The desk is not tried in a browser: there is no Chromium (docs/desk.md)"
	$(BIN)/pytest

# How well and how fast: needs the development passages in $(SHARED).
bench: $(VENV)/ready-dev
	$(INSTALL) ".[bench]"
	$(BIN)/python -m benchmarks.accuracy --shared $(SHARED)
	$(BIN)/python -m benchmarks.speed --shared $(SHARED)

# Inflected forms of the lexicons, and names of states and organisations, from their sources.
forms: $(VENV)/ready-dev
	$(BIN)/python tools/forms.py

names: $(VENV)/ready-dev
	$(BIN)/python tools/names/build.py

# Trains the syntax model anew: hours.
model: $(VENV)/ready-dev
	$(INSTALL) ".[training]"
	$(BIN)/python -m training

# The stamps keep an environment that is up to date from being installed again.
$(VENV)/ready: pyproject.toml tools/bootstrap.py
	$(INSTALL) .
	touch $@

$(VENV)/ready-dev: pyproject.toml tools/bootstrap.py
	$(INSTALL) ".[dev]"
	touch $(VENV)/ready $@

# Pictures of the desk for the documents; needs Chromium (.ci/browser).
pictures: $(VENV)/ready-dev
	$(BIN)/python tools/desk_pictures.py

clean:
	rm -rf $(VENV)
