"""Reads a function's Knative Service for rollouts: Git's settings, the revisions, and their traffic.

Git has the plan and the template, and only rollouts write `spec.traffic`, so that Argo CD and rollouts never change the
same field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from rollouts.rules.plan import ALL, Plan, parsed

Json = dict[str, Any]
Phase = Literal["", "waits", "runs", "done", "taken-back"]

PLAN = "cloudshop.dev/rollout"
# Annotations with the state of a rollout, for Argo CD's health check, `make status` and a restarted controller.
PHASE, REVISION, MESSAGE = f"{PLAN}-phase", f"{PLAN}-revision", f"{PLAN}-message"
# The address of the newest revision before it has traffic: http://candidate-FUNCTION.NAMESPACE.svc.cluster.local
TAG = "candidate"


@dataclass(frozen=True, slots=True)
class Function:
    name: str
    plan: Plan
    # Whether it may change what the shop's invariants are about.
    writes: bool
    # The revision that gets the traffic, of which `latest` has `percent` while a rollout runs; empty if none is pinned.
    stable: str
    # The newest revision that is ready, and the one that gets all traffic of an unpinned function.
    latest: str
    serving: str
    percent: int
    phase: Phase
    about: str

    @property
    def is_pinned(self) -> bool:
        return bool(self.stable)

    @property
    def is_held_back(self) -> bool:
        """Whether the newest revision does not have all traffic."""
        return self.is_pinned and self.latest not in ("", self.stable)

    @property
    def is_rolled_back(self) -> bool:
        return self.is_held_back and self.phase == "taken-back" and self.about == self.latest

    @property
    def has_candidate(self) -> bool:
        """Whether a new revision is ready that has neither replaced the old one nor been rolled back."""
        return self.is_held_back and not self.is_rolled_back


def read(service: Json) -> Function:
    """A function of a `serving.knative.dev/v1` Service; a plan that cannot be read counts as `all`."""
    metadata, status = service["metadata"], service.get("status", {})
    annotations = metadata.get("annotations", {})
    latest = status.get("latestReadyRevisionName", "")
    shares = dict(_shares(service["spec"].get("traffic") or []))
    others = [revision for revision in shares if revision != latest]
    serving = [each["revisionName"] for each in status.get("traffic", []) if each.get("percent") == 100]
    return Function(
        name=metadata["name"],
        plan=_plan(annotations.get(PLAN)),
        writes=metadata.get("labels", {}).get("cloudshop.dev/database") == "read-write",
        stable=others[0] if others else next(iter(shares), ""),
        latest=latest,
        serving=serving[0] if serving else latest,
        percent=shares.get(latest, 0) if others else 0,
        phase=annotations.get(PHASE, ""),
        about=annotations.get(REVISION, ""),
    )


def traffic(stable: str, candidate: str, percent: int) -> list[Json]:
    """`spec.traffic` with that share for the candidate; the newest revision has an address of its own at any share."""
    shares = {stable: 100 - percent, candidate: percent} if candidate != stable else {stable: 100}
    named = [{"revisionName": name, "percent": share} for name, share in shares.items() if share]
    return [*named, {"latestRevision": True, "percent": 0, "tag": TAG}]


def change(split: list[Json] | None, phase: Phase, revision: str, message: str) -> Json:
    """The merge patch that sets traffic and its annotations; None leaves traffic to Knative."""
    said = {PHASE: phase or None, REVISION: revision or None, MESSAGE: message or None}
    return {"metadata": {"annotations": said}, "spec": {"traffic": split}}


def _shares(split: list[Json]) -> Iterator[tuple[str, int]]:
    for each in split:
        if each.get("revisionName") and each.get("percent"):
            yield each["revisionName"], each["percent"]


def _plan(written: str | None) -> Plan:
    try:
        return parsed(written)
    except ValueError:
        return ALL
