"""Shoppers and staff, who call the shop, retry without a response, and remember the responses."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID, uuid4

from functions.runtime.permissions import PERMISSIONS, Permissions
from functions.runtime.security.caller_identity import CALLER_HEADER, caller_claims, caller_header
from tests.support.operations.shop import GATEWAY_KEY
from tests.support.simulation.world.functions import Answer, Functions

Role = Literal["guest", "shopper", "staff"]
# An answer that decides nothing: the same request is sent again.
AGAIN = frozenset({429, 503, 504})
# The shop says no, as it may.
REFUSED = frozenset({404, 409})


# What is sent in bytes, where it is no CSV.
BINARY = {"pay-by-test-card": "application/x-www-form-urlencoded", "upload-picture": "application/octet-stream"}


class WrongAnswer(AssertionError):
    """The shop gave a response that is never allowed."""


@dataclass(frozen=True, slots=True)
class Request:
    operation: str
    body: Any = None
    query: str = ""
    key: str = ""
    role: Role = "guest"
    account: UUID | None = None
    session: UUID | None = None
    method: str = "POST"
    cart_token: str = ""
    # Refusals that a repeated request may meet, because the first one took effect.
    may_be: tuple[int, ...] = ()

    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return json.dumps(self.body).encode() if self.body is not None else b""

    def headers(self) -> dict[str, str]:
        media_type = BINARY.get(self.operation, "text/csv") if isinstance(self.body, bytes) else "application/json"
        sent = {"content-type": media_type} if self.body is not None else {}
        if self.role != "guest":
            by, session = str(self.account or uuid4()), str(self.session) if self.session is not None else None
            permissions: Permissions | None = dict.fromkeys(PERMISSIONS) if self.role == "staff" else None
            claims = caller_claims(by, self.role, session, permissions=permissions, now=time.time())
            sent[CALLER_HEADER] = caller_header(GATEWAY_KEY, self.operation, claims)
        any_version = "*" if self.role == "staff" else ""
        named = {"idempotency-key": self.key, "cart-token": self.cart_token, "if-match": any_version}
        return sent | {name: value for name, value in named.items() if value}


@dataclass
class People:
    """`is_answer_lost` decides whether an answer reaches the person that asked."""

    functions: Functions
    is_answer_lost: Callable[[], bool] = lambda: False
    unanswered: list[Request] = field(default_factory=list)
    # The first answer to each idempotency key, whether it arrived or not, and the request.
    answered: dict[str, tuple[Request, Answer]] = field(default_factory=dict)

    def ask(self, request: Request) -> Answer | None:
        """The answer, None if there was none; then the request is `unanswered`. Raises WrongAnswer."""
        self.unanswered = [other for other in self.unanswered if other != request]
        answer = self._answer(request)
        if answer is None or answer.status in AGAIN or self.is_answer_lost():
            self.unanswered.append(request)
            return None
        return answer

    def numbers(self) -> list[str]:
        """Of the orders that shoppers got an answer for, the oldest first."""
        return [
            answer.json["number"] for request, answer in self.answered.values() if request.operation == "place-order"
        ]

    def placed(self, number: str) -> Request:
        """The request that placed the order."""
        return next(request for request, answer in self._placed() if answer.json["number"] == number)

    def _placed(self) -> list[tuple[Request, Answer]]:
        return [pair for pair in self.answered.values() if pair[0].operation == "place-order"]

    def _answer(self, request: Request) -> Answer | None:
        sent = request.content(), request.headers()
        try:
            answer = self.functions.call(request.operation, *sent, method=request.method, query=request.query)
        except ConnectionError:
            return None
        if not 200 <= answer.status < 300 and answer.status not in AGAIN | REFUSED | set(request.may_be):
            raise WrongAnswer(f"{request} was answered {answer.status}: {answer.body!r}")
        if request.key and answer.status < 300:
            self._check_replay(request, answer)
        return answer

    def _check_replay(self, request: Request, answer: Answer) -> None:
        _, first = self.answered.setdefault(request.key, (request, answer))
        if (first.status, first.body) != (answer.status, answer.body):
            raise WrongAnswer(f"{request} was answered {first.body!r} before, and now {answer.body!r}")

    def check_reuse(self, request: Request) -> None:
        """The key of an answered request, with another body, is refused."""
        other = {**request.body, "email": "someone.else@example.org"}
        answer = self.functions.call(
            request.operation, json.dumps(other).encode(), request.headers(), query=request.query
        )
        if answer.status != 422:
            raise WrongAnswer(f"a key was used for another request, and answered {answer.status}: {answer.body!r}")
