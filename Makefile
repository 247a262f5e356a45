# `make demo` reads the examples, `make test` runs everything that CI runs.
PYTHON ?= python3
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(PYTHON) tools/bootstrap.py $(VENV)

.PHONY: demo test bench forms names crosswalk model pictures clean

demo: $(VENV)/ready
	$(BIN)/dragoman read examples --format table
	rm -f demo.db demo.db-wal demo.db-shm
	$(BIN)/dragoman add examples --ledger demo.db
	$(BIN)/dragoman show RUS USA --ledger demo.db
	$(BIN)/dragoman open --ledger demo.db $$($(BIN)/dragoman events --pair RUS USA --act call \
	  --sources 2 --format jsonl --ledger demo.db | sed -n 's/^{"id":"\([^"]*\)".*/\1/p')

test: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests tools benchmarks training
	$(BIN)/lint-imports
	$(BIN)/python tools/forms.py --check
	$(BIN)/python tools/check_holders.py
	$(BIN)/python tools/names/build.py --check
	$(BIN)/python tools/desk_names.py --check
	$(BIN)/python tools/crosswalk.py --shared $(SHARED) --check
	@test -n "$$DRAGOMAN_TEST_POSTGRES" || \
	  echo "PostgreSQL is not tested: DRAGOMAN_TEST_POSTGRES is not set (docs/ledger.md)"
	@test -n "$$DRAGOMAN_TEST_BROWSER" || command -v chromium google-chrome > /dev/null || \
	  echo "The desk is not tried in a browser: there is no Chromium (docs/desk.md)"
	$(BIN)/pytest -n auto --maxprocesses 4

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

# Tables of the crosswalk between event codes, from the tables in $(SHARED).
crosswalk: $(VENV)/ready-dev
	$(BIN)/python tools/crosswalk.py --shared $(SHARED)

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
