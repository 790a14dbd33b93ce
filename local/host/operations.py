"""Reads the operations from their manifests under knative/base/services/, as a cluster does."""

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation's manifest: `name` is the Knative Service's, `source` and `target` are functions-framework's."""

    name: str
    context: str
    source: str
    target: str
    labels: dict[str, str]
    environment: dict[str, str] = field(default_factory=dict)


@functools.cache
def operations(root: Path = ROOT) -> dict[str, Operation]:
    """Every operation by name, as the manifests were when they were first read."""
    manifests = sorted((root / "knative" / "base" / "services").glob("*/*.yaml"))
    return {found.name: found for found in map(_read, manifests)}


def _read(path: Path) -> Operation:
    manifest: dict[str, Any] = yaml.safe_load(path.read_text())
    container = manifest["spec"]["template"]["spec"]["containers"][0]
    environment = {variable["name"]: variable.get("value", "") for variable in container.get("env", [])}
    return Operation(
        name=manifest["metadata"]["name"],
        context=path.parent.name,
        source=environment["FUNCTION_SOURCE"],
        target=environment["FUNCTION_TARGET"],
        labels=manifest["metadata"]["labels"],
        environment=environment,
    )
