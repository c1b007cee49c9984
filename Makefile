.PHONY: setup run test

setup:
	@scripts/setup.sh

# The till on the shop's data.
run: setup
	@scripts/run.sh

test: setup
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -q -n auto -m "not oracle"
