"""Measures every statement of the shop at a size: those of operations, of `make trace`, and of the metrics exporter."""

import json
import tempfile
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, pool

from local.host.operations import ROOT
from local.postgres.postgres import Postgres
from observability.exporter.sources import shop, urgent
from observability.exporter.sources.changes import CHANGED, changed_keys
from observability.exporter.sources.invariants import RULES
from observability.exporter.sources.overdue import REFUNDS_OVERDUE
from observability.trace.queries import ORDER, STEPS, TRACES
from tests.support.folders import entered_by_all
from tests.support.scale.journeys import open_shop, take_all
from tests.support.scale.loading import Size, load
from tests.support.scale.measuring import Measured, cost, measuring
from tests.support.scale.rows import NEWEST

# Every statement that an operation executes, and how many one call executes at most.
STATEMENTS = ROOT / "tests" / "scale" / "statements.json"

# Since then, 60 orders were placed in a shop of any size.
LATELY = NEWEST - timedelta(minutes=10)


def measure(server: Postgres, size: Size) -> Measured:
    """Loads a shop of this size into the server's empty database, and takes every journey in it."""
    load(server.url, size)
    engine = create_engine(server.url, poolclass=pool.QueuePool, pool_size=20)
    with pytest.MonkeyPatch.context() as monkeypatch, tempfile.TemporaryDirectory() as folder:
        with measuring(engine) as measured, open_shop(engine, entered_by_all(Path(folder)), monkeypatch) as shop:
            take_all(shop)
        _observe(server.url, measured)
    engine.dispose()
    return measured


def _observe(url: str, measured: Measured) -> None:
    """Adds the statements of operators, which no operation executes."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        number, order = connection.execute("SELECT number, id FROM orders.orders LIMIT 1").fetchone() or ("", "")
        about = {"number": number, "order": order}
        for name, query in {"number": ORDER, "traces": TRACES, **STEPS}.items():
            measured.add("trace", name, cost(connection, query, about))
        for name, query in {**urgent.QUERIES, **shop.QUERIES, "refunds overdue": REFUNDS_OVERDUE}.items():
            measured.add("exporter", name, cost(connection, query))
        changed = changed_keys(connection, LATELY)
        for kind, query in CHANGED.items():
            measured.add("exporter", f"changed {kind}", cost(connection, query, {"since": LATELY}))
        for (_, name), rule in RULES.items():
            measured.add("exporter", name, cost(connection, rule.query, {"keys": [*changed[rule.of]], "known": []}))


def listed(small: Measured, large: Measured) -> str:
    """The content of STATEMENTS: those of both sizes, because a common word is searched for in another way."""
    most = small.statements_of_a_call()
    rows = {
        operation: {
            "statements_of_a_call": most[operation],
            "statements": sorted(small.costs[operation].keys() | large.costs[operation].keys()),
        }
        for operation in sorted(most)
    }
    return json.dumps(rows, indent=2) + "\n"
