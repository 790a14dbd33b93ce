"""A running gateway with a client of it."""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

from functions.runtime.telemetry.metrics import Metrics


@dataclass
class Gateway:
    """A gateway that runs, and a client of it."""

    port: int
    client: httpx.Client
    metrics: Callable[[], str]
    pushed: Metrics
    # Begins to stop it, as SIGTERM does; what is in progress gets a second.
    stop: Callable[[], None]

    def counted(self, metric: str) -> dict[tuple[str, ...], int]:
        """How often the metric was counted or observed, by its labels."""
        found = {labels: numbers for (name, labels), numbers in self.pushed.added().items() if name == metric}
        return {labels: int(sum(numbers[:-1] or numbers)) for labels, numbers in found.items()}

    def raw(self, *pieces: bytes, pause_seconds: float = 0.0, until_closed: bool = False) -> bytes:
        """What a connection gets that sends these bytes: the first answer, or all until the gateway closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            for number, piece in enumerate(pieces):
                if number:
                    time.sleep(pause_seconds)
                with suppress(BrokenPipeError):
                    connection.sendall(piece)
            received = b""
            while data := connection.recv(65536):
                received += data
                if not until_closed and b"\r\n\r\n" in received:
                    break
            return received


Start = Callable[..., Gateway]


def wait_until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.005)


def exposed(app: Any) -> str:
    from prometheus_client import generate_latest

    return generate_latest(app.state.gateway.metrics.registry).decode()


def slug(answer: object) -> str:
    return answer.json()["type"].rsplit(":", 1)[1]  # type: ignore[attr-defined, no-any-return]
