"""Erases who ordered, once an order has ended; what was ordered, and for how much, stays."""

from collections import Counter

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, selectinload

from db.models.closures import ClosedAccount, ClosedOrder
from db.models.ordered_carts import OrderedCart
from db.models.orders import Order, OrderNote, OrderTransition
from db.models.returns import Return
from eventing.codes import DataKind
from functions.orders.erasure import rules
from functions.orders.erasure.rules import Course, has_ended, is_its_own_invoice
from functions.orders.returns.queries import open_return, returns_of
from functions.orders.shipments.queries import shipments_of
from functions.orders.store.timeline import entered
from functions.runtime.database.unit_of_work import UnitOfWork


def erase_ended_orders(shop: UnitOfWork, account: ClosedAccount) -> Counter[DataKind]:
    """Erases the account's orders that have ended; returns the numbers by kind of data."""
    counted: Counter[DataKind] = Counter()
    for closed, order in _open_orders(shop.session, account):
        if order.account_id is not None:
            # Its address was registered again, and its owner has claimed the order.
            shop.session.delete(closed)
        elif has_ended(_course(shop.session, order), shop.now):
            closed.settled_at = shop.now
            counted.update(_erase(shop.session, order))
    shop.session.flush()
    return counted


def _open_orders(session: Session, account: ClosedAccount) -> list[tuple[ClosedOrder, Order]]:
    closed = {each.order_id: each for each in session.scalars(_open(account))}
    orders = select(Order).where(Order.id.in_(closed)).order_by(Order.id)
    loaded = orders.options(selectinload(Order.lines), selectinload(Order.timeline))
    return [(closed[order.id], order) for order in session.scalars(loaded)]


def _open(account: ClosedAccount):  # type: ignore[no-untyped-def] # SQLAlchemy infers the row type
    its = select(ClosedOrder).where(ClosedOrder.account_id == account.account_id, ClosedOrder.settled_at.is_(None))
    # Ids begin with the time, and the oldest orders end first.
    return its.order_by(ClosedOrder.order_id).limit(rules.ORDERS_AT_ONCE)


def _course(session: Session, order: Order) -> Course:
    is_owed = open_return(returns_of(session, order)) is not None or bool(shipments_of(session, order).left)
    return Course(order.state, entered(order), order.timeline[-1].at, is_owed)


def _erase(session: Session, order: Order) -> Counter[DataKind]:
    if is_its_own_invoice(has_taxes=order.taxes is not None, was_shipped="shipped" in entered(order)):
        return Counter[DataKind]({"old_orders": 1})
    order.email, order.address, order.vat_number, order.vat_check = "", {}, None, None
    notes = [statement(session, order) for statement in (_delete_notes, _erase_steps, _erase_replies)]
    session.execute(delete(OrderedCart).where(OrderedCart.order_id == order.id))
    return Counter[DataKind]({"order_contacts": 1, "order_notes": sum(notes)})


def _delete_notes(session: Session, order: Order) -> int:
    gone = delete(OrderNote).where(OrderNote.order_id == order.id).returning(OrderNote.id)
    return len(session.scalars(gone).all())


def _erase_steps(session: Session, order: Order) -> int:
    its = OrderTransition.order_id == order.id, OrderTransition.note.is_not(None)
    erase = update(OrderTransition).where(*its).values(note=None).returning(OrderTransition.sequence)
    return len(session.scalars(erase.execution_options(synchronize_session=False)).all())


def _erase_replies(session: Session, order: Order) -> int:
    its = Return.order_id == order.id, Return.reply.is_not(None)
    erase = update(Return).where(*its).values(reply=None).returning(Return.id)
    return len(session.scalars(erase.execution_options(synchronize_session=False)).all())
