"""Tells functions that a secret of theirs is another: a pod reads its environment only when it starts.

A stamp on their template makes Knative roll a new Revision, which takes the calls when it is ready.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

PREFIX = "cloudshop.dev/rotated-"
HEAD = """\
# When each secret was last replaced, on the template of every function that reads it. `make rotate-secret` writes this.
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
    """The functions that take this key of this Secret, or any, into their environment."""
    return sorted(each["metadata"]["name"] for each in functions if any(_takes(env, secret, key) for env in _env(each)))


def restart_annotation(path: Path, name: str, when: str, functions: list[str]) -> None:
    """Writes it beside the stamps of other secrets; nothing where no function reads this one."""
    if not functions:
        return
    stamped = _read(path) | {name: ("|".join(functions), when)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        HEAD
        + "".join(
            PATCH.format(prefix=PREFIX, name=each, when=last, functions=whom)
            for each, (whom, last) in sorted(stamped.items())
        )
    )


def _read(path: Path) -> dict[str, tuple[str, str]]:
    """By secret, its readers and when they were told."""
    found = {}
    for patch in yaml.safe_load(path.read_text())["patches"] if path.exists() else []:
        annotations = yaml.safe_load(patch["patch"])["spec"]["template"]["metadata"]["annotations"]
        ((name, when),) = annotations.items()
        found[name.removeprefix(PREFIX)] = (patch["target"]["name"], when)
    return found


def _env(function: Mapping[str, Any]) -> list[dict[str, Any]]:
    env: list[dict[str, Any]] = function["spec"]["template"]["spec"]["containers"][0]["env"]
    return env


def _takes(env: Mapping[str, Any], secret: str, key: str) -> bool:
    named = env.get("valueFrom", {}).get("secretKeyRef", {})
    return named.get("name") == secret and key in ("", named.get("key"))
