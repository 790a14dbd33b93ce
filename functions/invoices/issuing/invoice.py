"""Finds or issues the invoice of an order."""

from uuid import UUID

from db.models.invoices import InvoiceDocument
from functions.invoices.issuing.documents import Bill, issue, locked_counter
from functions.invoices.issuing.order_queries import sale_of
from functions.invoices.issuing.sale import Sale
from functions.invoices.queries import issued
from functions.invoices.rules import totals_by_rate
from functions.runtime.database.unit_of_work import UnitOfWork


def invoice_of(shop: UnitOfWork, order_id: UUID) -> tuple[InvoiceDocument, Sale] | None:
    """The order's invoice, issued if it is missing; None for an order that gets none (sale_of)."""
    sale = sale_of(shop.session, order_id)
    if sale is None:
        return None
    return issued(shop.session, order_id) or _issue(shop, sale), sale


def _issue(shop: UnitOfWork, sale: Sale) -> InvoiceDocument:
    counter, order_id = locked_counter(shop, "invoice"), sale.order_id
    # Another event of the order may have had the counter before.
    before = issued(shop.session, order_id)
    return before or issue(shop, counter, sale, Bill("invoice", order_id, sale.lines, totals_by_rate(sale.lines)))
