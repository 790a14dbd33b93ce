"""What the database knows of one order, step by step. `python -m observability.trace.reading CS-...` prints it.

That is how a cluster is asked: in the exporter's pod, with the rights of who watches.
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
    """The order, its steps in the order of time, and its traces; `{}` where there is no such order."""
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
    told = {name: _text(value) for name, value in zip(NAMES, order, strict=True)}
    return {"order": told, "steps": sorted(steps, key=lambda step: step["at"]), "traces": traces}


def _text(value: Any) -> str | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if value is not None else None


if __name__ == "__main__":
    json.dump(read_trace(os.environ["DATABASE_URL"], sys.argv[1]), sys.stdout)
