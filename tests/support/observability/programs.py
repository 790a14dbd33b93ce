"""Prometheus and promtool: what is installed, or else Debian's package, unpacked into .local/ and not installed."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from codegen.operations import ROOT

UNPACKED = ROOT / ".local/prometheus"
MISSING = (
    "is missing, and this is no Debian or Ubuntu where its package could be fetched;"
    " `brew install prometheus` or https://prometheus.io/download/ has it"
)


class ProgramMissing(Exception):
    """Its text says what is missing and where it can be had."""


@cache
def program(name: str) -> Path:
    """`promtool` or `prometheus`; raises ProgramMissing."""
    if installed := shutil.which(name):
        return Path(installed)
    if not (UNPACKED / "usr/bin" / name).exists():
        if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
            raise ProgramMissing(f"{name} {MISSING}")
        _unpack()
    return UNPACKED / "usr/bin" / name


def _unpack() -> None:
    """Needs no root and starts no service, as installing the package would."""
    UNPACKED.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=UNPACKED.parent) as folder:
        state = Path(folder)
        _fetch(state)
        (package,) = state.glob("prometheus_*.deb")
        subprocess.run(["dpkg-deb", "-x", package, state / "unpacked"], timeout=60, check=True)
        # Another process may have been faster; its copy is as good.
        if not UNPACKED.exists():
            (state / "unpacked").rename(UNPACKED)


def _fetch(state: Path) -> None:
    if _apt(state, "download", "prometheus").returncode == 0:
        return
    # A fresh machine's lists are empty or old, and not ours to change.
    (state / "lists/partial").mkdir(parents=True)
    own = ("-o", f"Dir::State::lists={state}/lists", "-o", f"Dir::Cache={state}")
    _apt(state, *own, "update")
    done = _apt(state, *own, "download", "prometheus")
    if done.returncode != 0:
        raise ProgramMissing(f"promtool is missing, and apt-get could not download it: {done.stderr.strip()}")


def _apt(state: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["apt-get", "-qq", *arguments]
    return subprocess.run(command, cwd=state, capture_output=True, text=True, timeout=120, check=False)
