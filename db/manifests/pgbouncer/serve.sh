#!/bin/sh
# PgBouncer, which reads its users anew when their file has changed: a password is replaced without ending a connection.
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

# `exec` keeps the process, so this shell's number is PgBouncer's.
read_anew_when_changed $$ &
exec pgbouncer /etc/pgbouncer/pgbouncer.ini
