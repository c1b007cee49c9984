#!/bin/sh
# Opens the till. Without a display it says so and plays a day instead, with pictures of it.
set -eu
cd "$(dirname "$0")/.."
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    echo "No display: playing a day at the till instead (posdesk tour)."
    exec .venv/bin/posdesk tour "$@"
fi
exec .venv/bin/posdesk "$@"
