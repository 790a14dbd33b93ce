"""Counts what is kept of a closed account's orders."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.closures import ClosedAccount, ClosedOrder
from db.models.orders import Order
from eventing.events.closures import KeptData
from functions.runtime.database.retention import kept_until


def open_orders(session: Session, account: ClosedAccount) -> int:
    """The number of the account's orders that have not ended."""
    its = ClosedOrder.account_id == account.account_id, ClosedOrder.settled_at.is_(None)
    return session.scalar(select(func.count()).select_from(ClosedOrder).where(*its)) or 0


def kept_of(session: Session, account: ClosedAccount) -> list[KeptData]:
    """The orders on their way, and those that are the only record of a sale."""
    kept = []
    if rows := open_orders(session, account):
        kept.append(KeptData(data="open_orders", rows=rows, reason="order_open"))
    settled = ClosedOrder.account_id == account.account_id, ClosedOrder.settled_at.is_not(None)
    named = select(func.count(), func.max(Order.placed_at)).join(ClosedOrder, ClosedOrder.order_id == Order.id)
    rows, newest_at = session.execute(named.where(*settled, Order.email != "")).one()
    if rows:
        until = kept_until("SALES_KEPT", newest_at)
        kept.append(KeptData(data="old_orders", rows=rows, reason="tax_law", until=until))
    return kept
