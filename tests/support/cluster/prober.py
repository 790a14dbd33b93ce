"""Asks the shop all the time, whatever else goes on, and counts the answers."""

import threading
from collections import Counter

import httpx

from tests.support.cluster.shop import ADDRESS, ANSWER_SECONDS

# What the gateway knows itself, what needs a function and the database, and the web shop.
PAGES = ["/api/openapi.json", "/api/products?limit=1", "/"]


class Prober:
    """Answers by page and status, from the start of the block to its end."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(page,), daemon=True) for page in PAGES]
        self.answers: Counter[tuple[str, str]] = Counter()

    def __enter__(self) -> "Prober":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(ANSWER_SECONDS + 5)

    @property
    def failures(self) -> dict[tuple[str, str], int]:
        return {answer: times for answer, times in self.answers.items() if answer[1] != "200"}

    def _ask(self, page: str) -> None:
        with httpx.Client(base_url=ADDRESS, timeout=ANSWER_SECONDS) as client:
            while not self._over.wait(0.5):
                try:
                    said = str(client.get(page).status_code)
                except httpx.HTTPError as failure:
                    said = type(failure).__name__
                self.answers[(page, said)] += 1
