"""Where a shop runs, as the operators' commands look at it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol

Json = dict[str, Any]
Line = dict[str, Any]


class Environment(Protocol):
    """One shop, on this machine or on a cluster; everything raises CannotTell where it does not answer."""

    @property
    def name(self) -> str: ...

    def status(self) -> Json:
        """The exporter's figures: of the last hour, and of now."""
        ...

    def story(self, number: str) -> Json:
        """What the database knows of the order; `{}` where there is no such order."""
        ...

    def log(self, since: datetime) -> Iterator[Line]:
        """The log lines since that second that can still be had."""
        ...

    def pods(self) -> dict[str, int] | None:
        """How many pods each operation has; None where there are no pods."""
        ...

    def deployments(self) -> list[Json] | None:
        """Argo CD's applications; None where there is no Argo CD."""
        ...
