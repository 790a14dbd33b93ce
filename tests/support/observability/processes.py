"""The exporter and functions as processes that are started, ended and killed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from local.host.operations import ROOT
from local.host.ports import free_port

START_SECONDS, END_SECONDS = 30, 30
GREET = """
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.replies import Reply

class Greeting(Reply):
    said: str

@http_operation()
def greet() -> Greeting:
    return Greeting(said="hello")
"""


@dataclass
class Process:
    """A Python program with a port."""

    arguments: list[str]
    environment: dict[str, str]
    port: int
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Process":
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", *self.arguments],
            cwd=ROOT,
            env={**inherited, **self.environment, "PORT": str(self.port)},
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + START_SECONDS
        while not self._listens():
            assert self._process.poll() is None, f"{self.arguments} has ended"
            assert time.monotonic() < until, f"{self.arguments} does not listen"
            time.sleep(0.02)
        return self

    def _listens(self) -> bool:
        with socket.socket() as connection:
            return connection.connect_ex(("127.0.0.1", self.port)) == 0

    def ask_to_end(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    def end(self) -> None:
        self.ask_to_end()
        assert self._process is not None
        assert self._process.wait(END_SECONDS) == 0

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(END_SECONDS)


def an_exporter(folder: Path, port: int | None = None) -> Process:
    environment = {"SUMS_FILE": str(folder / "sums.json")}
    return Process(["observability.exporter"], environment, port or free_port())


@contextmanager
def a_pod(folder: Path, exporter: Process) -> Iterator[Process]:
    """A function that greets, and pushes what it counts; killed where it does not end before."""
    source = folder / "greet.py"
    source.write_text(GREET)
    environment = {
        "FUNCTION_SOURCE": str(source),
        "FUNCTION_TARGET": "greet",
        "METRICS_URL": f"http://127.0.0.1:{exporter.port}/metrics",
    }
    pod = Process(["functions.serve"], environment, free_port())
    try:
        yield pod.start()
    finally:
        pod.kill()


def called(pod: Process, times: int) -> None:
    """Calls the function so often, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", pod.port, timeout=30)
    for _ in range(times):
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.read() == b'{"said":"hello"}'
    connection.close()


def scraped(exporter: Process) -> dict[str, float]:
    """Every sample by its name and labels, such as `name{a=b}`."""
    with urllib.request.urlopen(f"http://127.0.0.1:{exporter.port}/metrics", timeout=10) as answer:
        families = list(text_string_to_metric_families(answer.read().decode()))
    return {
        f"{sample.name}{{{','.join(f'{name}={value}' for name, value in sorted(sample.labels.items()))}}}": sample.value
        for family in families
        for sample in family.samples
    }
