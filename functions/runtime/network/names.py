"""Looks up names of servers, within a time limit."""

import socket
import threading
from concurrent.futures import Future
from typing import Any


def resolved(host: str, port: int, seconds_max: float) -> list[Any]:
    """The result of socket.getaddrinfo, which has no time limit itself; raises TimeoutError if it takes longer."""
    found: Future[list[Any]] = Future()

    def resolve() -> None:
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as failure:
            found.set_exception(failure)

    threading.Thread(target=resolve, daemon=True).start()
    return found.result(seconds_max)
