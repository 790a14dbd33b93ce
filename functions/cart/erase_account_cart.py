"""On shop.account.closed.v1 — deletes the account's cart, and answers."""

from sqlalchemy import delete

from db.models.cart import Cart
from eventing.events.closures import AccountClosed, CartAccountErased
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def erase_account_cart(event: AccountClosed, *, shop: UnitOfWork) -> None:
    # Its items go with it.
    deleted = shop.session.scalars(delete(Cart).where(Cart.account_id == event.account_id).returning(Cart.id)).all()
    shop.announce(
        CartAccountErased(
            account_id=event.account_id,
            erased={"carts": len(deleted)} if deleted else {},
            answered_at=shop.now,
        )
    )
