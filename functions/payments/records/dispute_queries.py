"""Reads disputes, with the orders and payments that they are about."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal_column, select
from sqlalchemy.orm import Session

from db.models.disputes import Dispute
from db.models.orders import Order
from db.models.payments import Payment

# As the partial index has it: a parameter would not be known to be one of these.
_UNDECIDED = Dispute.state.in_([literal_column("'asked'"), literal_column("'open'")])


def disputes_in(state: str) -> Select[tuple[Dispute, str, str, str | None]]:
    """Disputes, with the order's number, the provider, and its id of the payment; `open` selects the undecided ones."""
    columns = Dispute, Order.number, Payment.provider, Payment.provider_reference
    query = select(*columns).join(Order, Order.id == Dispute.order_id)
    return query.join(Payment, Payment.order_id == Dispute.order_id).where(_is_in(state))


def disputes_of(session: Session, order_id: UUID) -> Sequence[Dispute]:
    """The order's disputes, the newest first."""
    newest_first = Dispute.reported_at.desc(), Dispute.reference.desc()
    return session.scalars(select(Dispute).where(Dispute.order_id == order_id).order_by(*newest_first)).all()


def _is_in(state: str) -> ColumnElement[bool]:
    return _UNDECIDED if state == "open" else Dispute.state == state
