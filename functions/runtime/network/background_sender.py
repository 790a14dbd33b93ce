"""Delivers from a background thread, and delivers the rest before the process ends."""

import threading
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

# Everything that arrives within this time is sent together.
GATHER_SECONDS = 1.0
ANSWER_SECONDS = 5.0
# How long an ending process retries: a receiver that is being replaced is back by then.
LAST_TRIES_SECONDS, BETWEEN_TRIES_SECONDS = 8.0, 0.2


class BackgroundSender:
    """Calls `deliver` shortly after `wake`, until it returns True because nothing is left."""

    def __init__(
        self,
        deliver: Callable[[], bool],
        *,
        gather_seconds: float = GATHER_SECONDS,
        last_tries_seconds: float = LAST_TRIES_SECONDS,
    ) -> None:
        self._deliver = deliver
        self._gather_seconds = gather_seconds
        self._last_tries_seconds = last_tries_seconds
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._awake = threading.Event()
        self._closing = threading.Event()

    def wake(self) -> None:
        if not self._awake.is_set():
            self._awake.set()
            self._start()

    def close(self) -> None:
        """Delivers the rest, within a time limit."""
        self._closing.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join(ANSWER_SECONDS)
        until = time.monotonic() + self._last_tries_seconds
        while not self._deliver() and time.monotonic() < until:
            time.sleep(BETWEEN_TRIES_SECONDS)

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="background-sender", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._awake.wait()
            self._closing.wait(self._gather_seconds)
            self._awake.clear()
            if not self._deliver():
                self._awake.set()


def push(url: str, body: bytes, headers: Mapping[str, str] = MappingProxyType({})) -> int:
    """Posts JSON; returns the response's status, or 0 if there is none."""
    # Imported here, so that a cold start does not load it.
    from functions.runtime.network.http_client import post

    try:
        return post(url, body, {"content-type": "application/json", **headers}, seconds_max=ANSWER_SECONDS).status
    except OSError:
        return 0
