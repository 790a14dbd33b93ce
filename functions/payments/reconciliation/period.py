"""Compares all of the shop's and the provider's payments of a period."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models.payments import LedgerEntry, Payment
from functions.payments.errors import ProviderRefused
from functions.payments.providers.port import Provider
from functions.payments.reconciliation.differences import Difference, differences
from functions.runtime.errors import InvalidRequest


class Compared(NamedTuple):
    """The number of payments compared, and their differences."""

    payments: int
    differences: list[Difference]
    # Payments that the shop has but the provider does not.
    missing: list[str]


def compare(session: Session, provider: Provider, since: datetime, until: datetime) -> Compared:
    """Compares the payments that the shop or the provider opened in the period."""
    orders = dict(_orders(session, provider, since, until))
    found: list[Difference] = []
    missing: list[str] = []
    for reference, order_id in orders.items():
        try:
            statement = provider.statement(reference)
        except (ProviderRefused, InvalidRequest):
            missing.append(f"{reference} (order {order_id}): the provider does not know it")
            continue
        booked = _booked(session, order_id) if order_id else {}
        found += differences(statement, booked, str(order_id or ""))
    return Compared(len(orders), found, missing)


def _orders(
    session: Session, provider: Provider, since: datetime, until: datetime
) -> Iterator[tuple[str, UUID | None]]:
    """The order of each payment, by the provider's id; None for a payment of no order of the shop."""
    reported = provider.opened_between(since, until)
    is_due = (Payment.created_at >= since) & (Payment.created_at < until)
    columns = select(Payment.provider_reference, Payment.order_id).where(Payment.provider == provider.name)
    rows = session.execute(columns.where(or_(is_due, Payment.provider_reference.in_(reported))))
    known = {reference: order_id for reference, order_id in rows if reference is not None}
    yield from known.items()
    yield from ((reference, None) for reference in reported if reference not in known)


def _booked(session: Session, order_id: UUID) -> Mapping[str, int]:
    columns = LedgerEntry.account, func.sum(LedgerEntry.amount_minor)
    rows = session.execute(select(*columns).where(LedgerEntry.order_id == order_id).group_by(LedgerEntry.account))
    return {account: int(total) for account, total in rows}
