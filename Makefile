# `make programme` solves the 2012 case; `make test` checks everything. Both need Python 3.11 to 3.13, git and make.
.DELETE_ON_ERROR:
.PHONY: programme test board lint types imports unit lock messages clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Only what the lock names, and only ready-made packages: a bare machine has no compiler.
INSTALL := $(PIP) install --require-hashes --only-binary :all: --no-deps
# Under 1.5 GB a worker; two are enough for what the tests do.
WORKERS ?= 2

CATALOGUES := $(wildcard src/session_planner/locale/*/LC_MESSAGES/*.po)
SCENARIO := scenarios/untoc-wg-ta-2012.yaml
PLANNER := $(BIN)/session-planner
PROGRAMME := out/programme.json

programme: $(VENV)/runtime
	$(PLANNER) solve $(SCENARIO) -o out
	$(PLANNER) export $(PROGRAMME) --to ics -o out/programme.ics
	$(PLANNER) export $(PROGRAMME) --to svg -o out/week.svg
	for lang in fr en; do for format in md html docx; do \
	    $(PLANNER) export $(PROGRAMME) --to $$format --lang $$lang -o out/annex-$$lang.$$format || exit; \
	done; done
	@# Libraries of the system that this machine may lack: it is said which, and all the rest is there.
	@for lang in fr en; do $(PLANNER) export $(PROGRAMME) --to pdf --lang $$lang -o out/annex-$$lang.pdf || true; done
	@ls -l out

# All four are run even where one fails: everything that is wrong is shown at once.
test: $(VENV)/dev test-needs board
	$(MAKE) --no-print-directory --keep-going lint types imports unit

# The web application's board; `serve` in a checkout needs it.
FRONTEND := src/session_planner/web/frontend
BOARD := src/session_planner/web/static/board.js
board: $(BOARD)
$(BOARD): tools/build-board $(wildcard $(FRONTEND)/*.json $(FRONTEND)/*.ts $(FRONTEND)/src/*) | $(VENV)/dev
	$(BIN)/python tools/build-board check test build

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/dev
	$(BIN)/mypy --strict src

imports: $(VENV)/dev
	$(BIN)/lint-imports --no-logo

unit: $(VENV)/dev
	$(BIN)/pytest -n $(WORKERS)

# Installs what is missing of system-packages.txt where this user may; where not, the run goes on, and the tests that
# are left out for it are named at its end.
.PHONY: test-needs
test-needs: $(VENV)/dev
	@missing=$$($(BIN)/python tests/needs.py); test -z "$$missing" || tools/apt-install $$missing || true
	@if command -v npm >/dev/null; then \
	    cmp -s tests/node/package-lock.json tests/node/node_modules/.lock || \
	    { (cd tests/node && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) && \
	      cp tests/node/package-lock.json tests/node/node_modules/.lock; } || true; \
	fi

# The environment, and in it the locked packages of a need; then the project itself, which also compiles its message
# catalogues. `dev` holds all of `runtime`, so that either can come first.
$(BIN)/python:
	tools/make-venv $(VENV)

$(VENV)/%: requirements/%.txt pyproject.toml hatch_build.py $(CATALOGUES) | $(BIN)/python
	$(INSTALL) -r $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

# Renews the locks to the newest releases that pyproject.toml allows, for every Python and processor it supports.
lock: $(BIN)/python
	$(PIP) install uv
	cd requirements && for need in runtime dev; do \
	    UV_CUSTOM_COMPILE_COMMAND="make lock  (which is: pip install uv; uv pip compile ...; see the Makefile)" ../$(BIN)/uv pip compile --quiet --upgrade \
	        --universal --python-version 3.11 --fork-strategy fewest --only-binary :all: --generate-hashes \
	        --no-emit-index-url --no-emit-find-links --no-annotate \
	        $$(test $$need = runtime && echo "--extra xlsx --extra docx --extra pdf --extra png --extra caldav --extra import" || echo "--extra $$need --constraint runtime.txt") \
	        ../pyproject.toml build.in --output-file $$need.txt || exit; \
	done

# Extracts the messages of the code, brings the catalogues up to them, and compiles these.
LOCALE := src/session_planner/locale
messages: $(VENV)/dev
	mkdir -p $(LOCALE)
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --no-default-keywords --keyword text --keyword say --keyword _ --keyword N_ \
	    --sort-by-file --no-wrap --add-location file \
	    --project session-planner --copyright-holder "the session-planner developers" \
	    --output $(LOCALE)/session_planner.pot src/session_planner
	for lang in ar en es fr ru zh; do \
	    catalogue=$(LOCALE)/$$lang/LC_MESSAGES/session_planner.po; \
	    verb=$$(test -e $$catalogue && echo "update --no-fuzzy-matching --ignore-pot-creation-date" || echo init); \
	    $(BIN)/pybabel --quiet $$verb --no-wrap --domain session_planner --locale $$lang \
	        --input-file $(LOCALE)/session_planner.pot --output-dir $(LOCALE) || exit; \
	done
	$(BIN)/python hatch_build.py

clean:
	rm -rf $(VENV) out build dist tests/node/node_modules $(FRONTEND)/node_modules src/session_planner/web/static .mypy_cache .pytest_cache .ruff_cache .hypothesis
