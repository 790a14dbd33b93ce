"""On shop.account.address-confirmed.v1 — gives the guest orders of an address to the account that confirmed it.

It claims only orders placed before the confirmation, since the address may belong to another person later; and none for
an account that was closed meanwhile.
"""

from sqlalchemy import func, select, update

from db.models.closures import ClosedAccount
from db.models.orders import Order
from eventing.events.accounts import AccountAddressConfirmed
from functions.orders import rules
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.telemetry.context import log


@event_operation()
def claim_guest_orders(event: AccountAddressConfirmed, *, shop: UnitOfWork) -> None:
    if shop.session.get(ClosedAccount, event.account_id) is not None:
        return
    claimed = _claim_oldest(event, shop)
    if claimed == rules.CLAIMED_AT_ONCE:
        # The rest is claimed in further transactions, so that none locks many orders for long.
        shop.announce(event)
    if claimed:
        log("guest orders were claimed", account_id=event.account_id, orders=claimed)


def _claim_oldest(event: AccountAddressConfirmed, shop: UnitOfWork) -> int:
    """Claims the oldest orders of the address, as many as may be claimed at once; returns how many they were."""
    of_guests = Order.account_id.is_(None), func.lower(Order.email) == func.lower(event.email)
    oldest = select(Order.id).where(*of_guests, Order.placed_at <= event.confirmed_at).order_by(Order.placed_at)
    locked = oldest.limit(rules.CLAIMED_AT_ONCE).with_for_update()
    claim = update(Order).where(Order.id.in_(locked)).values(account_id=event.account_id).returning(Order.id)
    return len(shop.session.scalars(claim.execution_options(synchronize_session=False)).all())
