# make demo: set up, read the sample story. make test: set up, run the tests. Python 3.11+ and git are all it takes.
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready

.PHONY: demo test lint types docs bench scores check clean

$(STAMP): pyproject.toml uv.lock
	@command -v uv >/dev/null 2>&1 || { test -x .tools/bin/uv || { python3 -m venv .tools && .tools/bin/pip install --quiet uv; }; }
	@PATH="$$PWD/.tools/bin:$$PATH" uv sync --quiet --frozen
	@touch $(STAMP)

demo: $(STAMP)
	@$(VENV)/bin/isnad demo

test: $(STAMP)
	@$(PY) -m pytest

lint: $(STAMP)
	@$(VENV)/bin/ruff check src tests bench
	@$(VENV)/bin/ruff format --check src tests bench
	@$(VENV)/bin/lint-imports

types: $(STAMP)
	@$(VENV)/bin/mypy

docs: $(STAMP)
	@$(PY) -m isnad.cli.reference > docs/commands.md

bench: $(STAMP)
	@$(PY) bench/layers.py
	@$(PY) bench/parsing.py

scores: $(STAMP)
	@$(PY) bench/scores.py

check: lint types test

clean:
	rm -rf $(VENV) .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis
