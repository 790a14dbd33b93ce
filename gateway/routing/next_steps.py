"""Which functions to wake when an operation is called, because its caller is likely to need them next.

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
    """The row of the table for clients which say that they will call the operation (gateway/routing/routes.py)."""
    return f"before {operation}"


def read_next_steps(path: Path = NEXT_STEPS, *, hidden: Collection[str] = ()) -> NextStepsTable:
    """The functions to wake, by the operation that is called or announced; `hidden` ones are left out."""
    table: dict[str, list[str]] = yaml.safe_load(path.read_text()) or {}
    return {name: [each for each in steps if each not in hidden] for name, steps in table.items()}


class NextSteps:
    """Remembers which functions were called or woken lately, and lists the others."""

    __slots__ = ("_called_at", "_table")

    def __init__(self, table: NextStepsTable) -> None:
        self._table = table
        self._called_at: dict[str, float] = {}

    def after(self, operation: str, now: float) -> list[str]:
        """The functions to wake now that the operation is called; they count as called."""
        self._called_at[operation] = now
        return self._asleep(self._table.get(operation, ()), now)

    def announced(self, operations: Sequence[str], now: float) -> list[str]:
        """The functions to wake now that a client says that it will call one of the operations."""
        more = (name for operation in operations for name in self._table.get(before(operation), ()))
        return self._asleep([*operations, *more], now)

    def _asleep(self, names: Iterable[str], now: float) -> list[str]:
        """Those of the functions that were not called or woken lately; they count as woken now."""
        called_at, earliest = self._called_at, now - AWAKE_SECONDS
        found = [name for name in dict.fromkeys(names) if called_at.get(name, LONG_AGO) < earliest]
        called_at.update(dict.fromkeys(found, now))
        return found
