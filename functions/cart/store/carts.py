"""Finds and locks the caller's cart: the account's, or the one whose Cart-Token a guest sends.

Every change to a cart locks its row first. A guest's cart is always locked before an account's,
so two requests cannot deadlock.
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models.cart import Cart, CartItem
from functions.cart import rules
from functions.runtime.callers import Caller
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class CallerCart:
    """A cart and, for a guest, its token."""

    cart: Cart
    token: str | None = None


def find_cart(shop: UnitOfWork, caller: Caller, *, lock: bool) -> CallerCart | None:
    """Finds the caller's cart. If a signed-in caller sends a guest's Cart-Token, that cart is merged into theirs."""
    if caller.customer_id is None:
        cart = _guest_cart(shop.session, caller, lock=lock)
        return CallerCart(cart, caller.cart_token) if cart is not None else None
    if (guest_cart := _guest_cart(shop.session, caller, lock=True)) is not None:
        _merge(shop, guest_cart, into=_get_or_create_account_cart(shop, caller.customer_id))
    query = select(Cart).where(Cart.account_id == caller.customer_id)
    cart = shop.session.scalar(query.with_for_update() if lock else query)
    return CallerCart(cart) if cart is not None else None


def get_or_create_cart(shop: UnitOfWork, caller: Caller) -> CallerCart:
    """The caller's cart, locked; created if it does not exist, for a guest with a new token."""
    if (found := find_cart(shop, caller, lock=True)) is not None:
        return found
    if caller.customer_id is not None:
        return CallerCart(_get_or_create_account_cart(shop, caller.customer_id))
    guest = Caller(cart_token=secrets.token_urlsafe(TOKEN_BYTES))
    cart = Cart(token_sha256=_token_sha256(guest), changed_at=shop.now)
    _see_new_cart(shop, guest)
    shop.session.add(cart)
    shop.session.flush()
    return CallerCart(cart, guest.cart_token)


def _see_new_cart(shop: UnitOfWork, guest: Caller) -> None:
    # Imported here: a guest gets a cart once.
    from functions.runtime.database.own_rows import see_cart

    see_cart(shop.session, str(guest.cart_token_sha256))


def _token_sha256(caller: Caller) -> bytes | None:
    return bytes.fromhex(caller.cart_token_sha256) if caller.cart_token_sha256 is not None else None


def _guest_cart(session: Session, caller: Caller, *, lock: bool) -> Cart | None:
    if (token_sha256 := _token_sha256(caller)) is None:
        return None
    query = select(Cart).where(Cart.token_sha256 == token_sha256)
    return session.scalar(query.with_for_update() if lock else query)


def _get_or_create_account_cart(shop: UnitOfWork, account_id: UUID) -> Cart:
    """The account's cart, locked; concurrent first requests create only one."""
    insert_if_absent(shop.session, Cart, account_id=account_id, changed_at=shop.now)
    return shop.session.scalars(select(Cart).where(Cart.account_id == account_id).with_for_update()).one()


def _merge(shop: UnitOfWork, guest_cart: Cart, *, into: Cart) -> None:
    items = rules.merged(_items(shop.session, into), _items(shop.session, guest_cart))
    shop.session.execute(delete(CartItem).where(CartItem.cart_id == into.id))
    # The database deletes its items with it.
    shop.session.delete(guest_cart)
    shop.session.add_all(
        CartItem(cart_id=into.id, sku=item.sku, quantity=item.quantity, added_at=item.added_at, title=item.title)
        for item in items
    )
    into.changed_at = shop.now
    shop.session.flush()


def _items(session: Session, cart: Cart) -> list[rules.Item]:
    query = select(CartItem.sku, CartItem.quantity, CartItem.added_at, CartItem.title).where(
        CartItem.cart_id == cart.id
    )
    return [rules.Item(*row) for row in session.execute(query)]
