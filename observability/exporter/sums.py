"""Sums the metrics of all processes, and adds each push exactly once."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from observability.exporter.push import Push, Refused
from observability.exporter.revision_sums import RevisionSums
from observability.exporter.series import Key, Numbers, add, dump, load

# More would mean a label that clients can choose; existing series continue to count.
SERIES_MAX = 5_000
# The number of recent processes whose last push is remembered; older ones have ended long ago.
INSTANCES_MAX = 5_000


class Sums:
    """The sums, and the number of the last included push of each process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sums: dict[Key, Numbers] = {}
        self._last: OrderedDict[str, int] = OrderedDict()
        self._revisions = RevisionSums()

    def add(self, push: Push) -> bool:
        """Adds a push; returns False if it was added before. Raises Refused without adding anything."""
        with self._lock:
            if push.number <= self._last.get(push.instance, 0):
                return False
            if len(self._sums) + sum(key not in self._sums for key in push.added) > SERIES_MAX:
                raise Refused(f"there are {len(self._sums)} series already")
            for key, numbers in push.added.items():
                add(self._sums, key, numbers)
            self._revisions.add(push.revision, push.added)
            self._last[push.instance] = push.number
            self._last.move_to_end(push.instance)
            if len(self._last) > INSTANCES_MAX:
                self._last.popitem(last=False)
            return True

    def items(self) -> Iterator[tuple[Key, Numbers]]:
        """A copy of all sums."""
        with self._lock:
            copy = [(key, sums[:]) for key, sums in self._sums.items()]
        return iter(copy)

    def by_revision(self) -> Iterator[tuple[Key, Numbers]]:
        """A copy of the sums by revision."""
        with self._lock:
            copy = list(self._revisions.items())
        return iter(copy)

    def dump(self) -> dict[str, Any]:
        """All sums for JSON."""
        with self._lock:
            return {
                "last": dict(self._last),
                "sums": dump(self._sums.items()),
                "revisions": self._revisions.dump(),
            }

    def load(self, dumped: dict[str, Any]) -> None:
        """Restores a `dump`, except metrics whose description in metrics.yaml has changed since."""
        self._last.update(dumped["last"])
        self._revisions.load(dumped.get("revisions", []))
        self._sums.update(load(dumped["sums"]))
