"""The sums of all processes' metrics: every push is added exactly once."""

import json
import re
import threading
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from observability.exporter.revision_sums import RevisionSums
from observability.metric_catalog import metric_catalog

# More would mean a label that clients can choose; existing series continue to count.
SERIES_MAX = 5_000
# The number of recent processes whose last push is remembered; older ones have ended long ago.
INSTANCES_MAX = 5_000
NUMBER_MAX = 1e15
_LABEL = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_INSTANCE = re.compile(r"[0-9a-f]{16}")

Key = tuple[str, tuple[str, ...]]


class Refused(ValueError):
    """The body is not a valid push."""


@dataclass(frozen=True, slots=True)
class Push:
    """A process's increments since its previous push, `number - 1`.

    `revision` is that of the process, empty outside of Knative. `unknown` lists metrics that metrics.yaml does not
    describe in this form, those of a newer or an older version.
    """

    instance: str
    number: int
    revision: str
    added: dict[Key, "array[float]"]
    unknown: list[str]

    @classmethod
    def parse(cls, body: bytes) -> "Push":
        """Parses a push; raises Refused."""
        try:
            push = json.loads(body)
            instance, number, revision = push["instance"], push["number"], push.get("revision", "")
            rows = {(name, tuple(labels)): array("d", numbers) for name, labels, numbers in push["added"]}
        except (ValueError, TypeError, KeyError, OverflowError) as wrong:
            raise Refused(f"not a push: {wrong!r}") from None
        if not isinstance(instance, str) or not _INSTANCE.fullmatch(instance) or not isinstance(number, int):
            raise Refused("a push must have an instance and a number")
        if not isinstance(revision, str) or not (revision == "" or _LABEL.fullmatch(revision)):
            raise Refused("a revision must have a name")
        known = {key: numbers for key, numbers in rows.items() if _is_known(key, numbers)}
        return cls(instance, number, revision, known, [str(name)[:80] for name, _ in rows.keys() - known.keys()])


def _is_known(key: Key, numbers: "array[float]") -> bool:
    name, labels = key
    metric = metric_catalog().get(name)
    return (
        metric is not None
        and metric.is_pushed
        and (len(labels), len(numbers)) == (len(metric.labels), metric.length)
        and all(isinstance(label, str) and _LABEL.fullmatch(label) for label in labels)
        and all(0 <= number < NUMBER_MAX for number in numbers)
    )


class Sums:
    """The sums, and the number of the last push of every process that they include."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sums: dict[Key, array[float]] = {}
        self._last: OrderedDict[str, int] = OrderedDict()
        self._revisions = RevisionSums()

    def add(self, push: Push) -> bool:
        """Adds a push; False if it was added before. Raises Refused without adding anything."""
        with self._lock:
            if push.number <= self._last.get(push.instance, 0):
                return False
            if len(self._sums) + sum(key not in self._sums for key in push.added) > SERIES_MAX:
                raise Refused(f"there are {len(self._sums)} series already")
            for key, numbers in push.added.items():
                sums = self._sums.setdefault(key, array("d", bytes(8 * len(numbers))))
                for index, number in enumerate(numbers):
                    sums[index] += number
            self._revisions.add(push.revision, push.added)
            self._last[push.instance] = push.number
            self._last.move_to_end(push.instance)
            if len(self._last) > INSTANCES_MAX:
                self._last.popitem(last=False)
            return True

    def items(self) -> Iterator[tuple[Key, "array[float]"]]:
        """A copy of everything."""
        with self._lock:
            copy = [(key, sums[:]) for key, sums in self._sums.items()]
        return iter(copy)

    def by_revision(self) -> Iterator[tuple[Key, "array[float]"]]:
        """A copy of the sums by revision."""
        with self._lock:
            copy = list(self._revisions.items())
        return iter(copy)

    def dump(self) -> dict[str, Any]:
        """Everything, for JSON."""
        with self._lock:
            sums = [[name, labels, sums.tolist()] for (name, labels), sums in self._sums.items()]
            return {"last": dict(self._last), "sums": sums, "revisions": self._revisions.dump()}

    def load(self, dumped: dict[str, Any]) -> None:
        """Restores a `dump`, except metrics whose description in metrics.yaml has changed since."""
        self._last.update(dumped["last"])
        self._revisions.load(dumped.get("revisions", []))
        for name, labels, numbers in dumped["sums"]:
            metric = metric_catalog().get(name)
            if metric is not None and (len(labels), len(numbers)) == (len(metric.labels), metric.length):
                self._sums[name, tuple(labels)] = array("d", numbers)
