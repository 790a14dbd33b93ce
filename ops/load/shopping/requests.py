"""Defines the requests of a visitor's browser, and the responses."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """A kind of request. Shoppers wait for pages and the API; browsers cache files, and nobody waits for
    announcements.
    """

    PAGE = "page"
    API = "api"
    FILE = "file"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. It is counted under `name`, an operation or a page's path; `accepted` are statuses of expected
    refusals, such as 404 for an order that does not exist.
    """

    kind: Kind
    name: str
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    form: str = ""
    accepted: tuple[int, ...] = ()


def get(name: str, path: str, headers: Mapping[str, str] | None = None, *accepted: int) -> Request:
    """A reading call of the API."""
    return Request(Kind.API, name, "GET", path, headers or {}, accepted=accepted)


def post(name: str, path: str, body: Any, headers: Mapping[str, str], *accepted: int) -> Request:
    """A call of the API with a JSON body."""
    return Request(Kind.API, name, "POST", path, headers, json=body, accepted=accepted)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; `status` is 0 if there was none. The names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_stale(self) -> bool:
        """Whether Nginx answered with a stale copy, and refreshes it."""
        return self.headers.get("x-cache", "") in {"STALE", "UPDATING"}

    @property
    def met_cold_start(self) -> bool:
        """Whether the gateway reports that the call was sent before the function was ready."""
        return self.headers.get("server-timing", "").startswith("cold-start")

    def json(self) -> Any:
        return json.loads(self.text)


# Sends requests at once, as a page does, and returns their answers in the same order.
SendAll = Callable[[Sequence[Request]], Sequence[Answer]]
