# make demo: set up, read the sample story, serve it as pages. make test: set up, run the tests. Python 3.11+ and git are all it takes.
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready

SUDO := DEBIAN_FRONTEND=noninteractive $(shell test "$$(id -u)" = 0 || echo sudo -nE)

.PHONY: demo compile demo-formats test browser server lint types docs bench bench-small scores check clean

$(STAMP): pyproject.toml uv.lock
	@command -v uv >/dev/null 2>&1 || { test -x .tools/bin/uv || { python3 -m venv .tools && .tools/bin/pip install --quiet uv; }; }
	@PATH="$$PWD/.tools/bin:$$PATH" uv sync --quiet --frozen
	@touch $(STAMP)

demo: $(STAMP)
	@$(VENV)/bin/isnad demo

# Machine code of what reads articles, beside the package: the same annotations, faster. Needs a C compiler; nothing else needs it.
compile: $(STAMP)
	@$(VENV)/bin/isnad compile

# One article in every format, made and read: the same annotations whatever the format.
demo-formats: $(STAMP)
	@$(PY) -m tests.formats build/formats

test: $(STAMP) browser server
	@$(PY) -m pytest

# The pages are tested in Debian's Chromium. Where it is missing and may not be installed, those tests are skipped and say so.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
		|| { command -v apt-get >/dev/null && $(SUDO) true 2>/dev/null && echo "Installing chromium for the tests of the pages ..." \
			&& $(SUDO) apt-get update -qq && $(SUDO) apt-get install -qq -y --no-install-recommends chromium >/dev/null 2>&1; } \
		|| echo "No Chromium: the tests in the browser will be skipped."

# A case of a team is tested on a PostgreSQL server that the tests start themselves, in a folder of their own. Where it is missing
# and may not be installed, those tests are skipped and say so.
server:
	@test -n "$$ISNAD_TEST_POSTGRES" || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
		|| { command -v apt-get >/dev/null && $(SUDO) true 2>/dev/null && echo "Installing postgresql for the tests of the case of a team ..." \
			&& $(SUDO) apt-get update -qq && $(SUDO) apt-get install -qq -y --no-install-recommends postgresql >/dev/null 2>&1; } \
		|| echo "No PostgreSQL server: the tests of the case of a team will be skipped."

lint: $(STAMP)
	@$(VENV)/bin/ruff check src tests bench docs/website
	@$(VENV)/bin/ruff format --check src tests bench docs/website
	@$(VENV)/bin/lint-imports

types: $(STAMP)
	@$(VENV)/bin/mypy

# The documentation as a site in build/site, which needs no network; docs/commands.md is made anew on the way.
docs: $(STAMP)
	@$(PY) -m isnad.cli.reference > docs/commands.md
	@$(PY) docs/website/build_site.py build/site

bench: $(STAMP)
	@$(PY) bench/report.py

# That the benchmarks work, in a minute or so; what they measure is judged by nobody.
bench-small: $(STAMP)
	@$(PY) bench/report.py --size small --output build/benchmarks.md

scores: $(STAMP)
	@$(PY) bench/scores.py

check: lint types test

clean:
	rm -rf $(VENV) .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis
