"""Reads Knative's manifests strictly: it refuses fields that the local run does not support."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from local.errors import InvalidManifest

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sink:
    """A destination: the Knative Service of an operation, and a suffix of its address."""

    operation: str
    uri: str = ""


def sink(path: Path, spec: Spec) -> Sink:
    """The destination, which must be a Knative Service, since nothing else runs on this machine."""
    reference = only(path, spec, {"ref"}, frozenset({"uri"}))["ref"]
    if (reference["apiVersion"], reference["kind"]) != ("serving.knative.dev/v1", "Service"):
        raise InvalidManifest(f"{path}: a destination must be a Knative Service, not a {reference['kind']}")
    return Sink(reference["name"], spec.get("uri", ""))


def manifest(path: Path, kind: str) -> Spec:
    """The file's object; raises InvalidManifest if it is of another kind."""
    found: Spec = yaml.safe_load(path.read_text())
    if found.get("kind") != kind:
        raise InvalidManifest(f"{path}: this is not a {kind}")
    return found


def patched(spec: Any, patch: Any) -> Any:
    """The spec, patched as Kustomize patches kinds without a schema: maps are merged, and all else is replaced."""
    if not isinstance(spec, dict) or not isinstance(patch, dict):
        return patch
    return {**spec, **{name: patched(spec.get(name), value) for name, value in patch.items()}}


def only(path: Path, spec: Spec, needed: set[str], optional: frozenset[str] = frozenset()) -> Spec:
    """The spec; raises InvalidManifest if a required field is missing or a field is unknown."""
    if missing := sorted(needed - spec.keys()):
        raise InvalidManifest(f"{path}: {missing[0]} is missing")
    if unknown := sorted(spec.keys() - needed - optional):
        raise InvalidManifest(f"{path}: {unknown[0]} is not supported by the local run")
    return spec


def duration(path: Path, text: str) -> timedelta:
    """Parses an ISO 8601 duration of hours, minutes and seconds; raises InvalidManifest."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise InvalidManifest(f"{path}: {text} is not an ISO 8601 duration such as PT0.5S")
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
