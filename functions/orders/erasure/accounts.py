"""Gives up the orders of closed accounts: they are guests' orders until they have ended."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from db.models.closures import ClosedAccount, ClosedOrder
from db.models.orders import Order
from db.models.promotions import AccountUses, Claim
from functions.orders.erasure import rules
from functions.runtime.database.insert import get_or_insert


def closed_account(session: Session, account_id: UUID, closed_at: datetime) -> ClosedAccount:
    """The closed account, locked; its orders are to be looked at now."""
    values = {"closed_at": closed_at, "due_at": closed_at}
    return get_or_insert(session, ClosedAccount, account_id=account_id, **values).row


def due_accounts(session: Session, now: datetime) -> list[ClosedAccount]:
    """Closed accounts whose orders are to be looked at again, the longest due first."""
    due = select(ClosedAccount).where(ClosedAccount.due_at <= now).order_by(ClosedAccount.due_at)
    return list(session.scalars(due.limit(rules.ORDERS_AT_ONCE)))


def give_up_orders(session: Session, account_id: UUID) -> int:
    """Makes the account's orders a guest's, as many as may be changed at once; returns how many they were."""
    oldest = select(Order).where(Order.account_id == account_id).order_by(Order.placed_at).limit(rules.ORDERS_AT_ONCE)
    found = list(session.scalars(oldest))
    for order in found:
        order.account_id = None
        # One that was claimed once more has a row already.
        session.merge(ClosedOrder(order_id=order.id, account_id=account_id, settled_at=None))
    session.flush()
    return len(found)


def forget_promotion_uses(session: Session, account_id: UUID) -> int:
    """Deletes how often the account has used promotions; their own counts stay."""
    gone = delete(AccountUses).where(AccountUses.account_id == account_id).returning(AccountUses.promotion_id)
    of_account = select(ClosedOrder.order_id).where(ClosedOrder.account_id == account_id)
    claims = update(Claim).where(Claim.order_id.in_(of_account), Claim.account_id == account_id)
    session.execute(claims.values(account_id=None).execution_options(synchronize_session=False))
    return len(session.scalars(gone).all())
