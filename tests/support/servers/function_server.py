"""functions/serve.py in a process of its own."""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from local.host.operations import ROOT
from local.host.ports import free_port
from tests.support.waiting import eventually

# More than the database may take: where a function waits longer, the test ends it.
ANSWER_SECONDS = 30


def started(
    source: Path, port: int, target: str = "slow", *, stderr: int = subprocess.DEVNULL, **settings: str
) -> subprocess.Popen[bytes]:
    environ = os.environ | settings | {
        "FUNCTION_SOURCE": str(source), "FUNCTION_TARGET": target, "PORT": str(port), "THREADS": "4",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-m", "functions.serve"], cwd=ROOT, env=environ, stderr=stderr)


@contextmanager
def serving(database_url: str) -> Iterator[int]:
    """A function that reads one row of the database; its port."""
    port = free_port()
    process = started(ROOT / "functions/catalog/list_categories.py", port, "list_categories", DATABASE_URL=database_url)
    try:
        yield port
    finally:
        process.kill()
        process.wait(10)


@contextmanager
def answering(database_url: str) -> Iterator[int]:
    """The same function once it answers requests, whatever the status; its port."""
    with serving(database_url) as port:
        eventually(lambda: is_listening(port), seconds=60, what="the function listens")
        yield port


def is_listening(port: int) -> bool:
    try:
        return bool(answered(port)[0])
    except ConnectionRefusedError:
        return False


def answered(port: int) -> tuple[int, str | None]:
    """Status and Retry-After of a GET."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)) as connection:
        connection.request("GET", "/")
        response = connection.getresponse()
        return response.status, response.getheader("retry-after")
