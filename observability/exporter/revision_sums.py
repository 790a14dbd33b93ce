"""Sums pushed increments by revision, for each function's latest revisions; rollouts are judged by these sums."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from observability.exporter.series import Key, Numbers, add, dump, load
from observability.metric_catalog import Metric, metric_catalog

# The serving revision, one that is being rolled out, and one that was rolled back.
REVISIONS_MAX = 3
# More would mean that something else than functions pushes.
FUNCTIONS_MAX = 500


class RevisionSums:
    """The sums; a function's revision is dropped once three others have pushed since, so they are no lasting
    counters.
    """

    def __init__(self) -> None:
        # By function and revision, the one that pushed last at the end.
        self._sums: dict[str, dict[str, dict[Key, Numbers]]] = {}

    def add(self, revision: str, added: Mapping[Key, Numbers]) -> None:
        function = revision.rpartition("-")[0]
        if not function or (function not in self._sums and len(self._sums) >= FUNCTIONS_MAX):
            return
        revisions = self._sums.setdefault(function, {})
        sums = revisions[revision] = revisions.pop(revision, {})
        while len(revisions) > REVISIONS_MAX:
            del revisions[next(iter(revisions))]
        for (name, labels), numbers in added.items():
            if (metric := _by_revision().get(name)) is not None:
                # Function and revision, then as many of the last labels as the metric has beside them.
                kept = labels[len(labels) - len(metric.labels) + 2 :]
                add(sums, (metric.name, (function, revision, *kept)), numbers)

    def items(self) -> Iterator[tuple[Key, Numbers]]:
        for revisions in self._sums.values():
            for sums in revisions.values():
                yield from ((key, numbers[:]) for key, numbers in sums.items())

    def dump(self) -> list[Any]:
        """All sums for JSON, in the order in which revisions pushed."""
        return dump(self.items())

    def load(self, dumped: list[Any]) -> None:
        for (name, labels), numbers in load(dumped):
            function, revision, *_ = labels
            self._sums.setdefault(function, {}).setdefault(revision, {})[name, labels] = numbers


@functools.cache
def _by_revision() -> dict[str, Metric]:
    """For each pushed metric, the metric that counts it by revision."""
    return {name: metric for metric in metric_catalog().values() for name in metric.of}
