"""Says whose rows the transactions of a request see (db/own_rows.py); those of a request that is not limited, all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.shopper_roles import own_setting
from functions.runtime.callers import Caller

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Shopper:
    """The caller's account, the address that they gave as that of a guest's order, and the SHA-256 of the cart token;
    each is empty if there is none."""

    account: str = ""
    email: str = ""
    cart: str = ""

    def settings(self) -> dict[str, str]:
        return {own_setting(name): getattr(self, name) for name in self.__slots__}


def shopper_of(caller: Caller, positional: list[Any], *, takes_caller: bool) -> Shopper | None:
    """The caller of an operation with these positional arguments, whose first may be a GuestRequest.

    None for staff, and for an operation that takes neither its caller nor such a request, as a log-in.
    """
    email: str | None = getattr(positional[0], "guest_email", None) if positional else None
    if caller.is_staff or not (takes_caller or email):
        return None
    return Shopper(str(caller.customer_id or ""), email or "", caller.cart_token_sha256 or "")


_shopper: ContextVar[Shopper | None] = ContextVar("shopper", default=None)


def current_shopper() -> Shopper | None:
    """The shopper to whose rows transactions are limited; None if they are not."""
    return _shopper.get()


@contextmanager
def limited_to(shopper: Shopper | None) -> Iterator[None]:
    """Limits the transactions that begin within the block to the shopper's rows, if there is one."""
    token = _shopper.set(shopper)
    try:
        yield
    finally:
        _shopper.reset(token)


def see_cart(session: "Session", token_sha256: str) -> None:
    """Shows the rest of the transaction the cart with this token, which it makes itself."""
    from sqlalchemy import func, select

    session.execute(select(func.set_config(own_setting("cart"), token_sha256, True)))
