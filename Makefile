# Every command of the project.  `make help` lists them.
#
# A fresh Debian or Ubuntu machine needs Python 3.11 or later, make, pip and apt;
# all else is installed by the targets that need it, once.

PYTHON ?= python3
SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
DEMO := build/demo
WORKERS ?= 2
SOURCES := src tests tools benchmarks examples

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check conformance nightly format build clean images setup parts

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: images ## Export every article in examples/ in every format to build/demo/
	@mkdir -p $(DEMO)
	$(BIN)/tasktide-export -f all --individual -o $(DEMO)/ \
		$$($(BIN)/python tools/articles.py) > /dev/null
	@$(BIN)/python tools/list_files.py $(DEMO)

test: check images ## Check the code, then run the tests
	$(BIN)/python -m pytest -n $(WORKERS)

check: setup ## Lint, formatting, types, and who may import whom
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

conformance: images ## Install the outside judges and put the editions before them
	$(BIN)/python -m pytest -m conformance tests/conformance

nightly: images ## The tests with many more generated documents, and all that is judged
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -n $(WORKERS)
	$(BIN)/python -m pytest -m "conformance or nightly"

format: setup ## Format the code and mend what can be mended by itself
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

build: setup ## Make the wheel and the source distribution in dist/
	$(BIN)/python -m build

clean: ## Remove everything that was made, the environment too
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools examples benchmarks -name __pycache__ -prune -exec rm -rf {} +

# The pictures of the examples are drawn by code and not kept in the repository.
images: setup
	@if [ -f examples/make_images.py ]; then $(BIN)/python examples/make_images.py; fi

setup: parts $(READY)

parts:
	@PYTHON="$(PYTHON)" sh tools/system_parts.sh python export

$(READY): pyproject.toml tools/make_environment.sh
	@PYTHON="$(PYTHON)" sh tools/make_environment.sh .venv
	@touch $@
