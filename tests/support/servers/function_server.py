"""functions/serve.py in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from local.host.operations import ROOT


def started(
    source: Path, port: int, target: str = "slow", *, stderr: int = subprocess.DEVNULL, **settings: str
) -> subprocess.Popen[bytes]:
    environ = os.environ | settings | {
        "FUNCTION_SOURCE": str(source), "FUNCTION_TARGET": target, "PORT": str(port), "THREADS": "4",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-m", "functions.serve"], cwd=ROOT, env=environ, stderr=stderr)
