#!/bin/sh
# Runs PgBouncer and reloads its users when their file changes, so that passwords rotate without closing connections.
set -eu
users=/etc/pgbouncer-users/userlist.txt

read_anew_when_changed() {
    known=$(cksum "$users")
    while sleep 2; do
        found=$(cksum "$users") || continue
        [ "$found" = "$known" ] || kill -HUP "$1"
        known=$found
    done
}

# `exec` keeps the process id, so this shell's is PgBouncer's.
read_anew_when_changed $$ &
exec pgbouncer /etc/pgbouncer/pgbouncer.ini
