"""Reads the connections and waiting clients of all PgBouncers together, by role."""

from collections import defaultdict
from itertools import chain
from typing import Any

import psycopg
from psycopg.rows import dict_row

from observability.exporter.collector import Sample
from observability.exporter.sources.database import CONNECT_SECONDS, addresses

CONSOLE = "pgbouncer"
Row = dict[str, Any]


def read_pgbouncer(url: str, replicas: str) -> list[Sample]:
    """The samples from the admin consoles of the PgBouncers of this URL, one at each address of `replicas`.

    `replicas` is a host, or `host:port` if the PgBouncers listen at another port than the URL's, as behind a Service.
    """
    host, _, port = replicas.partition(":")
    consoles = [_read_console(url, address, port) for address in addresses(host)]
    added, longest = defaultdict[tuple[str, tuple[str, ...]], float](float), "cloudshop_pgbouncer_wait_seconds"
    for name, labels, value in chain.from_iterable(consoles):
        known = added[name, labels]
        added[name, labels] = max(known, value) if name == longest else known + value
    return [Sample(*key, value) for key, value in added.items()]


def _read_console(url: str, address: str, port: str) -> list[Sample]:
    console = psycopg.conninfo.make_conninfo(
        url.replace("+psycopg", ""), dbname=CONSOLE, hostaddr=address, port=port or None
    )
    with psycopg.Connection.connect(
        console,
        autocommit=True,
        connect_timeout=CONNECT_SECONDS,
        row_factory=dict_row,
        cursor_factory=psycopg.ClientCursor,
    ) as connection:
        pools = connection.execute("SHOW POOLS").fetchall()
        databases = connection.execute("SHOW DATABASES").fetchall()
    # The console's own pool is listed too.
    roles = [_of_pool(pool) for pool in pools if pool["database"] != CONSOLE]
    # The maximum of a single role is not available: PgBouncer 1.24's SHOW USERS repeats one user's size for later ones.
    maximum = sum(float(database["max_connections"]) for database in databases if database["name"] != CONSOLE)
    return [*chain.from_iterable(roles), Sample("cloudshop_pgbouncer_servers_max", (), maximum)]


def _of_pool(pool: Row) -> list[Sample]:
    role = pool["user"]
    waited_seconds = float(pool["maxwait"]) + float(pool["maxwait_us"]) / 1e6
    return [
        Sample("cloudshop_pgbouncer_clients", (role, "active"), float(pool["cl_active"])),
        Sample("cloudshop_pgbouncer_clients", (role, "waiting"), float(pool["cl_waiting"])),
        Sample("cloudshop_pgbouncer_servers", (role, "active"), float(pool["sv_active"])),
        Sample("cloudshop_pgbouncer_servers", (role, "idle"), float(pool["sv_idle"])),
        Sample("cloudshop_pgbouncer_wait_seconds", (role,), waited_seconds),
    ]
