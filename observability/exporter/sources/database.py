"""Reads metrics by SQL queries, whose columns are the labels, in the order of metrics.yaml, and the value."""

import socket
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from observability.exporter.collector import Sample

# No scrape waits for it, and a busy node may be slow.
CONNECT_SECONDS = 10
# Detects a server that is gone without closing the connection.
TCP_TIMEOUT_MILLISECONDS = 10_000
Zeros = Mapping[str, Sequence[tuple[str, ...]]]


def read(url: str, queries: Mapping[str, str], zeros: Zeros) -> list[Sample]:
    """The samples from one snapshot of the database; the labels in `zeros` are 0 if a query has no row for them."""
    with opened(url) as connection:
        return [
            sample
            for name, query in queries.items()
            for sample in _samples(name, connection.execute(query), zeros.get(name, ()))
        ]


@contextmanager
def opened(url: str, options: str = "") -> Iterator[psycopg.Connection[Any]]:
    """A connection with these server options, whose statements all read one snapshot of the database."""
    with psycopg.connect(
        url.replace("+psycopg", ""),
        connect_timeout=CONNECT_SECONDS,
        tcp_user_timeout=TCP_TIMEOUT_MILLISECONDS,
        application_name="metrics-exporter",
        options=options,
    ) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield connection


def standby_first(url: str, servers: str) -> str:
    """A URL of a standby among the addresses of the host `servers`; of any server if there is no standby.

    Their certificate is that of the URL's own host. Without `servers`, it is the URL itself.
    """
    if not servers:
        return url
    known, found = conninfo_to_dict(url.replace("+psycopg", "")), addresses(servers)
    hosts = {"host": ",".join([str(known["host"])] * len(found)), "hostaddr": ",".join(found)}
    return make_conninfo("", **known | hosts, target_session_attrs="prefer-standby")


def addresses(host: str) -> list[str]:
    """All addresses of a host, such as those of a headless Service's pods."""
    found = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)
    return sorted({str(address[0]) for *_, address in found})


def _samples(name: str, rows: Iterable[tuple[object, ...]], zeros: Sequence[tuple[str, ...]]) -> list[Sample]:
    values = dict.fromkeys(zeros, 0.0)
    for *labels, value in rows:
        if value is not None:
            values[tuple(str(label).strip() for label in labels)] = float(str(value))
    return [Sample(name, labels, value) for labels, value in values.items()]
