"""Parses pushes, the increments of a process since its previous push, and checks them against metrics.yaml."""

import json
import re
from array import array
from dataclasses import dataclass

from observability.exporter.series import Key, Numbers, has_form_of_metric
from observability.metric_catalog import metric_catalog

NUMBER_MAX = 1e15
_LABEL = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_INSTANCE = re.compile(r"[0-9a-f]{16}")


class Refused(ValueError):
    """The body is not a valid push."""


@dataclass(frozen=True, slots=True)
class Push:
    """A process's increments since its previous push, `number - 1`.

    `revision` is that of the process, empty outside of Knative. `unknown` lists metrics that metrics.yaml does not
    describe in this form, from a newer or older version.
    """

    instance: str
    number: int
    revision: str
    added: dict[Key, Numbers]
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


def _is_known(key: Key, numbers: Numbers) -> bool:
    name, labels = key
    return (
        has_form_of_metric(name, len(labels), len(numbers))
        and metric_catalog()[name].is_pushed
        and all(isinstance(label, str) and _LABEL.fullmatch(label) for label in labels)
        and all(0 <= number < NUMBER_MAX for number in numbers)
    )
