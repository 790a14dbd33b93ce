"""Reads and writes argocd/<environment>/images, which names the images that an environment runs."""

import re
from typing import Any

import yaml

from ops.errors import CommandError

# Environments that run released images; a local cluster builds its own.
ENVIRONMENTS = ("staging", "production")


def path(environment: str) -> str:
    return f"argocd/{environment}/images/kustomization.yaml"


def names(text: str) -> dict[str, str]:
    """The repository of each image, by its name in manifests."""
    entries: list[dict[str, Any]] = yaml.safe_load(text)["images"]
    return {entry["name"]: entry["newName"] for entry in entries}


def without_digest(text: str) -> list[str]:
    """The images that were not released, by their names in manifests."""
    return [name for name, digest in digests(text).items() if not digest]


def digests(text: str) -> dict[str, str]:
    """The digest of each image, by its name in manifests; "" if it was not released."""
    entries: list[dict[str, Any]] = yaml.safe_load(text)["images"]
    return {entry["name"]: entry.get("digest", "") for entry in entries}


def references(text: str) -> dict[str, str]:
    """Each image by its digest in its repository, by its name in manifests."""
    repositories = names(text)
    return {name: f"{repositories[name]}@{digest}" for name, digest in digests(text).items()}


def by_tag(tag: str) -> str:
    """A version for `promoted`; quoted, since YAML takes digits alone, or digits with one `e`, for a number."""
    return f'newTag: "{tag}"'


def promoted(text: str, versions: dict[str, str]) -> str:
    """The file with the given versions by image name, `by_tag(…)` or `digest: sha256:…`; nothing else changes."""
    for name, version in versions.items():
        text, found = re.subn(rf"(name: {name}, newName: \S+, )(?:newTag|digest): [^}}]+}}", rf"\1{version}}}", text)
        if found != 1:
            raise CommandError(f"{name} has no entry among the images.")
    return text
