"""Runs threads for the duration of a block."""

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Self

import httpx

from tests.support.cluster.shop import ANSWER_SECONDS, client_of_functions


class BackgroundThreads:
    """Runs each task in a thread of its own, from the start of the block; tasks end soon after `over` is set."""

    def __init__(self, tasks: Iterable[Callable[[], None]], join_seconds: float = ANSWER_SECONDS + 5) -> None:
        self._over, self._join_seconds = threading.Event(), join_seconds
        self._threads = [threading.Thread(target=task, daemon=True) for task in tasks]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(self._join_seconds)

    def _answers(self, path: str, pause_seconds: float) -> Iterator[httpx.Response | httpx.HTTPError]:
        """What one client is answered when it asks for the path again and again, until the block is over."""
        with client_of_functions() as client:
            while not self._over.wait(pause_seconds):
                try:
                    answer: httpx.Response | httpx.HTTPError = client.get(path)
                except httpx.HTTPError as failure:
                    answer = failure
                yield answer
