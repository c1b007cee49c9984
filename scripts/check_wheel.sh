#!/bin/sh
# Builds the wheel, installs it into an empty environment elsewhere, and runs its self-test.
set -eu
cd "$(dirname "$0")/.."
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
.venv/bin/python -m hatchling build -t wheel -d "$where" >/dev/null
.venv/bin/python -m venv "$where/env"
"$where/env/bin/python" -m pip install --disable-pip-version-check -q --require-hashes -r requirements.txt
"$where/env/bin/python" -m pip install --disable-pip-version-check -q --no-deps "$where"/*.whl
cd "$where"
QT_QPA_PLATFORM=offscreen "$where/env/bin/posdesk" self-test
