"""How far a layer is, by what its Application says."""

from dataclasses import dataclass
from typing import Any

REASONS_MAX = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """`waits` for the layer before it, `syncs`, `starts`, is `healthy`, or has `failed`."""

    word: str
    reasons: tuple[str, ...] = ()


def standing(application: Any | None, commit: str) -> Standing:
    """Where the layer is on its way to the commit. argocd/install/health/application.lua says the same to the root."""
    if application is None or application["spec"]["source"]["targetRevision"] != commit:
        return Standing("waits")
    status = application.get("status", {})
    if found := errors(status):
        return Standing("failed", found)
    sync = status.get("sync", {})
    if sync.get("comparedTo", {}).get("source", {}).get("targetRevision") != commit:
        return Standing("syncs")
    if sync["status"] != "Synced":
        return Standing("failed", _reasons(status)) if gave_up(status, commit) else Standing("syncs", _reasons(status))
    health = status.get("health", {}).get("status")
    if health == "Degraded":
        return Standing("failed", _reasons(status))
    return Standing("healthy") if health == "Healthy" else Standing("starts", _reasons(status))


def gave_up(status: Any, commit: str) -> bool:
    """Whether the last try was for this commit and failed."""
    last = status.get("operationState", {})
    return last.get("phase") in ("Failed", "Error") and about(last) == commit


def about(operation_state: Any) -> str:
    """The commit that an operation brings, or brought; empty before it knows."""
    return str(operation_state.get("syncResult", {}).get("revision", ""))


def errors(status: Any) -> tuple[str, ...]:
    """What keeps Argo CD from comparing: Git does not answer, a folder does not build, the project forbids it."""
    wrong = ("ComparisonError", "InvalidSpecError", "UnknownError")
    return tuple(each["message"] for each in status.get("conditions", []) if each["type"] in wrong)


def _reasons(status: Any) -> tuple[str, ...]:
    """What is not as it should be, resource by resource; failing that, what the last try ended with."""
    found = [
        f"{each['kind']} {each['name']}: {each['health'].get('message') or each['health']['status']}"
        for each in status.get("resources", [])
        if each.get("health", {}).get("status") not in (None, "Healthy")
    ]
    last = status.get("operationState", {})
    refused = [
        f"{each['kind']} {each['name']}: {each['message']}"
        for each in last.get("syncResult", {}).get("resources", [])
        if each.get("status") == "SyncFailed"
    ]
    reasons = found + refused or [last.get("message", "")]
    return tuple(reason for reason in reasons[:REASONS_MAX] if reason)
