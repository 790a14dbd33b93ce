"""Reads the time of the last complete backup, which the backup Job records."""

from functools import partial

from observability.exporter.sources.database import read

QUERIES = {
    "cloudshop_backup_last_success_timestamp_seconds": (
        "SELECT extract(epoch FROM max(finished_at)) FROM maintenance.backups"
    )
}

read_backup = partial(read, queries=QUERIES, zeros={})
