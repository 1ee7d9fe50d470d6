# The commands of the README. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
V := .venv
BIN := $(V)/bin
# hashes always, wheels only; Apache Spark is published as a source archive alone
WHEELS := --python $(BIN)/python --require-hashes --only-binary :all: --no-binary pyspark
export JIGAI_HOME ?= $(CURDIR)/var

.PHONY: help run test postgresql check spark nation bench reference screenshots format lock messages env dev clean
help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

env: build/run.stamp build/words.stamp  ## make the environment in .venv/ (bin/jigai is the command)
dev: build/dev.stamp build/words.stamp

run: env  ## demo county and server at http://127.0.0.1:8000 (PORT= changes the port)
	$(BIN)/jigai setup --demo
	$(BIN)/jigai serve --host 127.0.0.1 --port $(PORT)

test: dev  ## every test
	tools/debian_packages
	$(BIN)/python -m pytest

postgresql: dev  ## every test that touches a table, but those of SQLite itself, on a real PostgreSQL server
	JIGAI_TEST_DATABASE=postgresql $(BIN)/python -m pytest -m "not browser and not sqlite_only" \
	  --ignore=tests/domain --ignore=tests/conformance tests

check: dev  ## format, lint, types, contracts, rulebook, translations, docs
	$(BIN)/ruff format --check src tests tools
	$(BIN)/ruff check src tests tools
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/typos
	$(BIN)/python tools/messages.py --check
	$(BIN)/python -m pytest -q -n0 tests/architecture tests/documentation

spark: env  ## add Apache Spark as an engine for rules (Java 17 or newer is needed)
	$(BIN)/uv pip install -q $(WHEELS) -r requirements/spark.txt

nation: dev  ## score 5,000,000 enterprises here and on a Spark cluster, and compare
	PYTHONPATH=. $(BIN)/python tools/national_batch.py

bench: env  ## measure against named peers
	$(BIN)/jigai bench

format: dev  ## format the code
	$(BIN)/ruff format src tests tools
	$(BIN)/ruff check --fix src tests tools

messages: dev  ## bring the English catalogue up to date with the sources
	$(BIN)/python tools/messages.py

reference: dev  ## write docs/reference/refusals.md and commands.md from the code
	$(BIN)/python tools/refusals.py
	$(BIN)/python tools/commands.py

screenshots: dev  ## take the pictures of docs/images/ anew
	PYTHONPATH=. $(BIN)/python tools/screenshots.py

lock: $(V)/bootstrap.stamp  ## resolve the requirement files anew, hashes and no address
	cd requirements && for f in run spark bench dev bootstrap; do ../$(BIN)/uv pip compile -q --universal --generate-hashes \
	  --no-emit-index-url --no-header --python-version 3.11 $$f.in -o $$f.txt; done

$(V)/bootstrap.stamp: requirements/bootstrap.txt
	$(PYTHON) -m venv $(V)
	$(BIN)/python -m pip install -q --require-hashes --only-binary :all: -r requirements/bootstrap.txt
	@touch $@

build/run.stamp: $(V)/bootstrap.stamp requirements/run.txt pyproject.toml
	@mkdir -p build
	@if [ -f build/dev.stamp ]; then f=dev; else f=run; fi; \
	  $(BIN)/uv pip sync -q $(WHEELS) requirements/$$f.txt
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python tools/build_assets.py
	@touch $@

build/dev.stamp: $(V)/bootstrap.stamp requirements/dev.txt build/run.stamp
	$(BIN)/uv pip sync -q $(WHEELS) requirements/dev.txt
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

build/words.stamp: build/run.stamp src/jigai/locale/en/LC_MESSAGES/django.po tools/build_assets.py
	$(BIN)/python tools/build_assets.py --words
	@touch $@

clean:  ## remove the environment and what was built
	rm -rf $(V) build
