"""Defines the interfaces that the controller uses, which tests replace."""

from typing import Protocol

from rollouts.function import Json


class Cluster(Protocol):
    """The part of the Kubernetes API that the controller uses (rollouts.kubernetes)."""

    def functions(self) -> tuple[list[Json], str]: ...
    def revision(self, name: str) -> Json: ...
    def patch(self, function: str, change: Json) -> None: ...
    def report(self, service: Json, reason: str, message: str, *, is_warning: bool) -> None: ...


class Starting(Protocol):
    """Starts candidates (rollouts.candidate)."""

    def fault(self, function: str, revision: str) -> str | None: ...
    def forget(self, revision: str) -> None: ...
