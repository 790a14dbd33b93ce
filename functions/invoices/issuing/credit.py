"""Computes the rows of a credit note: the lines that a refund was for, or an amount by rate."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from db.models.invoices import InvoiceDocument
from functions.invoices.issuing.sale import Refund, RefundedItems, Sale
from functions.invoices.queries import credit_notes_of, refunded_items
from functions.invoices.rules import Line, RateTotal, divided, is_of, left_of, spread, totals_by_rate, with_taxes


def credited(
    session: Session, refund: Refund, sale: Sale, invoice: InvoiceDocument
) -> tuple[Sequence[Line], Sequence[RateTotal]]:
    """The rows of the refund's credit note, and their sums by rate, with the VAT that the order stored for it."""
    of_lines = refunded_items(session, refund.id)
    before = [total for note in credit_notes_of(session, sale.order_id) for total in _totals(note)]
    left = left_of(_totals(invoice), before)
    if of_lines is not None and is_of(of_lines.taxes or (), refund.amount_minor, refund.taxes_minor, left):
        lines = with_taxes(_rows(of_lines, sale), refund.taxes_minor)
        return lines, totals_by_rate(lines)
    totals = divided(refund.amount_minor, refund.taxes_minor, left)
    return [_amount(total) for total in totals], totals


def _rows(of_lines: RefundedItems, sale: Sale) -> list[Line]:
    sold = {line.sku: line for line in sale.lines if line.kind == "goods"}
    known = [_row(sold[sku], quantity, minor) for sku, quantity, minor in of_lines.items if minor is not None]
    unknown = [(sold[sku], quantity) for sku, quantity, minor in of_lines.items if minor is None]
    shipping = [line for line in sale.lines if line.kind == "shipping" and of_lines.shipping_minor]
    return [*known, *_shared(unknown, of_lines), *(_row(line, 1, of_lines.shipping_minor) for line in shipping)]


def _shared(items: Sequence[tuple[Line, int]], of_lines: RefundedItems) -> list[Line]:
    """The amount of each rate, divided among its items by their prices."""
    rows: list[Line] = []
    for each in of_lines.taxes or ():
        of_rate = [(line, quantity) for line, quantity in items if line.rate_basis_points == each.rate_basis_points]
        costs = [line.gross_minor * quantity // line.quantity for line, quantity in of_rate]
        shares = spread(each.net_minor + each.tax_minor, costs)
        rows += [_row(line, quantity, minor) for (line, quantity), minor in zip(of_rate, shares, strict=True)]
    return rows


def _row(line: Line, quantity: int, gross_minor: int) -> Line:
    discount_minor = line.unit_price_minor * quantity - gross_minor
    return replace(line, quantity=quantity, discount_minor=discount_minor, gross_minor=gross_minor, tax_minor=0)


def _amount(total: RateTotal) -> Line:
    gross_minor = total.net_minor + total.tax_minor
    return Line("amount", "", 1, gross_minor, 0, gross_minor, total.rate_basis_points, total.tax_minor)


def _totals(document: InvoiceDocument) -> list[RateTotal]:
    return [RateTotal(**each) for each in document.taxes]
