"""Reads Knative's manifests strictly: what the local run could not follow is refused, not ignored."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from local.errors import ManifestWrong

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sink:
    """A Service, by its operation's name, and what is added to its address."""

    operation: str
    uri: str = ""


def sink(path: Path, spec: Spec) -> Sink:
    """A destination that names a Knative Service; nothing else runs on this machine."""
    reference = only(path, spec, {"ref"}, frozenset({"uri"}))["ref"]
    if (reference["apiVersion"], reference["kind"]) != ("serving.knative.dev/v1", "Service"):
        raise ManifestWrong(f"{path}: a destination is a Knative Service, not a {reference['kind']}")
    return Sink(reference["name"], spec.get("uri", ""))


def manifest(path: Path, kind: str) -> Spec:
    """The file's one object; raises ManifestWrong for another kind."""
    found: Spec = yaml.safe_load(path.read_text())
    if found.get("kind") != kind:
        raise ManifestWrong(f"{path}: this is not a {kind}")
    return found


def patched(spec: Any, patch: Any) -> Any:
    """The spec as Kustomize patches a kind of which it has no schema: maps are merged, all else is replaced."""
    if not isinstance(spec, dict) or not isinstance(patch, dict):
        return patch
    return {**spec, **{name: patched(spec.get(name), value) for name, value in patch.items()}}


def only(path: Path, spec: Spec, needed: set[str], optional: frozenset[str] = frozenset()) -> Spec:
    """The spec, which has all that is needed and nothing that is not known; raises ManifestWrong."""
    if missing := sorted(needed - spec.keys()):
        raise ManifestWrong(f"{path}: {missing[0]} is missing")
    if unknown := sorted(spec.keys() - needed - optional):
        raise ManifestWrong(f"{path}: {unknown[0]} is not known to the local run")
    return spec


def duration(path: Path, text: str) -> timedelta:
    """An ISO 8601 duration in hours, minutes and seconds; raises ManifestWrong."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise ManifestWrong(f"{path}: {text} is not an ISO 8601 duration such as PT0.5S")
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
