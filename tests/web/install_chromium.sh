#!/bin/sh
# Makes sure that there is a Chromium for the tests, which use the system's; says what to do where it may not install one.
set -eu

has() {
    for name in "$@"; do
        if command -v "$name" >/dev/null; then return 0; fi
    done
    return 1
}

# The shell without a user interface, first: for a page it takes a third of the processor time.
if has ${CHROMIUM:-chromium-headless-shell}; then exit 0; fi

if [ -z "${CHROMIUM:-}" ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium, which the tests of the web shop need …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >/dev/null
    for package in chromium-headless-shell chromium; do
        if apt-get install -qy --no-install-recommends "$package" fonts-liberation fonts-dejavu-core >/dev/null; then exit 0; fi
    done
fi

if has ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; then exit 0; fi

printf '\nThe tests of the web shop need Chromium: install it from your system'\''s packages (on Debian: apt install chromium),
or name one that is there: CHROMIUM=/path/to/chrome make …\n' >&2
exit 1
