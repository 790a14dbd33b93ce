#!/bin/sh
# Makes sure that there is a Chromium for the tests, which use the system's; says what to do where it may not install one.
set -eu

for name in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium, which the tests of the web shop need …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >/dev/null
    apt-get install -qy --no-install-recommends chromium fonts-liberation fonts-dejavu-core >/dev/null
    exit 0
fi

printf '\nThe tests of the web shop need Chromium: install it from your system'\''s packages (on Debian: apt install chromium),
or name one that is there: CHROMIUM=/path/to/chrome make …\n' >&2
exit 1
