"""Runs Trivy with a time limit, and ignores the findings that the project accepts (.trivyignore.yaml)."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ops.errors import CommandError
from ops.shell import ROOT

HOW = (
    "Trivy is not installed; see https://trivy.dev/docs/latest/getting-started/installation/\n"
    "docs/operations.md describes how to build it with Go."
)
IGNORED = ROOT / ".trivyignore.yaml"
# Findings that are less severe, or have no fix, do not stop a release.
SEVERE = ("--severity", "HIGH,CRITICAL")
SECONDS = 900


@dataclass(frozen=True, slots=True)
class Output:
    """Whether Trivy found nothing, and its output."""

    clean: bool
    text: str


def ensure_installed() -> None:
    if shutil.which("trivy") is None:
        raise CommandError(HOW)


def scan(*arguments: str, folder: Path = ROOT) -> Output:
    """Runs Trivy; raises CommandError if it fails."""
    try:
        done = subprocess.run(
            ["trivy", *arguments], cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise CommandError(f"`trivy {arguments[0]}` did not finish within {SECONDS} s.") from None
    if done.returncode not in (0, FOUND):
        raise CommandError(f"`trivy {' '.join(arguments)}` failed:\n{done.stderr.strip()[-1500:]}")
    return Output(done.returncode == 0, done.stdout.strip())


# Distinguishes findings from Trivy's own failures, whose exit status is 1.
FOUND = 3
STRICT = ("--exit-code", str(FOUND), "--ignorefile", str(IGNORED), "--quiet")


def refresh_database() -> str:
    """Updates the vulnerability database; returns the reason if that fails, else an empty string."""
    try:
        scan("image", "--download-db-only", "--quiet")
    except CommandError as failure:
        return str(failure).splitlines()[-1][-300:]
    return ""
