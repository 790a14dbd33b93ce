"""Runs simulated visitors of the cluster's shop (ops/load) in a process of their own, since Locust patches sockets."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.errors import CommandError
from ops.shell import ROOT

# Beyond the minutes themselves: the start, and visitors who still wait at the end.
MORE_SECONDS = 300
PREPARING_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits of a day with `visitors`, for some minutes from a time of the day on."""

    url: str
    visitors: int
    minutes: int
    start: str

    def prepare(self, file: Path) -> None:
        """Makes the requests of earlier visitors, and writes the data that visitors need, before the shop scales to
        zero.
        """
        self._run(PREPARING_SECONDS, "--only-prepare", "--prepared", str(file))

    def run(self, prepared: Path, report: Path) -> dict[str, Any]:
        """Runs the visits in real time; returns the report of ops/load."""
        self._run(self.minutes * 60 + MORE_SECONDS, "--prepared", str(prepared), "--json", str(report))
        return dict(json.loads(report.read_text()))

    def _run(self, seconds: float, *options: str) -> None:
        chosen = ("--url", self.url, "--visitors", str(self.visitors), "--minutes", str(self.minutes))
        command = [sys.executable, "-m", "ops.load", *chosen, "--from", self.start, *options]
        try:
            done = subprocess.run(command, cwd=ROOT, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            raise CommandError(f"`{' '.join(command)}` did not end within {seconds:.0f} s.") from None
        if done.returncode:
            raise CommandError(f"`{' '.join(command)}` failed; its reason is above.")
