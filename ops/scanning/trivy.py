"""Runs Trivy: quietly, with a time limit, and with what this project has decided to live with (.trivyignore.yaml)."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ops.errors import CommandError
from ops.shell import ROOT

HOW = (
    "Trivy is not installed; see https://trivy.dev/docs/latest/getting-started/installation/\n"
    "Where only Go modules can be had, docs/operations.md says how to build it."
)
IGNORED = ROOT / ".trivyignore.yaml"
# Whatever has no fix, or does little, does not stop a release.
GRAVE = ("--severity", "HIGH,CRITICAL")
SECONDS = 900


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether nothing was found, and what Trivy wrote."""

    clean: bool
    text: str


def ensure_installed() -> None:
    if shutil.which("trivy") is None:
        raise CommandError(HOW)


def ask(*arguments: str, folder: Path = ROOT) -> Answer:
    """Raises CannotGoOn when Trivy could not do what it was asked for."""
    try:
        done = subprocess.run(
            ["trivy", *arguments], cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise CommandError(f"`trivy {arguments[0]}` did not end within {SECONDS} s.") from None
    if done.returncode not in (0, FOUND):
        raise CommandError(f"`trivy {' '.join(arguments)}` failed:\n{done.stderr.strip()[-1500:]}")
    return Answer(done.returncode == 0, done.stdout.strip())


# Trivy's own failures are 1.
FOUND = 3
STRICT = ("--exit-code", str(FOUND), "--ignorefile", str(IGNORED), "--quiet")


def refresh_database() -> str:
    """Fetches the list of known vulnerabilities; why not, where it cannot be had."""
    try:
        ask("image", "--download-db-only", "--quiet")
    except CommandError as failure:
        return str(failure).splitlines()[-1][-300:]
    return ""
