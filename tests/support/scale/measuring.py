"""Measures the statements that operations execute: pages read, and rows visited to find their result."""

import contextlib
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import Engine, event

from functions.runtime.telemetry.context import current_trace
from functions.runtime.telemetry.metrics import current_operation

_PLANNED = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
# A list of values counts as one, however long it is.
_LISTS = (
    (re.compile(r"%\((\w+?)_*\d*\)s(::\w+)?"), r":\1"),
    (re.compile(r"\((:\w+)(?:, :\w+)*\)"), r"(\1)"),
    (re.compile(r"(VALUES \([^()]*\))(?:, \([^()]*\))+"), r"\1"),
)


@dataclass(frozen=True)
class Cost:
    """Pages that a statement reads, in memory or on disk, and rows that it visits."""

    buffers: int
    rows: int


@dataclass
class Measured:
    """By operation: the most expensive execution of each statement, and the statements of each call."""

    costs: defaultdict[str, dict[str, Cost]] = field(default_factory=lambda: defaultdict(dict))
    calls: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, operation: str, statement: str, found: Cost) -> None:
        known = self.costs[operation].get(statement, found)
        self.costs[operation][statement] = max(known, found, key=lambda each: each.buffers)

    def statements_of_a_call(self) -> dict[str, int]:
        """By operation, the statements of the call that executed the most."""
        return {operation: max(calls.values()) for operation, calls in self.calls.items()}


def shape(statement: str) -> str:
    """The statement on one line, with lists of parameters cut to one."""
    text = " ".join(statement.split())
    for pattern, replacement in _LISTS:
        text = pattern.sub(replacement, text)
    return text


@contextlib.contextmanager
def measuring(engine: Engine) -> Iterator[Measured]:
    """Measures what operations execute on the engine within the block, each statement just before it is executed."""
    measured = Measured()

    def record(_c: Any, cursor: psycopg.Cursor[Any], statement: str, parameters: Any, *_: Any) -> None:
        if (operation := _operation()) and _PLANNED.match(statement):
            measured.calls[operation][current_trace().request_id] += 1
            # Of one that is executed with several, the first will do.
            one = parameters[0] if isinstance(parameters, list) else parameters
            measured.add(operation, shape(statement), cost(cursor.connection, statement, one))

    event.listen(engine, "before_cursor_execute", record)
    try:
        yield measured
    finally:
        event.remove(engine, "before_cursor_execute", record)


def cost(connection: psycopg.Connection[Any], statement: str, parameters: Any = None) -> Cost:
    """Executes the statement twice, rolling it back: the first execution of a connection also reads system tables."""
    return min((_explained(connection, statement, parameters) for _ in range(2)), key=lambda each: each.buffers)


def _operation() -> str | None:
    """The operation that this thread works for; None for what tests do themselves."""
    if threading.current_thread().name.startswith("relay"):
        return "relay-outbox"
    if threading.current_thread().name.startswith("webhooks"):
        return "send-webhooks"
    return None if (operation := current_operation()) == "none" else operation


def _explained(connection: psycopg.Connection[Any], statement: str, parameters: Any) -> Cost:
    explain = f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {statement}"
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        ((plans,),) = cursor.execute(explain.encode(), parameters)
    plan = plans[0]["Plan"]
    return Cost(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], _rows_visited(plan))


def _rows_visited(node: dict[str, Any]) -> int:
    """The rows that the plan's scans return or discard."""
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    own = (node["Actual Rows"] + removed) * node["Actual Loops"] if "Relation Name" in node else 0
    return round(own + sum(map(_rows_visited, node.get("Plans", []))))
