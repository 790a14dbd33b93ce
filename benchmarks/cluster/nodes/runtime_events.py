"""Records the container starts that containerd reports on every node."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO

from ops.shell import NAME, run

STARTED = re.compile(r"^(\S+ [\d:]+\.\d{6})\d* \+0000 UTC k8s\.io /tasks/start (\{.*\})$")


@contextmanager
def container_starts() -> Iterator[list[tuple[str, float]]]:
    """A list of the containers that started during the block, with their times since the epoch; filled at its end."""
    nodes = run("kind", "get", "nodes", "--name", NAME).split()
    follow = ("ctr", "--namespace", "k8s.io", "events")
    listeners = [
        subprocess.Popen(
            ["docker", "exec", node, *follow], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        for node in nodes
    ]
    found: list[tuple[str, float]] = []
    yield found
    for node, listener in zip(nodes, listeners, strict=True):
        subprocess.run(["docker", "exec", node, "pkill", "-f", " ".join(follow)], check=False, timeout=30)
        assert listener.stdout is not None
        found += _starts(listener.stdout)
        listener.wait(30)


def _starts(lines: IO[str]) -> Iterator[tuple[str, float]]:
    for line in lines:
        if match := STARTED.match(line.strip()):
            at = datetime.strptime(match[1], "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
            yield json.loads(match[2])["container_id"], at.timestamp()
