"""Chooses the shop to inspect: WHERE=local or cluster; by default this machine's if it runs, else the cluster's."""

import subprocess
from collections.abc import Mapping

from local.home import Home
from ops.errors import CommandError
from ops.inspect.environments.cluster import ClusterEnvironment
from ops.inspect.environments.environment import Environment
from ops.inspect.environments.local import LocalEnvironment

KUBECTL_SECONDS = 20


def chosen(environ: Mapping[str, str]) -> Environment:
    """The shop to inspect; raises CommandError if there is none."""
    where = environ.get("WHERE", "")
    if where not in {"", "local", "cluster"}:
        raise CommandError(f"WHERE={where} must be local or cluster.")
    if where != "cluster" and (run := Home.named(environ).running()) is not None:
        return LocalEnvironment(run)
    if where == "local":
        raise CommandError("No shop runs here: start one with `make run` in another terminal, or use WHERE=cluster.")
    return ClusterEnvironment(kubectl_context(environ))


def kubectl_context(environ: Mapping[str, str]) -> str:
    """CONTEXT, else the local cluster's context, else kubectl's current one; raises CommandError if there is none."""
    if (context := environ.get("CONTEXT") or _context()) is None:
        raise CommandError("No shop is running here, and kubectl has no context: run `make run` or `make cluster`.")
    return context


def _context() -> str | None:
    """The local cluster's context if there is one, else kubectl's current one."""
    try:
        listed = subprocess.run(
            ["kubectl", "config", "get-contexts", "-o", "name"],
            capture_output=True, text=True, timeout=KUBECTL_SECONDS, check=False,
        )  # fmt: skip
        current = subprocess.run(
            ["kubectl", "config", "current-context"],
            capture_output=True, text=True, timeout=KUBECTL_SECONDS, check=False,
        )  # fmt: skip
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return "kind-cloudshop" if "kind-cloudshop" in listed.stdout.split() else current.stdout.strip() or None
