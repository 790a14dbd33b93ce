"""Simulates a visitor's browser: opens pages as a shopper's does, and requests each file once."""

from collections.abc import Iterable

from ops.load.shopping import files
from ops.load.shopping.requests import Answer, Kind, Request, SendAll

NAVIGATES = {"sec-fetch-mode": "navigate", "accept": "text/html", "accept-language": "en"}
# In view without scrolling; the others are loaded when they come near the view.
PICTURES_IN_VIEW = 8


class Browser:
    def __init__(self, send_all: SendAll) -> None:
        self.send_all = send_all
        self._kept: set[str] = set()
        self._script = ""

    def open(self, path: str, page: str) -> Answer:
        """Requests an HTML page and the files that it names, then those of the page of the web shop that it shows."""
        name = path.partition("?")[0] if path.count("/") < 2 else "order"
        (document,) = self.send_all([Request(Kind.PAGE, name, "GET", path, NAVIGATES)])
        self._load(files.named_in(document.text), files.entry_of(document.text))
        self.show(page)
        return document

    def show(self, page: str) -> None:
        """Requests the files of a page of the web shop that it does not have yet."""
        self._load(files.by_page(self._script).get(page, ()))

    def load_pictures(self, pictures: Iterable[str | None]) -> None:
        """Requests pictures of this shop, and skips those of other sites."""
        self._load(list(dict.fromkeys(each for each in pictures if each and each.startswith("/")))[:PICTURES_IN_VIEW])

    def _load(self, paths: Iterable[str], entry: str | None = None) -> None:
        new = [each for each in paths if each not in self._kept]
        self._kept.update(new)
        answers = self.send_all([Request(Kind.FILE, _named(path), "GET", path) for path in new]) if new else []
        for path, answer in zip(new, answers, strict=True):
            if path == entry:
                self._script = answer.text


def _named(path: str) -> str:
    return "picture" if path.startswith("/pictures/") else "asset"
