"""Declares an HTTP operation: its input, its permitted callers, and how its response is cached and versioned."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import flask

from functions.runtime.callers import Caller
from functions.runtime.errors import ShopError
from functions.runtime.http.replies import NOT_KEPT
from functions.runtime.http.requests import BODY_BYTES_MAX, File, Request
from functions.runtime.permissions import Permission
from functions.runtime.security.caller_identity import read_caller
from functions.runtime.settings import settings

if TYPE_CHECKING:
    from functions.runtime.database.own_rows import Shopper

# Reads the version of the data that an answer to everyone shows; None if there is nothing to show.
Version = Callable[[Any, Any], str | None]


@dataclass(frozen=True, slots=True)
class HttpDeclaration:
    """The declaration of an HTTP operation, from which the OpenAPI document is generated."""

    operate: Callable[..., Any]
    status: int = 200
    idempotent: bool = False
    # The permission that the caller needs; None for an operation that is not only for staff.
    permission: Permission | None = None
    etag: "bool | Version" = False
    cache_control: str = NOT_KEPT
    # Whether an answer may be a few seconds old (functions/runtime/database/read_address.py).
    may_be_stale: bool = False
    # Whether it sees the rows of all, although a shopper calls it (functions/runtime/database/own_rows.py).
    sees_all_rows: bool = False
    body_bytes_max: int = BODY_BYTES_MAX
    errors: tuple[type[ShopError], ...] = ()
    # The name of the keys by which it knows its callers, which are other parts of the shop; "" if the gateway calls it
    # for clients.
    called_with: str = ""
    dependencies: dict[str, Callable[[], Any]] = field(default_factory=dict)

    def _typed(self, base: type[Any]) -> list[tuple[str, Any]]:
        hints = self.operate.__annotations__.items()
        return [(name, kind) for name, kind in hints if isinstance(kind, type) and issubclass(kind, base)]

    @property
    def name(self) -> str:
        """The name of the operation, in kebab-case."""
        return self.operate.__name__.replace("_", "-")

    @property
    def request(self) -> type[Request | File] | None:
        """The model of the first parameter; None if the operation takes no input."""
        return next((kind for name, kind in self._typed(Request) + self._typed(File) if name != "return"), None)

    @property
    def caller(self) -> type[Caller]:
        """The type of its `caller` parameter; `Caller`, which is anyone, if it has none."""
        return next((kind for name, kind in self._typed(Caller) if name == "caller"), Caller)

    @property
    def if_match(self) -> Any:
        """The type of its `if_match` parameter; None if it has none."""
        return self.operate.__annotations__.get("if_match")

    def admitted(self, request: flask.Request) -> Caller:
        """The caller; raises a ShopError unless they, or the part of the shop that calls, may call the operation."""
        if self.called_with:
            # Imported here: most operations are called by the gateway, for its clients.
            from functions.runtime.adapters.inside_calls import admit

            admit(request, self.name, self.called_with, self.body_bytes_max)
        caller = read_caller(self.caller, self.name, settings(), request.headers)  # type: ignore[arg-type] # have `get`
        caller.check(self.permission)
        return caller

    def shopper(self, caller: Caller, positional: list[Any]) -> "Shopper | None":
        """The shopper to whose rows a call with these positional arguments is limited; None if it sees all rows."""
        # Imported here: some operations have no database.
        from functions.runtime.database.own_rows import shopper_of

        takes_caller = not self.sees_all_rows and "caller" in self.operate.__annotations__
        return shopper_of(caller, positional, takes_caller=takes_caller)
