#!/bin/sh
# Installs the shop's dependencies into .venv: `local/install.sh local` to run it, `local/install.sh dev` to develop it.
# Does nothing if they are installed. If the machine lacks something, the message says exactly what.
set -eu
cd "$(dirname "$0")/.."
group=$1
requirements=requirements/$group.txt

stop() {
    printf '\nCloudShop cannot be installed: %s\n' "$1" >&2
    exit 1
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The dependencies for development include those for running.
for installed in "$group" dev; do
    if is_new_enough .venv/bin/python && cmp -s "requirements/$installed.txt" ".venv/installed-$installed"; then
        exit 0
    fi
done

find_python() {
    for name in ${PYTHON3:-python3 python3.15 python3.14 python3.13 python3.12 python3.11 python}; do
        if command -v "$name" >/dev/null && is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    stop "Python 3.11 or newer is needed and was not found (python3 is $(python3 --version 2>&1 || true)).
Install it from your system's packages or python.org; if it has another name, run make PYTHON3=/path/to/python …"
}

make_venv() {
    python=$(find_python)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$python" -c 'import venv' 2>/dev/null ||
        stop "Python's venv module is missing. On Debian and Ubuntu: apt install python$version-venv"
    rm -rf .venv
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv .venv
    elif "$python" -m pip --version >/dev/null 2>&1; then
        # Some systems remove ensurepip from Python; an installed pip can install pip into the environment instead.
        "$python" -m venv --without-pip .venv
        "$python" -m pip --python .venv/bin/python install --quiet pip
    else
        stop "Python's ensurepip module is missing, and there is no pip. On Debian and Ubuntu: apt install python$version-venv"
    fi
}

is_new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
echo "Installing what $requirements lists into .venv (the first time takes a minute) …"
# The list is complete; without --no-deps, older versions of pip refuse `coverage[toml]` as not pinned.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
    --requirement "$requirements" ||
    stop "pip could not install $requirements; its reason is above. Without internet, point PIP_INDEX_URL to a mirror."
cp "$requirements" ".venv/installed-$group"
