"""Makes an operation an HTTP function: reads, identifies the caller, runs it in a transaction, answers."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import flask

from functions.runtime.adapters.dependencies import open_transaction, part
from functions.runtime.adapters.request_handling import served
from functions.runtime.callers import Caller
from functions.runtime.errors import InvalidRequest, ShopError
from functions.runtime.http.replies import Answer, conditional, refused, rendered
from functions.runtime.http.requests import BODY_BYTES_MAX, File, Request, read_request
from functions.runtime.security.signed_caller_header import HEADER, read_caller
from functions.runtime.settings import settings

View = Callable[[flask.Request], flask.Response]


@dataclass(frozen=True, slots=True)
class HttpOperation:
    """What is known of an operation without calling it; the OpenAPI document is made from it."""

    operate: Callable[..., Any]
    status: int = 200
    idempotent: bool = False
    etag: bool = False
    cache_control: str = ""
    body_bytes_max: int = BODY_BYTES_MAX
    errors: tuple[type[ShopError], ...] = ()
    needs: dict[str, Callable[[], Any]] = field(default_factory=dict)

    def _kinds(self, base: type[Any]) -> list[tuple[str, Any]]:
        hints = self.operate.__annotations__.items()
        return [(name, kind) for name, kind in hints if isinstance(kind, type) and issubclass(kind, base)]

    @property
    def request(self) -> type[Request | File] | None:
        """The model of the first parameter, where the operation takes input."""
        return next((kind for name, kind in self._kinds(Request) + self._kinds(File) if name != "return"), None)

    @property
    def caller(self) -> type[Caller]:
        """Whom it serves: `caller`'s type; anyone, where it does not ask."""
        return next((kind for name, kind in self._kinds(Caller) if name == "caller"), Caller)

    def answer(self, request: flask.Request) -> Answer:
        """Serves one request, inside one transaction."""
        caller = read_caller(
            self.caller, settings().caller_keys, request.headers.get(HEADER), request.headers.get("cart-token")
        )
        given: list[Any] = []
        if self.request is not None:
            given = [read_request(self.request, request, body_bytes_max=self.body_bytes_max)]
        elif request.args:
            raise InvalidRequest.field(next(iter(request.args)), "is not taken here")
        wanted = self.operate.__annotations__
        offered: dict[str, Any] = {name: part(name, make) for name, make in self.needs.items()}
        if "caller" in wanted:
            offered["caller"] = caller
        if "shop" not in wanted:
            return rendered(self.operate(*given, **offered), self.status)
        with open_transaction() as shop:
            call = functools.partial(self.operate, *given, shop=shop, **offered)
            if self.idempotent:
                from functions.runtime.adapters.idempotency import answer_once

                return answer_once(shop, request, caller, lambda: rendered(call(), self.status))
            try:
                return rendered(call(), self.status)
            except ShopError as error:
                if error.keeps_effects:
                    return refused(error)
                raise


def http_operation(
    *,
    status: int = 200,
    idempotent: bool = False,
    etag: bool = False,
    cache_control: str = "",
    body_bytes_max: int = BODY_BYTES_MAX,
    errors: tuple[type[ShopError], ...] = (),
    **needs: Callable[[], Any],
) -> Callable[[Callable[..., Any]], View]:
    """Declares a public operation.

    Its first parameter is its `Request` model, then by keyword `caller`, `shop` and what `needs` makes;
    it returns a `Reply`, a `Document` or nothing, and raises `ShopError`s. `idempotent` demands an
    Idempotency-Key, `etag` answers conditional requests, `cache_control` is that header of its answers,
    `errors` names what it may raise, for the document.
    """

    def declare(operate: Callable[..., Any]) -> View:
        operation = HttpOperation(operate, status, idempotent, etag, cache_control, body_bytes_max, errors, needs)

        @functools.wraps(operate)
        def view(request: flask.Request) -> flask.Response:
            return served(operate.__name__, request, lambda: _answer(operation, request))

        view.operation = operation  # type: ignore[attr-defined]
        return view

    return declare


def _answer(operation: HttpOperation, request: flask.Request) -> Answer:
    answer = operation.answer(request)
    if operation.cache_control:
        answer.headers["cache-control"] = operation.cache_control
    return conditional(answer, request.headers.get("if-none-match")) if operation.etag else answer
