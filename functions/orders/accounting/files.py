"""Makes the rows of each file for accounting: first texts, then amounts."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from functions.orders.accounting import queries
from functions.orders.accounting.refunds import OrderFacts, RefundFacts, refund_of
from functions.orders.accounting.vat import Share
from functions.orders.sales.days import Days
from functions.runtime.currencies import decimal
from functions.runtime.http.csv_cells import without_formula

Kind = Literal["orders", "payments", "vat"]
COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    "orders": (
        *("order", "placed_at", "state", "country", "currency"),
        *("subtotal", "shipping", "discount", "released", "gross", "vat", "net", "refunded"),
    ),
    "payments": ("at", "order", "booking", "account", "currency", "amount"),
    "vat": ("at", "order", "booking", "country", "rate_percent", "currency", "net", "vat", "gross"),
}


def rows(session: Session, kind: Kind, days: Days) -> Iterator[list[str]]:
    """The rows of the file without its header; raises AccountingTooLarge."""
    return _ROWS[kind](session, days)


def _orders(session: Session, days: Days) -> Iterator[list[str]]:
    for row in queries.orders_placed(session, days):
        texts = row.number, _time(row.placed_at, days), row.state, row.country
        released = row.subtotal_minor + row.shipping_minor - row.discount_minor - row.gross_minor
        sold = released, row.gross_minor, row.tax_minor, row.gross_minor - row.tax_minor
        amounts = row.subtotal_minor, row.shipping_minor, row.discount_minor, *sold, row.refunded_minor
        yield _row(texts, row.currency, amounts)


def _payments(session: Session, days: Days) -> Iterator[list[str]]:
    for entry in queries.ledger_entries(session, days):
        texts = _time(entry.at, days), entry.number, entry.booking, entry.account
        yield _row(texts, entry.currency, (entry.amount_minor,))


def _vat(session: Session, days: Days) -> Iterator[list[str]]:
    entries = queries.ledger_entries(session, days, queries.REVENUE, queries.REFUNDS)
    known = _known(session, days)
    for entry in entries:
        order = known.get(entry.order_id)
        for share in _shares(entry, order):
            rate = "" if share.rate_basis_points is None else f"{share.rate_basis_points / 100:.2f}"
            texts = _time(entry.at, days), entry.number, entry.booking, order.country if order else "", rate
            yield _row(texts, entry.currency, (share.net_minor, share.tax_minor, share.gross_minor))


def _shares(entry: Any, order: OrderFacts | None) -> list[Share]:
    """The entry's shares of the revenue, by rate; a refund's shares are negative."""
    if entry.account == queries.REVENUE:
        return order.captured(-entry.amount_minor) if order else [Share(None, -entry.amount_minor, 0)]
    refund_id = UUID(entry.booking.partition(":")[0])
    return [each.negated() for each in refund_of(order, refund_id, entry.amount_minor)]


def _known(session: Session, days: Days) -> dict[UUID, OrderFacts]:
    uncaptured, refunds = defaultdict[UUID, list[Any]](list), defaultdict[UUID, list[RefundFacts]](list)
    for release in queries.uncaptured_releases(session, days):
        uncaptured[release.order_id].append(release)
    for row in queries.refunds_of_orders(session, days):
        facts = RefundFacts(row.refund_id, row.amount_minor, row.taxes, row.of_lines)
        refunds[row.order_id].append(facts)
    return {
        order.id: OrderFacts(
            order.country,
            order.total_minor - sum(release.minor for release in uncaptured[order.id]),
            order.taxes,
            [release.taxes for release in uncaptured[order.id]],
            refunds[order.id],
        )
        for order in queries.taxed_orders(session, days)
    }


def _row(texts: tuple[str, ...], currency: str, amounts: tuple[int, ...]) -> list[str]:
    """The row; only texts are neutralised, because a negative amount looks like a formula but is none."""
    return [*(without_formula(text) for text in (*texts, currency)), *(_amount(each, currency) for each in amounts)]


def _amount(minor: int, currency: str) -> str:
    return f"{'-' if minor < 0 else ''}{decimal(abs(minor), currency)}"


def _time(moment: datetime, days: Days) -> str:
    return moment.astimezone(ZoneInfo(days.time_zone)).isoformat(timespec="seconds")


_ROWS: Mapping[Kind, Callable[[Session, Days], Iterator[list[str]]]] = {
    "orders": _orders,
    "payments": _payments,
    "vat": _vat,
}
