#!/bin/sh
# Makes .venv from the locked, hashed requirements, once and again whenever they changed.
# What the system lacks is named with its Debian package: as root it is installed, on a terminal
# the line is shown and asked, else it is printed and the set-up stops.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

say() { printf '%s\n' "$*"; }

fail() {
    say "$*"
    exit 1
}

need() { # need PACKAGE...
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing: $*"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null ||
            fail "apt-get could not install: $*"
        return
    fi
    say "missing on this machine (names of Debian): $*"
    say "    sudo apt-get install -y $*"
    if [ -t 0 ] && command -v sudo >/dev/null && command -v apt-get >/dev/null; then
        printf 'run it now? [y/N] '
        read -r answer
        case $answer in
        [yY]*) sudo sh -c "apt-get update && apt-get install -y $*" && return ;;
        esac
    fi
    exit 1
}

command -v "$python" >/dev/null || need python3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "posdesk needs Python 3.11 or newer; $python is $("$python" --version 2>&1). Name another: make PYTHON=..."
"$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv

# Where it lies counts too: an environment that was moved does not run.
state=$(pwd && "$python" --version && cksum requirements.txt pyproject.toml)
if [ "$state" != "$(cat .venv/.state 2>/dev/null)" ]; then
    say "setting up .venv (once; again when the requirements change)"
    quiet=
    [ -t 1 ] || quiet=-q
    .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --disable-pip-version-check $quiet \
        --require-hashes -r requirements.txt ||
        fail "The packages could not be fetched. Is there a network? Run it again."
    .venv/bin/python -m pip install --disable-pip-version-check -q \
        --no-deps --no-build-isolation -e .
    printf '%s\n' "$state" >.venv/.state
fi

# The translations the program reads are compiled from their sources.
for po in src/posdesk/resources/locale/*/LC_MESSAGES/*.po; do
    [ "${po%.po}.mo" -nt "$po" ] || {
        .venv/bin/python hatch_build.py
        break
    }
done

# What Qt wants of the system, by the names of its libraries.
qt=$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
missing=$(ldd "$qt"/QtWidgets.abi3.so "$qt"/QtNetwork.abi3.so "$qt"/QtSvg.abi3.so \
    "$qt"/QtTest.abi3.so "$qt"/Qt/plugins/platforms/libqxcb.so 2>/dev/null |
    awk '/not found/ {print $1}' | sort -u)
packages=
unknown=
for library in $missing; do
    case $library in
    libEGL.so.1) package=libegl1 ;;
    libGL.so.1) package=libgl1 ;;
    libX11.so.6) package=libx11-6 ;;
    libX11-xcb.so.1) package=libx11-xcb1 ;;
    libbrotlicommon.so.1 | libbrotlidec.so.1) package=libbrotli1 ;;
    libdbus-1.so.3) package=libdbus-1-3 ;;
    libfontconfig.so.1) package=libfontconfig1 ;;
    libfreetype.so.6) package=libfreetype6 ;;
    libglib-2.0.so.0 | libgthread-2.0.so.0) package=libglib2.0-0 ;;
    libgssapi_krb5.so.2) package=libgssapi-krb5-2 ;;
    libstdc++.so.6) package=libstdc++6 ;;
    libxkbcommon.so.0) package=libxkbcommon0 ;;
    libxkbcommon-x11.so.0) package=libxkbcommon-x11-0 ;;
    libzstd.so.1) package=libzstd1 ;;
    libxcb*.so.*) # libxcb-icccm.so.4 -> libxcb-icccm4
        package=$(echo "$library" | sed 's/\.so\.//') ;;
    *)
        say "Qt needs the library $library, which this machine lacks."
        package=
        unknown=yes
        ;;
    esac
    packages="$packages $package"
done
# shellcheck disable=SC2086,SC2046 # lists of words
[ -z "$packages" ] || need $(printf '%s\n' $packages | sort -u)
[ -z "$unknown" ] || exit 1
