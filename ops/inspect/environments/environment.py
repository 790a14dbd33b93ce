"""Defines the interface through which operators' commands inspect a shop, wherever it runs."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

Json = dict[str, Any]
Line = dict[str, Any]


class Environment(Protocol):
    """A shop on this machine or on a cluster; every method raises CommandError if it does not respond."""

    @property
    def name(self) -> str: ...

    def status(self) -> Json:
        """The exporter's metrics: those of the last hour, and current values."""
        ...

    def trace(self, number: str) -> Json:
        """The database's records of the order; `{}` if there is no such order."""
        ...

    def log(self, since: datetime, containing: Sequence[str] = (), operation: str = "") -> Iterable[Line]:
        """The log lines since that second, filtered by the texts, of which a line has one, and by the operation."""
        ...

    def pods(self) -> dict[str, int] | None:
        """The number of pods by operation; None if the shop runs without pods."""
        ...

    def rollouts(self) -> list[Json]:
        """The Knative Services whose newest revision does not serve all traffic."""
        ...

    def deployments(self) -> list[Json] | None:
        """Argo CD's applications; None without Argo CD."""
        ...
