# ALP Portal. `make` alone lists what there is.
# Needs python3 (3.11 or newer), make and git; everything else is set up for you.

export PORT ?= 8000
PYTHON := .venv/bin/python
MANAGE := DEBUG=1 $(PYTHON) manage.py

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test test-quick test-deep lint lock messages clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

demo: ## A demo district at http://127.0.0.1:8000 (PORT= chooses another port); Ctrl-C ends it
	@python3 bin/setup demo
	@$(PYTHON) bin/demo

demo-reset: ## The demo again from the start, without what was changed in it
	@python3 bin/setup demo
	@$(PYTHON) bin/demo --reset

test: ## Everything: lint, the suite on SQLite and on PostgreSQL, the journeys in Chromium
	@python3 bin/setup test
	@$(PYTHON) bin/test

test-quick: ## The suite on SQLite alone, without browser
	@python3 bin/setup quick
	@$(PYTHON) bin/test sqlite

test-deep: ## Everything, and the long matrix of languages, widths and colour schemes
	@python3 bin/setup test
	@TEST_DEEP=1 $(PYTHON) bin/test

lint: ## Style, floors, templates, migrations and the check for production
	@python3 bin/setup quick
	@$(PYTHON) bin/test lint

lock: ## After a change of requirements.in or requirements-dev.in: pin every package with its hashes
	@python3 bin/setup quick
	$(PYTHON) -m uv pip compile --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	$(PYTHON) -m uv pip compile --generate-hashes --python-version 3.11 -c requirements.txt requirements-dev.in -o requirements-dev.txt

messages: ## Gather the strings to translate, and compile those that are
	@python3 bin/setup quick
	$(MANAGE) makemessages --locale es --ignore .venv --ignore var --ignore tests --ignore benchmarks --add-location file
	$(MANAGE) compilemessages --ignore .venv

clean: ## Remove what the other words made: .venv, the demo's data, caches
	rm -rf .venv var staticfiles .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
