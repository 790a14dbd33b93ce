"""Restarts functions whose secrets were replaced, since a pod reads its environment only when it starts.

An annotation on their pod template makes Knative roll out a new Revision, which receives calls when it is ready.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

PREFIX = "cloudshop.dev/rotated-"
HEAD = """\
# The last rotation of each secret, as an annotation of the functions that read it. `make rotate-secret` writes this.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
"""
PATCH = """\
  - target: {{group: serving.knative.dev, kind: Service, name: {functions}}}
    patch: |
      apiVersion: serving.knative.dev/v1
      kind: Service
      metadata: {{name: reads-{name}}}
      spec: {{template: {{metadata: {{annotations: {{{prefix}{name}: "{when}"}}}}}}}}
"""


def readers(functions: Iterable[Mapping[str, Any]], secret: str, key: str = "") -> list[str]:
    """The functions that read this key of the Secret, or any key, into their environment."""
    return sorted(each["metadata"]["name"] for each in functions if any(_reads(env, secret, key) for env in _env(each)))


def write_annotations(path: Path, name: str, when: str, functions: list[str]) -> None:
    """Adds the secret's annotation to the file, unless no function reads the secret."""
    if not functions:
        return
    annotations = _read(path) | {name: ("|".join(functions), when)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        HEAD
        + "".join(
            PATCH.format(prefix=PREFIX, name=each, when=last, functions=readers)
            for each, (readers, last) in sorted(annotations.items())
        )
    )


def _read(path: Path) -> dict[str, tuple[str, str]]:
    """The file's readers and times by secret."""
    found = {}
    for patch in yaml.safe_load(path.read_text())["patches"] if path.exists() else []:
        annotations = yaml.safe_load(patch["patch"])["spec"]["template"]["metadata"]["annotations"]
        ((name, when),) = annotations.items()
        found[name.removeprefix(PREFIX)] = (patch["target"]["name"], when)
    return found


def _env(function: Mapping[str, Any]) -> list[dict[str, Any]]:
    env: list[dict[str, Any]] = function["spec"]["template"]["spec"]["containers"][0]["env"]
    return env


def _reads(env: Mapping[str, Any], secret: str, key: str) -> bool:
    reference = env.get("valueFrom", {}).get("secretKeyRef", {})
    return reference.get("name") == secret and key in ("", reference.get("key"))
