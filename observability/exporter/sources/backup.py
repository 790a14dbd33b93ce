"""Reads the times of the last complete backup and rehearsed restore, which their Jobs record."""

from functools import partial

from observability.exporter.sources.database import read

QUERIES = {
    "cloudshop_backup_last_success_timestamp_seconds": (
        "SELECT extract(epoch FROM max(finished_at)) FROM maintenance.backups"
    ),
    "cloudshop_restore_rehearsal_last_success_timestamp_seconds": (
        "SELECT extract(epoch FROM max(finished_at)) FROM maintenance.restore_rehearsals"
    ),
}

read_backup = partial(read, queries=QUERIES, zeros={})
