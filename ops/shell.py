"""Runs docker, kind and kubectl: quietly, with a time limit, and against this cluster only."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ops.errors import CommandError

ROOT = Path(__file__).resolve().parent.parent
# Another name is for measurements and tests that need a cluster of their own.
NAME = os.environ.get("CLUSTER_NAME", "") or "cloudshop"
CONTEXT = f"kind-{NAME}"
SHOP = "cloudshop-prod"


def run(*command: str, input_text: str | None = None, seconds: float = 300, folder: Path = ROOT) -> str:
    """What the command prints; raises CannotGoOn with the end of its complaint."""
    try:
        done = subprocess.run(
            command, input=input_text, capture_output=True, text=True, timeout=seconds, check=False, cwd=folder
        )
    except subprocess.TimeoutExpired:
        raise CommandError(f"`{_short(command)}` did not end within {seconds:.0f} s.") from None
    if done.returncode != 0:
        complaint = "\n".join((done.stderr or done.stdout).strip().splitlines()[-15:])
        raise CommandError(f"`{_short(command)}` failed:\n{complaint}")
    return done.stdout


def succeeds(*command: str, seconds: float = 30) -> bool:
    try:
        run(*command, seconds=seconds)
    except CommandError:
        return False
    return True


def kubectl(*arguments: str, input_text: str | None = None, seconds: float = 300) -> str:
    return run("kubectl", "--context", CONTEXT, *arguments, input_text=input_text, seconds=seconds)


def get(*arguments: str) -> Any:
    """An object or a list of objects, as `kubectl get` has it."""
    return json.loads(kubectl("get", *arguments, "-o", "json", seconds=60))


def exists(kind: str, name: str, namespace: str = SHOP) -> bool:
    return bool(kubectl("get", kind, name, "-n", namespace, "--ignore-not-found", "-o", "name", seconds=60).strip())


def apply(manifests: str, owner: str = "cloudshop", namespace: str = "") -> None:
    """Applies them on the server's side. What an owner no longer says goes, unless another one says it too."""
    options = ("--server-side", "--force-conflicts", f"--field-manager={owner}")
    where = ("-n", namespace) if namespace else ()
    kubectl("apply", *options, *where, "-f", "-", input_text=manifests)


def kustomized(folder: str) -> str:
    return kubectl("kustomize", folder)


def until(holds: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Waits for it to hold, looking every second; raises CannotGoOn with `otherwise`."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise CommandError(otherwise)
        time.sleep(1)


def _short(command: Sequence[str]) -> str:
    return " ".join(command)[:120]
