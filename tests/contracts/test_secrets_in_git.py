"""Git holds no secret: no plain Secret, no private key, nothing that only one cluster may read in the clear."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from codegen.operations import ROOT

PRIVATE_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}")
# An Argo CD repository without credentials is a Secret that keeps none.
HARMLESS_KEYS = {"type", "url", "name", "project"}


def files() -> list[Path]:
    """What is in Git, and what would be with the next `git add`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def plain_secrets(text: str) -> Iterator[str]:
    """The names of Secrets with values that every reader of the repository can read."""
    for manifest in yaml.safe_load_all(text):
        things = manifest.get("items", [manifest]) if isinstance(manifest, dict) else []
        for thing in things if isinstance(things, list) else []:
            if isinstance(thing, dict) and thing.get("kind") == "Secret":
                keys = {*(thing.get("data") or {}), *(thing.get("stringData") or {})}
                if keys - HARMLESS_KEYS:
                    yield thing["metadata"]["name"]


def test_no_manifest_is_a_plain_secret() -> None:
    manifests = [path for path in files() if path.suffix in (".yaml", ".yml") and b"kind: Secret" in path.read_bytes()]
    found = {str(path.relative_to(ROOT)): [*plain_secrets(path.read_text())] for path in manifests}
    assert {path: names for path, names in found.items() if names} == {}, "seal it: make secrets"


def test_no_file_holds_a_private_key() -> None:
    assert [str(path.relative_to(ROOT)) for path in files() if PRIVATE_KEY.search(path.read_bytes())] == []


@pytest.mark.parametrize(
    "text",
    [
        "kind: Secret\nmetadata: {name: a}\nstringData: {password: x}",
        "kind: Secret\nmetadata: {name: a}\ndata: {password: eA==}",
        "kind: List\nitems: [{kind: Secret, metadata: {name: a}, data: {url: eA==, password: eA==}}]",
    ],
)
def test_a_plain_secret_would_be_found(text: str) -> None:
    assert [*plain_secrets(text)] == ["a"]


@pytest.mark.parametrize("kind", ["PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY"])
def test_a_private_key_would_be_found(kind: str) -> None:
    assert PRIVATE_KEY.search(f"-----BEGIN {kind}-----\n{'A' * 64}\n".encode())
