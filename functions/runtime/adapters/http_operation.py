"""Declares an HTTP operation: parses the request, identifies the caller, opens the transaction, renders the reply."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import flask

from functions.runtime.adapters.dependencies import dependency
from functions.runtime.adapters.http_declaration import HttpDeclaration, Version
from functions.runtime.adapters.request_handling import View, respond
from functions.runtime.callers import Caller
from functions.runtime.errors import NotFound, ShopError
from functions.runtime.http.replies import NOT_KEPT, Answer, conditional, render_error, render_reply
from functions.runtime.http.requests import BODY_BYTES_MAX, read_body, read_input
from functions.runtime.permissions import Permission

if TYPE_CHECKING:
    from functions.runtime.database.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HttpOperation(HttpDeclaration):
    """An operation, called over HTTP."""

    def answer(self, request: flask.Request) -> Answer:
        """Handles one request in one transaction; no response to staff may be cached for others."""
        headers = request.headers
        caller = self.admitted(request)
        version = None if isinstance(self.etag, bool) else self.etag
        is_public = version is None or not caller.is_staff
        try:
            answer = self._operate(request, caller, version if is_public else None)
        except NotFound as missing:
            # Cached like any response, so that it replaces cached copies of something that no longer exists.
            answer = render_error(missing)
        if is_public and (answer.status < 400 or answer.status == 404):
            answer.headers.setdefault("cache-control", self.cache_control)
        return conditional(answer, headers.get("if-none-match")) if self.etag and answer.status < 400 else answer

    def _operate(self, request: flask.Request, caller: Caller, version: Version | None) -> Answer:
        arguments = self._arguments(request, caller)
        operate = functools.partial(self.operate, **arguments)
        read = functools.partial(read_input, self.request, request, body_bytes_max=self.body_bytes_max)
        if self.idempotent:
            from functions.runtime.adapters.idempotency import answer_once

            read_body(request, self.body_bytes_max)
            # The request is validated last: what the release before has accepted and stored is replayed.
            return answer_once(request, caller, lambda shop: render_reply(operate(*read(), shop=shop), self.status))
        positional = read()
        if "shop" not in self.operate.__annotations__:
            return render_reply(operate(*positional), self.status)

        def answer(shop: "UnitOfWork") -> Answer:
            if version is None:
                return self._render(operate, positional, shop)
            # Imported here and below: few operations have versions, and some have no database.
            from functions.runtime.http.caching import unless_known

            render = functools.partial(self._render, operate, positional, shop)
            return unless_known(request.headers.get("if-none-match"), version(shop.session, *positional), render)

        from functions.runtime.adapters.transactions import in_transaction

        # Staff read what they are about to change, where it has a version.
        is_public = version is not None or isinstance(self.etag, bool)
        return in_transaction(answer, self.shopper(caller, positional), may_be_stale=self.may_be_stale and is_public)

    def _arguments(self, request: flask.Request, caller: Caller) -> dict[str, Any]:
        arguments: dict[str, Any] = {name: dependency(name, make) for name, make in self.dependencies.items()}
        if "caller" in self.operate.__annotations__:
            arguments["caller"] = caller
        if self.if_match is not None:
            from functions.runtime.http.preconditions import read_if_match

            arguments["if_match"] = read_if_match(request.headers.get("if-match"), self.if_match)
        return arguments

    def _render(self, operate: Callable[..., Any], positional: list[Any], shop: "UnitOfWork") -> Answer:
        return render_reply(operate(*positional, shop=shop), self.status)


def http_operation(  # noqa: PLR0913 - the list of what an operation may say of itself
    *,
    status: int = 200,
    idempotent: bool = False,
    permission: Permission | None = None,
    etag: bool | Version = False,
    cache_control: str = NOT_KEPT,
    may_be_stale: bool = False,
    sees_all_rows: bool = False,
    body_bytes_max: int = BODY_BYTES_MAX,
    errors: tuple[type[ShopError], ...] = (),
    called_with: str = "",
    **dependencies: Callable[[], Any],
) -> Callable[[Callable[..., Any]], View]:
    """Declares an operation that is called over HTTP.

    Its first parameter is its `Request` model, then by keyword `caller`, `shop`, `if_match` and its `dependencies`; it
    returns a `Reply`, a `Document` or nothing, and raises `ShopError`s. Staff need the `permission`. `idempotent`
    requires an Idempotency-Key, `cache_control` is that header of its responses, `errors` are those that it may raise.
    `may_be_stale` allows reads from a standby, `sees_all_rows` those of others' rows, and `etag` a hash or a version.
    An operation that only other parts of the shop call, by themselves, names the keys that it is `called_with`.
    """

    def declare(operate: Callable[..., Any]) -> View:
        answers = (status, idempotent, permission, etag, cache_control, may_be_stale, sees_all_rows)
        operation = HttpOperation(operate, *answers, body_bytes_max, errors, called_with, dependencies)

        @functools.wraps(operate)
        def view(request: flask.Request) -> flask.Response:
            return respond(operate.__name__, request, lambda: operation.answer(request))

        view.operation = operation  # type: ignore[attr-defined]
        return view

    return declare
