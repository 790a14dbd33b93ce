"""Defines the search space: few values, each of which an operator might write."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from ops.scaling.columns import Row
from ops.scaling.facts import Table

VALUES: Mapping[str, Sequence[int]] = {
    "min": (0, 1, 2),
    "window": (6, 15, 30, 60, 90),
    "retention": (0, 15, 30, 60, 120, 300, 600),
    "target": (50, 70, 90),
}
# Half or twice as many requests per pod; more would need a measurement of what a pod can do.
CONCURRENCY_FACTORS = (0.5, 1.0, 2.0)


class Draw(Protocol):
    def suggest_categorical(self, name: str, choices: Sequence[int]) -> int: ...


def drawn(draw: Draw, table: Table, operations: Sequence[str]) -> dict[str, Row]:
    """The table with the drawn rows for these operations."""
    return {**table, **{name: _row(draw, name, table[name]) for name in operations}}


def today(table: Table, operations: Sequence[str]) -> dict[str, int]:
    """The present settings as a draw, with the nearest values of the search space."""
    return {
        f"{name} {column}": min(values, key=lambda each: abs(each - getattr(table[name], column)))
        for name in operations
        for column, values in _values(table[name]).items()
    }


def _row(draw: Draw, name: str, row: Row) -> Row:
    found = {column: draw.suggest_categorical(f"{name} {column}", values) for column, values in _values(row).items()}
    found["min"] = min(found["min"], row.max)
    if found["min"]:
        found["retention"] = 0
    return row.model_copy(update=found)


def _values(row: Row) -> dict[str, Sequence[int]]:
    concurrency = sorted({max(1, int(row.concurrency * factor)) for factor in CONCURRENCY_FACTORS})
    return {**VALUES, "concurrency": concurrency}
