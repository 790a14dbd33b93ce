"""When the last backup was complete; the backup's Job writes it down."""

from functools import partial

from observability.exporter.sources.database import read

QUERIES = {
    "cloudshop_backup_last_success_timestamp_seconds": (
        "SELECT extract(epoch FROM max(finished_at)) FROM maintenance.backups"
    )
}

read_backup = partial(read, queries=QUERIES, zeros={})
