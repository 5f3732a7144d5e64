# Everything that is done in this checkout, one word each; `make help` lists the words.

.DEFAULT_GOAL := help
.PHONY: help run test check bench demo screenshots strings package lock

PYTHON_HERE := .venv/bin/python
ARGS ?=
PEOPLE ?= 300

help: ## lists these words
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: ## installs what is needed and opens the program
	@tools/setup run
	@tools/display
	@$(PYTHON_HERE) -m desktop $(ARGS)

test: ## installs what the tests need and runs them all (ARGS="tests/db -x" for some)
	@tools/setup test
	@QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m pytest -n 2 $(ARGS)

check: ## style, types, layers, catalogues
	@tools/setup test
	@$(PYTHON_HERE) -m ruff check .
	@$(PYTHON_HERE) -m mypy
	@.venv/bin/lint-imports
	@$(PYTHON_HERE) tools/strings.py --check

bench: ## the table of speeds: measured, baseline, ratio, goal (ARGS="--scale full --keep DIR" up to 1,000,000 people)
	@tools/setup test
	@QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m tests.bench $(ARGS)

demo: ## makes demo-register/ with made-up people (PEOPLE=300)
	@tools/setup run
	@.venv/bin/tizilim demo demo-register --people $(PEOPLE) $(ARGS)

screenshots: ## pictures of every screen and paper in screenshots/
	@tools/setup test
	@QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) tools/screenshots.py $(ARGS)

strings: ## collects the words of the code into resources/i18n
	@tools/setup test
	@$(PYTHON_HERE) tools/strings.py

package: ## builds a wheel into dist/; installers are not built yet
	@tools/setup test
	@rm -rf build/lib  # what an older build left would be packed again
	@$(PYTHON_HERE) -m pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w dist .
	@rm -rf build/lib build/bdist.* tizilim.egg-info
	@echo "dist/ holds a Python wheel. Installers for Windows and Debian are not built yet: see installers/README.md."

lock: ## pins the libraries of pyproject.toml again, with hashes
	@tools/setup run
	@tools/lock $(ARGS)
