"""Represents a SealedSecret: encrypted values, which only the cluster can read, and templates of the resulting Secret.

Every value is encrypted separately, so values can be replaced or added without reading the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

# Encrypts the value of a key in the Secret of this name.
Seal = Callable[[str, str], str]

SHOP, MONITORING = "cloudshop-prod", "monitoring"
STATE = "cloudshop.dev/rotation."
# The time of the last rotation, in ISO 8601.
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A SealedSecret; `parts` are ciphertexts, `templates` are Go templates of them, `states` those of rotations."""

    name: str
    parts: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)

    def with_part(self, key: str, ciphertext: str) -> "Sealed":
        return replace(self, parts={**self.parts, key: ciphertext})

    def without_part(self, key: str) -> "Sealed":
        return replace(self, parts={name: value for name, value in self.parts.items() if name != key})

    def with_template(self, key: str, template: str) -> "Sealed":
        return replace(self, templates={**self.templates, key: template})

    def without_template(self, key: str) -> "Sealed":
        return replace(self, templates={name: value for name, value in self.templates.items() if name != key})

    def with_state(self, rotation: str, state: str) -> "Sealed":
        """Sets a rotation's state; an empty one means that no rotation is in progress."""
        others = {name: known for name, known in self.states.items() if name != rotation}
        return replace(self, states=others | ({rotation: state} if state else {}))


def written(sealed: Sealed, namespace: str = SHOP) -> str:
    """The manifest, which Argo CD applies before the workloads that need the Secret."""
    annotations = {"argocd.argoproj.io/sync-wave": "-2"}
    annotations |= {f"{STATE}{name}": state for name, state in sorted(sealed.states.items())}
    meta = {"name": sealed.name, "namespace": namespace}
    manifest = {
        "apiVersion": "bitnami.com/v1alpha1",
        "kind": "SealedSecret",
        "metadata": {**meta, "annotations": annotations},
        "spec": {
            "encryptedData": dict(sorted(sealed.parts.items())),
            "template": {"metadata": meta, "data": dict(sorted(sealed.templates.items()))},
        },
    }
    return yaml.safe_dump(manifest, sort_keys=False, width=120, allow_unicode=True)


def read(text: str) -> Sealed:
    manifest: dict[str, Any] = yaml.safe_load(text)
    annotations, spec = manifest["metadata"].get("annotations", {}), manifest["spec"]
    return Sealed(
        manifest["metadata"]["name"],
        spec["encryptedData"],
        spec["template"].get("data", {}),
        {name.removeprefix(STATE): state for name, state in annotations.items() if name.startswith(STATE)},
    )
