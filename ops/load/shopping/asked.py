"""What a visitor's browser asks for, and what it is answered."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Shoppers wait for pages and for the API; browsers keep files, and no shopper waits for announcements."""

    PAGE = "page"
    API = "api"
    FILE = "file"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `name` is what it is counted as: an operation, or a page's path; `accepted` are refusals that a
    shopper may meet, such as 404 for an order that there is not."""

    kind: Kind
    name: str
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    form: str = ""
    accepted: tuple[int, ...] = ()


def get(name: str, path: str, headers: Mapping[str, str] | None = None, *accepted: int) -> Asked:
    """A call of the API that reads."""
    return Asked(Kind.API, name, "GET", path, headers or {}, accepted=accepted)


def post(name: str, path: str, body: Any, headers: Mapping[str, str], *accepted: int) -> Asked:
    """A call of the API with a JSON body."""
    return Asked(Kind.API, name, "POST", path, headers, json=body, accepted=accepted)


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is 0 where there was no answer. The names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_stale(self) -> bool:
        """Nginx has answered with what it had kept, and is asking again."""
        return self.headers.get("x-cache", "") in {"STALE", "UPDATING"}

    @property
    def met_cold_start(self) -> bool:
        """The gateway says that the call was sent before the function was ready."""
        return self.headers.get("server-timing", "").startswith("cold-start")

    def json(self) -> Any:
        return json.loads(self.text)


# Sends requests at once, as a page does, and returns their answers in the same order.
SendAll = Callable[[Sequence[Asked]], Sequence[Answer]]
