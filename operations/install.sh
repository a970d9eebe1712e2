#!/bin/sh
# Makes .venv with the locked packages of the named file. A copy of the lock inside .venv says what is there,
# so that a second call costs a comparison of two files.
set -u
lock=$1
cd "$(dirname "$0")/.." || exit 1

fail() {
    echo "$1" >&2
    exit 1
}

works='import sys; sys.exit(sys.version_info < (3, 11))'

# Sets $python to the newest Python that can make an environment.
find_python() {
    python='' unfit='' old=''
    for candidate in ${BROADSIDE_PYTHON:-python3.13 python3.12 python3.11 python3}; do
        version=$("$candidate" -c 'import platform; print(platform.python_version())' 2>/dev/null) || continue
        if ! "$candidate" -c "$works" 2>/dev/null; then
            old=$version
        elif ! "$candidate" -c 'import ensurepip, sqlite3, ssl, venv' 2>/dev/null; then
            unfit=$version
        else
            python=$candidate
            return
        fi
    done
    [ -z "$unfit" ] || fail "Python $unfit is here without its venv module: install it (Debian and Ubuntu: sudo apt install python3-venv), then try again."
    [ -z "$old" ] || fail "Broadside needs Python 3.11 or newer, and this machine has Python $old."
    fail "Broadside needs Python 3.11 or newer, and this machine has none."
}

if cmp -s "$lock" ".venv/$lock" && .venv/bin/python -c "$works" 2>/dev/null; then
    exit 0
fi
# A broken or half-made .venv (an upgrade took its Python away, a set-up was interrupted) is made anew.
if ! .venv/bin/python -c "$works" 2>/dev/null || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    find_python
    echo "Making .venv with Python $version …"
    "$python" -m venv --clear .venv || fail "The environment .venv could not be made; the lines above say why."
fi
echo "Installing the packages of $lock (about half a minute) …"
.venv/bin/python -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r "$lock" ||
    fail "The packages could not be installed; the lines above say why."
cp "$lock" ".venv/$lock"
# The development lock holds every run-time package too.
[ "$lock" = requirements.txt ] || cp requirements.txt .venv/requirements.txt
