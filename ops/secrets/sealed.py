"""A SealedSecret: what only the cluster can read, and the templates by which it makes a Secret of it.

A value is encrypted by itself, so one can be replaced, or another added, without anybody reading the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

SHOP, MONITORING = "cloudshop-prod", "monitoring"
STATE = "cloudshop.dev/rotation."
# When it was last rotated, in ISO 8601.
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Sealed:
    """`parts` are ciphertexts, `made` Go templates over them, `states` how far each rotation has come."""

    name: str
    parts: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)

    def with_part(self, key: str, ciphertext: str) -> "Sealed":
        return replace(self, parts={**self.parts, key: ciphertext})

    def without_part(self, key: str) -> "Sealed":
        return replace(self, parts={name: value for name, value in self.parts.items() if name != key})

    def with_made(self, key: str, template: str) -> "Sealed":
        return replace(self, made={**self.made, key: template})

    def with_state(self, rotation: str, state: str) -> "Sealed":
        """An empty state is that of rest."""
        others = {name: known for name, known in self.states.items() if name != rotation}
        return replace(self, states=others | ({rotation: state} if state else {}))


def written(sealed: Sealed, namespace: str = SHOP) -> str:
    """The manifest. Argo CD applies it before what needs the Secret."""
    annotations = {"argocd.argoproj.io/sync-wave": "-2"}
    annotations |= {f"{STATE}{name}": state for name, state in sorted(sealed.states.items())}
    meta = {"name": sealed.name, "namespace": namespace}
    manifest = {
        "apiVersion": "bitnami.com/v1alpha1",
        "kind": "SealedSecret",
        "metadata": {**meta, "annotations": annotations},
        "spec": {
            "encryptedData": dict(sorted(sealed.parts.items())),
            "template": {"metadata": meta, "data": dict(sorted(sealed.made.items()))},
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
