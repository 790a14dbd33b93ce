"""Reads PostgreSQL's statistics, by a query for each metric."""

from functools import partial

from observability.exporter.sources.database import read

_CONNECTIONS = """
SELECT coalesce(state, 'unknown'), count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY 1
"""
_OLDEST = """
SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) FROM pg_stat_activity
WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""

# Standbys that confirm commits, and others.
_STANDBYS = (
    "SELECT CASE sync_state WHEN 'async' THEN 'async' ELSE 'sync' END, count(*) FROM pg_stat_replication GROUP BY 1"
)
# What the archive lacks would be lost with the volumes.
_NOT_ARCHIVED = """
SELECT coalesce(max(extract(epoch FROM now() - modification)), 0) FROM pg_ls_archive_statusdir()
WHERE name LIKE '%.ready'
"""


def _statistic(*columns: tuple[str, str]) -> str:
    of_the_shop = "FROM pg_stat_database WHERE datname = current_database()"
    return " UNION ALL ".join(f"SELECT '{label}', {column} {of_the_shop}" for label, column in columns)


QUERIES = {
    "cloudshop_postgresql_connections": _CONNECTIONS,
    "cloudshop_postgresql_connections_max": "SELECT current_setting('max_connections')::int",
    "cloudshop_postgresql_database_bytes": "SELECT pg_database_size(current_database())",
    "cloudshop_postgresql_oldest_transaction_seconds": _OLDEST,
    "cloudshop_postgresql_standbys": _STANDBYS,
    "cloudshop_postgresql_archive_lag_seconds": _NOT_ARCHIVED,
    "cloudshop_postgresql_transactions_total": _statistic(
        ("committed", "xact_commit"), ("rolled-back", "xact_rollback")
    ),
    "cloudshop_postgresql_deadlocks_total": (
        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    ),
    "cloudshop_postgresql_blocks_total": _statistic(("cache", "blks_hit"), ("disk", "blks_read")),
}
ZEROS = {
    "cloudshop_postgresql_connections": [(state,) for state in ("active", "idle", "idle in transaction")],
    "cloudshop_postgresql_standbys": [("sync",), ("async",)],
}

read_postgresql = partial(read, queries=QUERIES, zeros=ZEROS)
