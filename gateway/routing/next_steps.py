"""Finds the functions to wake when an operation is called, because its caller is likely to need them next.

next_steps.yaml names them; `make tune-wakes` proposes them from recorded journeys (docs/tuning.md)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import yaml

NEXT_STEPS = Path(__file__).parent.parent / "next_steps.yaml"
# Knative keeps a pod for at least six seconds after a call, so a function that was called within five is awake.
AWAKE_SECONDS = 5.0
LONG_AGO = float("-inf")

NextStepsTable = Mapping[str, Sequence[str]]


def before(operation: str) -> str:
    """The table's row for announcements of the operation by clients (gateway/routing/routes.py)."""
    return f"before {operation}"


def read_next_steps(path: Path = NEXT_STEPS, *, hidden: Collection[str] = ()) -> NextStepsTable:
    """The functions to wake, by the called or announced operation, without `hidden` ones."""
    table: dict[str, list[str]] = yaml.safe_load(path.read_text()) or {}
    return {name: [each for each in steps if each not in hidden] for name, steps in table.items()}


class NextSteps:
    """Remembers the recently called or woken functions, and lists the others."""

    __slots__ = ("_called_at", "_table")

    def __init__(self, table: NextStepsTable) -> None:
        self._table = table
        self._called_at: dict[str, float] = {}

    def after(self, operation: str, now: float) -> list[str]:
        """The functions to wake now that the operation is called; they then count as called."""
        self._called_at[operation] = now
        return self._asleep(self._table.get(operation, ()), now)

    def announced(self, operations: Sequence[str], now: float) -> list[str]:
        """The functions to wake now that a client announces a call of one of the operations."""
        more = (name for operation in operations for name in self._table.get(before(operation), ()))
        return self._asleep([*operations, *more], now)

    def _asleep(self, names: Iterable[str], now: float) -> list[str]:
        """The functions that were not called or woken recently; they then count as woken."""
        called_at, earliest = self._called_at, now - AWAKE_SECONDS
        found = [name for name in dict.fromkeys(names) if called_at.get(name, LONG_AGO) < earliest]
        called_at.update(dict.fromkeys(found, now))
        return found
