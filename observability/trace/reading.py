"""Reads an order's trace from the database; `python -m observability.trace.reading CS-...` prints it as JSON.

On a cluster it runs in the exporter's pod, with the observer's database role.
"""

import json
import os
import sys
from datetime import UTC, datetime
from typing import Any

import psycopg

from observability.trace.queries import NAMES, ORDER, STEPS, TRACES

CONNECT_SECONDS = 5


def read_trace(url: str, number: str) -> dict[str, Any]:
    """The order, its steps in order of time, and its traces; `{}` if there is no such order."""
    with psycopg.connect(url.replace("+psycopg", ""), connect_timeout=CONNECT_SECONDS) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        order = connection.execute(ORDER, {"number": number}).fetchone()
        if order is None:
            return {}
        about = {"order": order[0]}
        steps = [
            {"at": _text(at), "kind": kind, "what": what, "detail": detail}
            for kind, query in STEPS.items()
            for at, what, detail in connection.execute(query, about).fetchall()
        ]
        traces = [trace for (trace,) in connection.execute(TRACES, about).fetchall()]
    columns = {name: _text(value) for name, value in zip(NAMES, order, strict=True)}
    return {"order": columns, "steps": sorted(steps, key=lambda step: step["at"]), "traces": traces}


def _text(value: Any) -> str | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if value is not None else None


if __name__ == "__main__":
    json.dump(read_trace(os.environ["DATABASE_URL"], sys.argv[1]), sys.stdout)
