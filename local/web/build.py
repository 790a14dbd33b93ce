"""`python -m local.web.build` builds the web shop if its sources are newer than its build.

The shop runs without it too: `make run` continues if the build fails.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from local.errors import BuildFailed
from local.host.operations import ROOT
from local.web.node import Node, installed_node, own_node

FRONTEND = ROOT / "frontend"
NOT_SOURCES = {"dist", "manifests", "node_modules", "tests"}
STEP_SECONDS = 600


def main() -> int:
    try:
        build(FRONTEND, lambda line: print(line, file=sys.stderr, flush=True))
    except (BuildFailed, OSError, subprocess.TimeoutExpired) as failure:
        print(
            f"\nThe web shop could not be built: {failure}\n"
            "The API runs without it. For details: cd frontend && npm ci && npm run build\n",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def build(frontend: Path, report: Callable[[str], None]) -> None:
    """Builds the web shop if it is out of date, one build at a time; raises BuildFailed."""
    with (frontend / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_stale(frontend):
            return
        started = time.time()
        node = installed(frontend, report)
        report("Building the web shop …")
        npm(node, frontend, "run", "build")
        # Sources that changed during the build must count as newer.
        os.utime(frontend / "dist" / "index.html", (started, started))
        report(f"The web shop is built ({time.time() - started:.0f} s).")


def installed(folder: Path, report: Callable[[str], None]) -> Node:
    """Node.js, with what the folder's package-lock.json names installed; raises BuildFailed."""
    if (node := own_node()) is None:
        report("Downloading Node.js, which this machine lacks (60 MB, once) …")
        node = installed_node()
    if _is_newer(folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"):
        report(f"Installing what {folder.name}/ needs of npm's packages (the first time takes a minute) …")
        npm(node, folder, "ci", "--no-audit", "--no-fund")
    return node


def is_stale(frontend: Path) -> bool:
    document = frontend / "dist" / "index.html"
    return any(_is_newer(source, document) for source in _sources(frontend))


def _sources(frontend: Path) -> Iterator[Path]:
    for entry in frontend.iterdir():
        if entry.is_file():
            yield entry
        elif entry.name not in NOT_SOURCES:
            yield from (path for path in entry.rglob("*") if path.is_file())


def _is_newer(path: Path, output: Path) -> bool:
    return not output.exists() or path.stat().st_mtime > output.stat().st_mtime


def npm(node: Node, folder: Path, *words: str) -> None:
    """Runs npm in the folder; raises BuildFailed with the end of its output."""
    environment = {**os.environ, "PATH": f"{node.folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    ended = subprocess.run(
        [*node.npm, *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=STEP_SECONDS,
        check=False,
    )
    if ended.returncode != 0:
        raise BuildFailed(f"`npm {' '.join(words)}` failed:\n{ended.stdout[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
