"""Checks all functions: pins the serving revision, and rolls each new revision out or back."""

import time
from collections.abc import Callable

from functions.runtime.telemetry.context import log
from rollouts.evidence import Evidence
from rollouts.function import Function, Json, Phase, change, read, traffic
from rollouts.ports import Cluster, Starting
from rollouts.revisions import is_same
from rollouts.rules.progress import Step
from rollouts.running import Running

# How often a share that stays the same is reported: Argo CD looks at a function whenever it changes.
REPORT_SECONDS = 30.0


class Controller:
    def __init__(
        self,
        cluster: Cluster,
        starts: Starting,
        read_evidence: Callable[[], Evidence | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cluster, self._starts, self._read_evidence, self._clock = cluster, starts, read_evidence, clock
        self._running: dict[str, Running] = {}
        self._reported_at: dict[str, float] = {}
        # By function, for rollouts that are running or were rolled back.
        self.phases: dict[str, Phase] = {}

    def look(self) -> tuple[bool, str]:
        """Advances each function by one step; returns whether a rollout is in progress, and the version that was
        read.
        """
        services, version = self._cluster.functions()
        functions = [(service, read(service)) for service in services]
        is_under_way = any(function.has_candidate for _, function in functions)
        evidence = self._read_evidence() if is_under_way else None
        for service, function in functions:
            try:
                self._advance(service, function, evidence)
            except OSError as failure:
                log("a rollout waits", level="warning", function=function.name, cause=str(failure))
                is_under_way = True
        self.phases = {function.name: phase for _, function in functions if (phase := _shown(function))}
        return is_under_way, version

    def _advance(self, service: Json, function: Function, evidence: Evidence | None) -> None:
        if function.plan.kind == "all":
            if function.is_pinned or function.phase:
                self._cluster.patch(function.name, change(None, "", "", ""))
        elif not function.is_pinned:
            if function.serving:
                # From now on a new revision gets no traffic by itself.
                self._settle(function, function.serving, "done", "")
        elif function.has_candidate:
            self._advance_rollout(service, function, evidence)

    def _advance_rollout(self, service: Json, function: Function, evidence: Evidence | None) -> None:
        running = self._running.get(function.name)
        if running is not None and running.candidate == function.latest:
            if evidence is not None:
                self._apply(service, function, running.next_step(function, evidence, self._clock()))
        elif function.phase != "waits" or function.about != function.latest:
            self._begin_rollout(service, function)
        elif fault := self._starts.fault(function.name, function.latest):
            self._finish(service, function, Step(0, f"it does not answer at its own address: {fault}"))
        elif fault is not None and evidence is not None:
            self._running[function.name] = Running(function.latest, evidence, evidence, self._clock())
            first = 1 if function.plan.kind == "gradual" else function.plan.percent
            self._apply(service, function, Step(first, "begins"))

    def _begin_rollout(self, service: Json, function: Function) -> None:
        """Takes a new revision: starts it, or if it is the same as the old one, as after a revert, finishes at once."""
        self._running.pop(function.name, None)
        if is_same(self._cluster.revision(function.stable), self._cluster.revision(function.latest)):
            self._finish(service, function, Step(100, f"it is the same as {function.stable}"))
        else:
            message = f"{function.latest} is started before it gets traffic"
            self._cluster.patch(
                function.name,
                change(traffic(function.stable, function.stable, 0), "waits", function.latest, message),
            )
            self._starts.fault(function.name, function.latest)

    def _apply(self, service: Json, function: Function, step: Step) -> None:
        if step.percent in (0, 100):
            self._finish(service, function, step)
            return
        since = self._clock() - self._reported_at.get(function.name, -REPORT_SECONDS)
        if step.percent != function.percent or since >= REPORT_SECONDS:
            message = f"{function.latest} has {step.percent} % of the traffic ({function.plan}): {step.message}"
            split = traffic(function.stable, function.latest, step.percent)
            self._cluster.patch(function.name, change(split, "runs", function.latest, message))
            self._reported_at[function.name] = self._clock()
            log("rollout", function=function.name, revision=function.latest, percent=step.percent)

    def _finish(self, service: Json, function: Function, step: Step) -> None:
        new, old, is_good = function.latest, function.stable, step.percent == 100
        if is_good:
            reason, message = "RolloutCompleted", f"{new} has replaced {old}: {step.message}"
            self._settle(function, new, "done", message)
        else:
            reason, message = "RolloutTakenBack", f"{new} was taken back, {old} serves on: {step.message}"
            self._settle(function, old, "taken-back", message)
        self._running.pop(function.name, None)
        self._starts.forget(new)
        log("rollout ends", level="info" if is_good else "error", function=function.name, reason=reason, detail=message)
        self._cluster.report(service, reason, message, is_warning=not is_good)

    def _settle(self, function: Function, serving: str, phase: Phase, message: str) -> None:
        self._cluster.patch(function.name, change(traffic(serving, serving, 0), phase, function.latest, message))


def _shown(function: Function) -> Phase:
    """The phase of the newest revision; empty for one that serves."""
    if function.has_candidate:
        return function.phase if function.phase == "runs" and function.about == function.latest else "waits"
    return "taken-back" if function.is_rolled_back else ""
