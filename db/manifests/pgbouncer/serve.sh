#!/bin/sh
# Runs PgBouncer and reloads it when its users or certificates change, so that no connection is dropped for them.
set -eu
files="/etc/pgbouncer-users/userlist.txt /run/tls/tls.crt /run/tls/ca.crt"

reload_when_changed() {
    known=$(cksum $files)
    while sleep 2; do
        found=$(cksum $files) || continue
        [ "$found" = "$known" ] || kill -HUP "$1"
        known=$found
    done
}

# `exec` keeps the process, so this shell's number is PgBouncer's.
reload_when_changed $$ &
exec pgbouncer /etc/pgbouncer/pgbouncer.ini
