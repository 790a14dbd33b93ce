"""Calls the shop continuously, and counts the responses."""

from collections import Counter
from functools import partial

import httpx

from tests.support.cluster.background import BackgroundThreads

# What the gateway knows itself, what needs a function and the database, and the web shop.
PAGES = ["/api/openapi.json", "/api/products?limit=1", "/"]


class Prober(BackgroundThreads):
    """Answers by page and status, from the start of the block to its end."""

    def __init__(self) -> None:
        super().__init__(partial(self._ask, page) for page in PAGES)
        self.answers: Counter[tuple[str, str]] = Counter()

    @property
    def failures(self) -> dict[tuple[str, str], int]:
        return {answer: times for answer, times in self.answers.items() if answer[1] != "200"}

    def _ask(self, page: str) -> None:
        for answer in self._answers(page, pause_seconds=0.5):
            said = str(answer.status_code) if isinstance(answer, httpx.Response) else type(answer).__name__
            self.answers[(page, said)] += 1
