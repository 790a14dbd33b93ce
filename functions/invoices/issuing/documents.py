"""Issues documents under numbers without gaps."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from db.models.base import new_key
from db.models.invoices import InvoiceCounter, InvoiceDocument, Kind
from eventing.events.invoices import InvoiceIssued
from functions.invoices.issuing.sale import Sale
from functions.invoices.issuing.seller import seller
from functions.invoices.rules import SERIES, Line, RateTotal
from functions.runtime.database.insert import get_or_insert
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.settings import settings


def locked_counter(shop: UnitOfWork, kind: Kind) -> InvoiceCounter:
    """The counter of the series and the year (UTC), locked: other transactions wait until this one ends."""
    values = {"series": SERIES[kind], "year": shop.now.year}
    return get_or_insert(shop.session, InvoiceCounter, **values, last=0).row


@dataclass(frozen=True, slots=True)
class Bill:
    """The content of a document, and its cause: the id of the order, or of the refund."""

    kind: Kind
    about_id: UUID
    lines: Sequence[Line]
    taxes: Sequence[RateTotal]


def issue(shop: UnitOfWork, counter: InvoiceCounter, sale: Sale, bill: Bill, **said: Any) -> InvoiceDocument:
    """Issues the document under the next number of the locked counter, and announces it, so that it is mailed.

    A failing transaction frees the number again.
    """
    counter.last += 1
    document = InvoiceDocument(
        id=new_key(),
        kind=bill.kind,
        number=f"{counter.series}-{counter.year}-{counter.last:06}",
        series=counter.series,
        year=counter.year,
        sequence=counter.last,
        order_id=sale.order_id,
        about_id=bill.about_id,
        issued_at=shop.now,
        language=settings().offered(sale.language),
        currency=sale.currency,
        country=sale.address.get("country", ""),
        total_minor=sum(each.net_minor + each.tax_minor for each in bill.taxes),
        taxes=[asdict(each) for each in bill.taxes],
        buyer={name: value for name, value in sale.address.items() if name != "phone"},
        content=_content(sale, bill) | said,
    )
    shop.session.add(document)
    shop.session.flush()
    if sale.email:
        shop.announce(_issued(document, sale))
    return document


def _issued(document: InvoiceDocument, sale: Sale) -> InvoiceIssued:
    return InvoiceIssued(
        invoice_id=document.id,
        kind=document.kind,
        document=document.number,
        order_id=sale.order_id,
        number=sale.order_number,
        recipient=sale.email,
        language=document.language,
    )


def _content(sale: Sale, bill: Bill) -> dict[str, Any]:
    return {
        "order_number": sale.order_number,
        "supplied_on": sale.supplied_on.isoformat(),
        "seller": seller(),
        "lines": [asdict(line) for line in bill.lines],
        "vat_note": sale.vat_note,
    }
