"""Compares two Revisions."""

from typing import Any

from rollouts.schedules import git_bound

# What Knative itself writes on a Revision.
OWN = ("serving.knative.dev/", "client.knative.dev/", "app", "service.istio.io/")


def is_same(one: Any, other: Any) -> bool:
    """Whether both run the same containers with the same settings and scale in the same way."""
    return bool(_content(one) == _content(other))


def _content(revision: Any) -> tuple[Any, ...]:
    metadata = revision["metadata"]
    return revision["spec"], _given(git_bound(metadata.get("annotations", {}))), _given(metadata.get("labels", {}))


def _given(pairs: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in pairs.items() if not name.startswith(OWN)}
