"""Declares an HTTP operation: parses the request, identifies the caller, opens the transaction, renders the reply."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import flask

from functions.runtime.adapters.dependencies import dependency, open_transaction
from functions.runtime.adapters.request_handling import View, respond
from functions.runtime.callers import Caller
from functions.runtime.errors import ShopError
from functions.runtime.http.replies import Answer, conditional, render_error, render_reply
from functions.runtime.http.requests import BODY_BYTES_MAX, File, Request, read_body, read_input
from functions.runtime.security.signatures import CALLER_HEADER, read_caller
from functions.runtime.settings import settings


@dataclass(frozen=True, slots=True)
class HttpOperation:
    """The declaration of an HTTP operation, from which the OpenAPI document is generated."""

    operate: Callable[..., Any]
    status: int = 200
    idempotent: bool = False
    etag: bool = False
    cache_control: str = ""
    body_bytes_max: int = BODY_BYTES_MAX
    errors: tuple[type[ShopError], ...] = ()
    dependencies: dict[str, Callable[[], Any]] = field(default_factory=dict)

    def _typed(self, base: type[Any]) -> list[tuple[str, Any]]:
        hints = self.operate.__annotations__.items()
        return [(name, kind) for name, kind in hints if isinstance(kind, type) and issubclass(kind, base)]

    @property
    def request(self) -> type[Request | File] | None:
        """The model of the first parameter; None if the operation takes no input."""
        return next((kind for name, kind in self._typed(Request) + self._typed(File) if name != "return"), None)

    @property
    def caller(self) -> type[Caller]:
        """The type of its `caller` parameter; anyone if it has none."""
        return next((kind for name, kind in self._typed(Caller) if name == "caller"), Caller)

    @property
    def if_match(self) -> Any:
        """The type of its `if_match` parameter; None if it has none."""
        return self.operate.__annotations__.get("if_match")

    def answer(self, request: flask.Request) -> Answer:
        """Handles one request in one transaction."""
        headers, takes = request.headers, self.operate.__annotations__
        caller = read_caller(self.caller, settings().caller_keys, headers.get(CALLER_HEADER), headers.get("cart-token"))
        arguments: dict[str, Any] = {name: dependency(name, make) for name, make in self.dependencies.items()}
        if "caller" in takes:
            arguments["caller"] = caller
        if self.if_match is not None:
            # Imported here: few operations change what others may have changed.
            from functions.runtime.http.preconditions import read_if_match

            arguments["if_match"] = read_if_match(headers.get("if-match"), self.if_match)
        operate = functools.partial(self.operate, **arguments)
        read = functools.partial(read_input, self.request, request, body_bytes_max=self.body_bytes_max)
        if self.idempotent:
            from functions.runtime.adapters.idempotency import answer_once

            read_body(request, self.body_bytes_max)
            # The request is validated last: what the release before has accepted and stored is replayed.
            return answer_once(request, caller, lambda shop: render_reply(operate(*read(), shop=shop), self.status))
        positional = read()
        if "shop" not in takes:
            return render_reply(operate(*positional), self.status)
        with open_transaction() as shop:
            try:
                return render_reply(operate(*positional, shop=shop), self.status)
            except ShopError as error:
                if error.keeps_effects:
                    return render_error(error)
                raise


def http_operation(
    *,
    status: int = 200,
    idempotent: bool = False,
    etag: bool = False,
    cache_control: str = "",
    body_bytes_max: int = BODY_BYTES_MAX,
    errors: tuple[type[ShopError], ...] = (),
    **dependencies: Callable[[], Any],
) -> Callable[[Callable[..., Any]], View]:
    """Declares a public operation.

    Its first parameter is its `Request` model, then by keyword `caller`, `shop`, `if_match` and its `dependencies`;
    it returns a `Reply`, a `Document` or nothing, and raises `ShopError`s. `idempotent` requires an
    Idempotency-Key, `etag` supports conditional requests, `cache_control` is that header of its responses,
    `errors` lists what it may raise, for the OpenAPI document.
    """

    def declare(operate: Callable[..., Any]) -> View:
        operation = HttpOperation(
            operate, status, idempotent, etag, cache_control, body_bytes_max, errors, dependencies
        )

        @functools.wraps(operate)
        def view(request: flask.Request) -> flask.Response:
            return respond(operate.__name__, request, lambda: _answer(operation, request))

        view.operation = operation  # type: ignore[attr-defined]
        return view

    return declare


def _answer(operation: HttpOperation, request: flask.Request) -> Answer:
    answer = operation.answer(request)
    answer.headers.update({"cache-control": operation.cache_control} if operation.cache_control else {})
    return conditional(answer, request.headers.get("if-none-match")) if operation.etag else answer
