"""Signs released images with the operator's key, says from which commit they were built, and checks both (cosign).

The public key is in Git. Where there is none, images are neither signed nor checked.
"""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ops.errors import CommandError
from ops.shell import ROOT, run, succeeds

PUBLIC_KEY = "argocd/release.pub"
PROVENANCE = "slsaprovenance1"
# Nothing of a merchant's images is written to a public log.
_PRIVATE = ("--use-signing-config=false", "--tlog-upload=false")


def sign(images: Mapping[str, str], commit: str) -> str | None:
    """Signs the images, references with a digest by name, and attests how they were built."""
    if not (ROOT / PUBLIC_KEY).exists():
        return f"NOT signed: there is no {PUBLIC_KEY} (docs/operations.md)"
    key = _private_key()
    for name, reference in images.items():
        run("cosign", "sign", "--yes", "--key", key, *_PRIVATE, reference, seconds=120)
        with _provenance(name, commit) as predicate:
            stated = ("--type", PROVENANCE, "--predicate", predicate)
            run("cosign", "attest", "--yes", "--key", key, *_PRIVATE, *stated, reference, seconds=120)
    return f"{len(images)} images"


def verify(images: Mapping[str, str], repository: Path = ROOT) -> None:
    """Raises CommandError unless each image has a signature and a provenance that the public key verifies."""
    key = repository / PUBLIC_KEY
    if not key.exists():
        return
    _require_cosign()
    by = ("--key", str(key), "--private-infrastructure")
    for name, reference in images.items():
        try:
            run("cosign", "verify", *by, reference, seconds=120)
            run("cosign", "verify-attestation", *by, "--type", PROVENANCE, reference, seconds=120)
        except CommandError as refused:
            raise CommandError(f"{name} is not signed by the key in {PUBLIC_KEY}: {reference}\n{refused}") from None


def _private_key() -> str:
    _require_cosign()
    if not (key := os.environ.get("COSIGN_KEY")):
        raise CommandError("Set COSIGN_KEY to the file of the private key, and COSIGN_PASSWORD to its password.")
    return key


def _require_cosign() -> None:
    if not succeeds("cosign", "version"):
        raise CommandError(f"cosign is not installed, and {PUBLIC_KEY} asks for signatures; see docs/operations.md.")


@contextmanager
def _provenance(name: str, commit: str) -> Iterator[str]:
    """The file of the predicate (SLSA 1.0)."""
    built = {
        "buildType": "urn:cloudshop:make-release",
        "externalParameters": {"image": name},
        "resolvedDependencies": [{"name": "source", "digest": {"gitCommit": commit}}],
    }
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"buildDefinition": built, "runDetails": {"builder": {"id": "urn:cloudshop:operator"}}}, file)
        file.flush()
        yield file.name
