"""Which images run where stands in argocd/<environment>/images, and is written here."""

import re
from typing import Any

import yaml

from ops.errors import CommandError


def path(environment: str) -> str:
    return f"argocd/{environment}/images/kustomization.yaml"


def names(text: str) -> dict[str, str]:
    """What manifests call each image, and where it is found."""
    entries: list[dict[str, Any]] = yaml.safe_load(text)["images"]
    return {entry["name"]: entry["newName"] for entry in entries}


def promoted(text: str, versions: dict[str, str]) -> str:
    """The file with these versions, by name: `newTag: …` or `digest: sha256:…`. Whatever else it says stays."""
    for name, version in versions.items():
        text, found = re.subn(rf"(name: {name}, newName: \S+, )(?:newTag|digest): [^}}]+}}", rf"\1{version}}}", text)
        if found != 1:
            raise CommandError(f"{name} has no entry of its own among the images.")
    return text
