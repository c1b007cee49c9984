#!/bin/sh
# Makes .venv from the locked, hashed requirements, once and again whenever they changed.
# What the system lacks is named with its Debian package: as root it is installed, on a terminal
# the line is shown and asked, else it is printed and the set-up stops.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

say() { printf '%s\n' "$*"; }

need() { # need PACKAGE...
    line="apt-get install -y $*"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing: $*"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
        return
    fi
    say "missing on this machine: $*"
    say "    sudo $line"
    if [ -t 0 ] && command -v sudo >/dev/null; then
        printf 'run it now? [y/N] '
        read -r answer
        case $answer in [yY]*) sudo sh -c "apt-get update && $line" && return ;; esac
    fi
    exit 1
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "posdesk needs Python 3.11 or newer."
    need python3
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv

stamp=.venv/.requirements
if ! cmp -s requirements.txt "$stamp" || [ pyproject.toml -nt "$stamp" ]; then
    say "setting up .venv (once; again when the requirements change)"
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/python -m pip install --disable-pip-version-check --progress-bar off -q \
        --require-hashes -r requirements.txt
    .venv/bin/python -m pip install --disable-pip-version-check -q \
        --no-deps --no-build-isolation -e .
    cp requirements.txt "$stamp"
fi

# The translations the program reads are compiled from their sources.
for po in src/posdesk/resources/locale/*/LC_MESSAGES/*.po; do
    if [ "$po" -nt "${po%.po}.mo" ]; then
        .venv/bin/python hatch_build.py
        break
    fi
done

qt=$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
missing=$(ldd "$qt"/Qt/plugins/platforms/libqxcb.so "$qt"/Qt/lib/libQt6Gui.so.6 2>/dev/null |
    awk '/not found/ {print $1}' | sort -u)
packages=
for library in $missing; do
    case $library in
    libEGL.so.1) package=libegl1 ;;
    libGL.so.1) package=libgl1 ;;
    libSM.so.6) package=libsm6 ;;
    libICE.so.6) package=libice6 ;;
    libX11.so.6) package=libx11-6 ;;
    libX11-xcb.so.1) package=libx11-xcb1 ;;
    libdbus-1.so.3) package=libdbus-1-3 ;;
    libfontconfig.so.1) package=libfontconfig1 ;;
    libfreetype.so.6) package=libfreetype6 ;;
    libglib-2.0.so.0 | libgthread-2.0.so.0) package=libglib2.0-0 ;;
    libxkbcommon.so.0) package=libxkbcommon0 ;;
    libxkbcommon-x11.so.0) package=libxkbcommon-x11-0 ;;
    libxcb.so.1) package=libxcb1 ;;
    libxcb-*.so.*) # libxcb-icccm.so.4 -> libxcb-icccm4
        package=$(echo "$library" | sed 's/\.so\././; s/\.\([0-9]*\)$/\1/') ;;
    *) package= ; say "missing library: $library" ;;
    esac
    packages="$packages $package"
done
# shellcheck disable=SC2086 # a list of words
[ -z "$packages" ] || need $packages
