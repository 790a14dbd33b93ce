"""Waits until a workload of the cluster has its pods, and reports why they are late."""

from typing import Any

from ops.errors import CommandError
from ops.shell import get, kubectl

WARNINGS_MAX = 5


def await_rollout(workload: str, namespace: str, seconds: int) -> None:
    """Waits for the workload, such as `deployment/argocd-redis`; raises CommandError with the namespace's warnings."""
    try:
        kubectl("rollout", "status", workload, "-n", namespace, f"--timeout={seconds}s", seconds=seconds + 20)
    except CommandError as error:
        found = warnings(get("events", "-n", namespace, "--field-selector", "type=Warning")["items"])
        raise CommandError("\n".join([str(error), *(f"  - {text}" for text in found)])) from None


def warnings(events: list[dict[str, Any]]) -> list[str]:
    """The last warning of each object, the latest first: kubectl says that a pod is late, and the events say why."""
    latest: dict[str, str] = {}
    for event in sorted(events, key=_when, reverse=True):
        latest.setdefault(event["involvedObject"]["name"], event["message"])
    return [f"{name}: {message}" for name, message in latest.items()][:WARNINGS_MAX]


def _when(event: dict[str, Any]) -> str:
    return str(event.get("lastTimestamp") or event.get("eventTime") or "")
