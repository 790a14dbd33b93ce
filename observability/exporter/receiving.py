"""Receives pushes: adds new increments, stores them, and only then acknowledges the push."""

from collections import Counter

from functions.runtime.telemetry.context import log
from observability.exporter.collector import Sample
from observability.exporter.persistence import SumsFile
from observability.exporter.push import Push, Refused
from observability.exporter.sums import Sums


class Receiver:
    def __init__(self, sums: Sums, file: SumsFile) -> None:
        self._sums = sums
        self._file = file
        self._outcomes = Counter(counted=0, repeated=0, refused=0)

    def receive(self, body: bytes) -> tuple[int, bytes]:
        """The status and body of the response: 204 once the push is stored, 400 if it is invalid, 503 to push again."""
        try:
            push = Push.parse(body)
            is_new = self._sums.add(push)
        except Refused as refused:
            self._outcomes["refused"] += 1
            log("a push was refused", level="warning", cause=str(refused))
            return 400, str(refused).encode()
        self._outcomes["counted" if is_new else "repeated"] += 1
        if push.unknown:
            log("metrics of another version were ignored", level="warning", metrics=push.unknown[:10])
        return (204, b"") if self._file.store() else (503, b"not stored yet; push again")

    def samples(self) -> list[Sample]:
        return [Sample("cloudshop_pushes_total", (outcome,), n) for outcome, n in self._outcomes.items()]
