#!/bin/sh
# Opens the till; says so where there is no display to open it on.
set -eu
cd "$(dirname "$0")/.."
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ "$(uname)" = Linux ] && [ -z "${QT_QPA_PLATFORM:-}" ]; then
    echo "There is no display here to open the window on."
    echo "The commands work without one: .venv/bin/posdesk --help"
    exit 1
fi
exec .venv/bin/posdesk
