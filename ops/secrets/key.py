"""Backs up a cluster's sealing keys and restores them in a new one; without them, sealed secrets cannot be read."""

import os
from pathlib import Path

from ops.errors import CommandError
from ops.shell import ROOT, run

CONTROLLER = "kube-system"
KEYS = "sealedsecrets.bitnami.com/sealed-secrets-key"


def save(path: Path, context: str) -> str:
    """Writes all keys to a file outside the project that only its owner can read."""
    path = path.expanduser().resolve()
    if path.is_relative_to(ROOT):
        raise CommandError(
            f"{path} is inside the project, where a commit would reveal every secret. Choose a path outside."
        )
    found = run("kubectl", *_at(context), "get", "secret", "-n", CONTROLLER, "-l", KEYS, "-o", "name").split()
    if not found:
        raise CommandError("The cluster has no sealing key. Is Sealed Secrets installed, and is CONTEXT right?")
    keys = run("kubectl", *_at(context), "get", *found, "-n", CONTROLLER, "-o", "yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        os.fchmod(descriptor, 0o600)
        file.write(keys)
    return f"{path} has {len(found)} unencrypted sealing keys, readable by you only. Protect it like the database."


def restore(path: Path, context: str) -> str:
    """Installs the keys in the cluster, whose controller then unseals what was sealed with them."""
    path = path.expanduser()
    if not path.exists():
        raise CommandError(f"There is no file {path}; `make sealing-key-backup FILE=...` writes one.")
    run("kubectl", *_at(context), "replace", "--force", "-f", str(path))
    run("kubectl", *_at(context), "delete", "pod", "-n", CONTROLLER, "-l", "name=sealed-secrets-controller")
    wait = ("wait", "--for=condition=Available", "--timeout=180s", "deployment/sealed-secrets-controller")
    run("kubectl", *_at(context), *wait, "-n", CONTROLLER, seconds=200)
    return "The sealing keys are restored, and the controller uses them."


def _at(context: str) -> tuple[str, ...]:
    return ("--context", context) if context else ()
