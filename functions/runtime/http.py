"""Makes an operation an HTTP function: reads, identifies the caller, runs it in a transaction, answers."""

import functools
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import flask

from functions.runtime.callers import HEADER, Caller, read_caller
from functions.runtime.composition import open_transaction, part
from functions.runtime.errors import ShopError
from functions.runtime.replies import Answer, conditional, refused, rendered
from functions.runtime.requests import BODY_BYTES_MAX, File, Request, read_request
from functions.runtime.settings import settings
from functions.runtime.telemetry import log, traced

View = Callable[[flask.Request], flask.Response]


@dataclass(frozen=True, slots=True)
class HttpOperation:
    """What is known of an operation without calling it; the OpenAPI document is made from it."""

    operate: Callable[..., Any]
    status: int = 200
    idempotent: bool = False
    etag: bool = False
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
        wanted = self.operate.__annotations__
        offered: dict[str, Any] = {name: part(name, make) for name, make in self.needs.items()}
        if "caller" in wanted:
            offered["caller"] = caller
        if "shop" not in wanted:
            return rendered(self.operate(*given, **offered), self.status)
        with open_transaction() as shop:
            call = functools.partial(self.operate, *given, shop=shop, **offered)
            if self.idempotent:
                from functions.runtime.idempotency import answer_once

                return answer_once(shop, request, caller, lambda: rendered(call(), self.status))
            return rendered(call(), self.status)


def http_operation(
    *,
    status: int = 200,
    idempotent: bool = False,
    etag: bool = False,
    body_bytes_max: int = BODY_BYTES_MAX,
    errors: tuple[type[ShopError], ...] = (),
    **needs: Callable[[], Any],
) -> Callable[[Callable[..., Any]], View]:
    """Declares a public operation.

    Its first parameter is its `Request` model, then by keyword `caller`, `shop` and what `needs` makes;
    it returns a `Reply`, a `Document` or nothing, and raises `ShopError`s. `idempotent` demands an
    Idempotency-Key, `etag` answers conditional requests, `errors` names what it may raise, for the document.
    """

    def declare(operate: Callable[..., Any]) -> View:
        operation = HttpOperation(operate, status, idempotent, etag, body_bytes_max, errors, needs)

        @functools.wraps(operate)
        def view(request: flask.Request) -> flask.Response:
            return served(operate.__name__, request, lambda: _answer(operation, request))

        view.operation = operation  # type: ignore[attr-defined]
        return view

    return declare


def _answer(operation: HttpOperation, request: flask.Request) -> Answer:
    answer = operation.answer(request)
    return conditional(answer, request.headers.get("if-none-match")) if operation.etag else answer


def served(name: str, request: flask.Request, answer: Callable[[], Answer]) -> flask.Response:
    """Runs `answer`, turns every failure into problem+json, and logs one line."""
    started = time.perf_counter()
    with traced({name.lower(): value for name, value in request.headers.items()}):
        answered = _without_raising(answer)
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        level = "error" if answered.status >= 500 else "info"
        log(name, level=level, status=answered.status, duration_milliseconds=milliseconds)
        return answered.response()


def _without_raising(answer: Callable[[], Answer]) -> Answer:
    try:
        return answer()
    except ShopError as error:
        return refused(error)
    except Exception as failure:  # noqa: BLE001 - the last resort: whatever it is, nothing of it may leave
        if (meaning := _database_failure(failure)) is not None:
            return refused(meaning)
        import traceback

        frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(failure.__traceback__)[-6:]]
        log("an operation failed", level="error", cause=type(failure).__name__, at=frames)
        return refused(ShopError("This is a defect of ours; nothing was changed."))


def _database_failure(failure: Exception) -> ShopError | None:
    # Only who uses the database has it loaded.
    if "sqlalchemy" not in sys.modules:
        return None
    from functions.runtime.database import as_shop_error

    return as_shop_error(failure)
