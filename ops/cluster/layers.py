"""Derives a layer's status from its Argo CD Application."""

from dataclasses import dataclass
from typing import Any

REASONS_MAX = 5


@dataclass(frozen=True, slots=True)
class LayerStatus:
    """`word` is waits (for the layer before it), syncs, starts, healthy or failed."""

    word: str
    reasons: tuple[str, ...] = ()


def layer_status(application: Any | None, commit: str) -> LayerStatus:
    """The layer's status at the commit, by the rules of argocd/install/health/application.lua."""
    if application is None or application["spec"]["source"]["targetRevision"] != commit:
        return LayerStatus("waits")
    status = application.get("status", {})
    if found := errors(status):
        return LayerStatus("failed", found)
    sync = status.get("sync", {})
    if sync.get("comparedTo", {}).get("source", {}).get("targetRevision") != commit:
        return LayerStatus("syncs")
    if sync["status"] != "Synced":
        return LayerStatus("failed" if gave_up(status, commit) else "syncs", _reasons(status))
    health = status.get("health", {}).get("status")
    if health == "Degraded":
        return LayerStatus("failed", _reasons(status))
    return LayerStatus("healthy") if health == "Healthy" else LayerStatus("starts", _reasons(status))


def gave_up(status: Any, commit: str) -> bool:
    """Whether the last sync was of this commit and failed."""
    last = status.get("operationState", {})
    return last.get("phase") in ("Failed", "Error") and about(last) == commit


def about(operation_state: Any) -> str:
    """The commit that an operation syncs; empty if it is not known yet."""
    return str(operation_state.get("syncResult", {}).get("revision", ""))


def errors(status: Any) -> tuple[str, ...]:
    """The errors that keep Argo CD from comparing, such as an unreachable repository or a failing kustomization."""
    kinds = ("ComparisonError", "InvalidSpecError", "UnknownError")
    return tuple(each["message"] for each in status.get("conditions", []) if each["type"] in kinds)


def _reasons(status: Any) -> tuple[str, ...]:
    """The unhealthy and refused resources, or else the message of the last sync."""
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
