"""Gives functions more pods while a schedule applies, and removes them after it.

The bound is set on the serving Revisions. Knative applies it without a new revision, and Argo CD does not revert it, as
Git has no Revisions."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from functions.runtime.telemetry.context import log
from rollouts.function import Json
from rollouts.rules.schedule import Schedule, fewest_pods, read

FEWEST = "autoscaling.knative.dev/min-scale"
# The Revision's own bound, while a schedule has raised it.
BEFORE = "cloudshop.dev/min-scale-before-schedule"
FUNCTION = "serving.knative.dev/service"
PAUSE_SECONDS = 15.0


class Scaled(Protocol):
    def functions(self) -> tuple[list[Json], str]: ...
    def revisions(self) -> list[Json]: ...
    def annotate_revision(self, name: str, annotations: dict[str, str | None]) -> None: ...


class Schedules:
    """The schedules in the file `path`, which each check reads again; raises OSError if the cluster does not answer."""

    def __init__(self, cluster: Scaled, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._cluster, self._path, self._clock = cluster, path, clock
        # A schedule that was removed while it held may have left its bounds.
        self._may_be_raised = True
        self._said: list[str] = []

    def look(self) -> None:
        """Applies the schedules; does not call the cluster while none applies."""
        wanted = fewest_pods(self._lines(), self._clock())
        if not wanted and not self._may_be_raised:
            return
        for name, annotations in _changes(wanted, self._serving(), self._cluster.revisions()):
            self._cluster.annotate_revision(name, annotations)
            log("a schedule changed a revision's fewest pods", revision=name, pods=annotations[FEWEST])
        self._may_be_raised = bool(wanted)

    def _lines(self) -> list[Schedule]:
        schedules, problems = read(self._path.read_text() if self._path.exists() else "")
        if problems != self._said:
            self._said = problems
            for each in problems:
                log("a schedule is ignored", level="warning", cause=each)
        return schedules

    def _serving(self) -> set[str]:
        """The Revisions that get traffic; one that was rolled back keeps an address, but needs no pods."""
        statuses = [service.get("status", {}) for service in self._cluster.functions()[0]]
        shares = [each for status in statuses for each in status.get("traffic", ())]
        return {each["revisionName"] for each in shares if each.get("percent")}


def git_bound(annotations: dict[str, str]) -> dict[str, str]:
    """A Revision's annotations as they are without a schedule."""
    without = {name: value for name, value in annotations.items() if name != BEFORE}
    return {**without, FEWEST: annotations[BEFORE]} if BEFORE in annotations else without


def _changes(
    wanted: dict[str, int], serving: set[str], revisions: list[Json]
) -> Iterator[tuple[str, dict[str, str | None]]]:
    for revision in revisions:
        metadata = revision["metadata"]
        annotations, name = metadata.get("annotations", {}), metadata["name"]
        own = git_bound(annotations).get(FEWEST, "0")
        pods = wanted.get(metadata["labels"][FUNCTION], 0) if name in serving else 0
        fewest = str(max(int(own), pods))
        before = own if fewest != own else None
        if (annotations.get(FEWEST, "0"), annotations.get(BEFORE)) != (fewest, before):
            yield name, {FEWEST: fewest, BEFORE: before}
