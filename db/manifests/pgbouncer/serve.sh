#!/bin/sh
# Runs PgBouncer and reloads it when its user file changes, so that passwords are replaced without dropping connections.
set -eu
users=/etc/pgbouncer-users/userlist.txt

reload_when_changed() {
    known=$(cksum "$users")
    while sleep 2; do
        found=$(cksum "$users") || continue
        [ "$found" = "$known" ] || kill -HUP "$1"
        known=$found
    done
}

# `exec` keeps the process, so this shell's number is PgBouncer's.
reload_when_changed $$ &
exec pgbouncer /etc/pgbouncer/pgbouncer.ini
