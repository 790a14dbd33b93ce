"""Fills a database with a shop of a given size, by COPY."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

import psycopg

from functions.messaging.recovery.sweeping import ADD_UP
from tests.support.scale.rows import FUNCTIONS, ORDERS, PRODUCTS

# Loading takes longer than any statement of the shop may.
_NO_TIME_LIMITS = (
    "-c lock_timeout=0 -c statement_timeout=0 -c transaction_timeout=0 -c idle_in_transaction_session_timeout=0"
)


@dataclass(frozen=True)
class Size:
    products: int
    orders: int


def load(url: str, size: Size) -> None:
    """Fills the migrated, empty database at `url`, and leaves it vacuumed and analyzed."""
    address = url.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        # Plans and pages read are to follow from the rows, and not from when a busy machine has had time to clean up.
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")
    with (
        psycopg.connect(address, options=_NO_TIME_LIMITS) as source,
        psycopg.connect(address, options=_NO_TIME_LIMITS) as target,
    ):
        source.execute(FUNCTIONS)
        _copy_all(PRODUCTS, size, source, target)
        # Foreign keys are not checked for rows that fit together.
        target.execute("SET session_replication_role = replica")
        _copy_all(ORDERS, size, source, target)
    with psycopg.connect(address, options=_NO_TIME_LIMITS, autocommit=True) as connection:
        # What products have changed of totals; orders change none while they are loaded.
        connection.execute(ADD_UP)
        connection.execute("VACUUM ANALYZE")


def _copy_all(tables: Mapping[str, str], size: Size, source: psycopg.Connection, target: psycopg.Connection) -> None:
    for table, select in tables.items():
        _copy(source, table, Template(select).substitute(products=size.products, orders=size.orders), target)


def _copy(source: psycopg.Connection, table: str, select: str, target: psycopg.Connection) -> None:
    with (
        source.cursor().copy(f"COPY ({select}) TO STDOUT") as rows,
        target.cursor().copy(f"COPY {table} FROM STDIN") as loaded,
    ):
        for some in rows:
            loaded.write(some)
