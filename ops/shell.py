"""Runs docker, kind and kubectl without output, with a time limit, and against the shop's cluster only."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ops.errors import CommandError

ROOT = Path(__file__).resolve().parent.parent
# Measurements and tests that need a cluster of their own set another name.
NAME = os.environ.get("CLUSTER_NAME", "") or "cloudshop"
CONTEXT = f"kind-{NAME}"
SHOP = "cloudshop-prod"


def run(*command: str, input_text: str | None = None, seconds: float = 300, folder: Path = ROOT) -> str:
    """Runs the command and returns its output; raises CommandError with the end of its error output."""
    try:
        done = subprocess.run(
            command, input=input_text, capture_output=True, text=True, timeout=seconds, check=False, cwd=folder
        )
    except subprocess.TimeoutExpired:
        raise CommandError(f"`{_short(command)}` did not finish within {seconds:.0f} s.") from None
    if done.returncode != 0:
        error = "\n".join((done.stderr or done.stdout).strip().splitlines()[-15:])
        raise CommandError(f"`{_short(command)}` failed:\n{error}")
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
    """The object or list of objects that `kubectl get` returns."""
    return json.loads(kubectl("get", *arguments, "-o", "json", seconds=60))


def exists(kind: str, name: str, namespace: str = SHOP) -> bool:
    return bool(kubectl("get", kind, name, "-n", namespace, "--ignore-not-found", "-o", "name", seconds=60).strip())


def apply(manifests: str, owner: str = "cloudshop", namespace: str = "") -> None:
    """Applies the manifests server-side. Fields that the owner no longer sets are removed unless another owner does."""
    options = ("--server-side", "--force-conflicts", f"--field-manager={owner}")
    where = ("-n", namespace) if namespace else ()
    kubectl("apply", *options, *where, "-f", "-", input_text=manifests)


def kustomized(folder: str) -> str:
    return kubectl("kustomize", folder)


def until(condition: Callable[[], bool], seconds: float, error: str) -> None:
    """Checks the condition every second until it is true; raises CommandError with `error` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise CommandError(error)
        time.sleep(1)


def _short(command: Sequence[str]) -> str:
    return " ".join(command)[:120]
