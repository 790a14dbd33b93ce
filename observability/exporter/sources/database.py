"""Reads metrics by SQL queries, whose columns are the labels in the order of metrics.yaml, and the value."""

from collections.abc import Iterable, Mapping, Sequence

import psycopg

from observability.exporter.collector import Sample

# No scrape waits for it, and a busy node may be slow.
CONNECT_SECONDS = 10
# Detects a server that is gone without closing the connection.
TCP_TIMEOUT_MILLISECONDS = 10_000
Zeros = Mapping[str, Sequence[tuple[str, ...]]]


def read(url: str, queries: Mapping[str, str], zeros: Zeros) -> list[Sample]:
    """The samples from one snapshot of the database; the labels in `zeros` are 0 if a query has no row for them."""
    address = url.replace("+psycopg", "")
    with psycopg.connect(
        address,
        connect_timeout=CONNECT_SECONDS,
        tcp_user_timeout=TCP_TIMEOUT_MILLISECONDS,
        application_name="metrics-exporter",
    ) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        return [
            sample
            for name, query in queries.items()
            for sample in _samples(name, connection.execute(query), zeros.get(name, ()))
        ]


def _samples(name: str, rows: Iterable[tuple[object, ...]], zeros: Sequence[tuple[str, ...]]) -> list[Sample]:
    values = dict.fromkeys(zeros, 0.0)
    for *labels, value in rows:
        if value is not None:
            values[tuple(str(label).strip() for label in labels)] = float(str(value))
    return [Sample(name, labels, value) for labels, value in values.items()]
