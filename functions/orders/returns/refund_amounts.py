"""Computes the refund of a return's receipt: the arrived lines, and shipping if everything was withdrawn.

Staff agree to the amount, which their role limits.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from db.models.orders import Order, OrderLine
from db.models.returns import Return, ReturnLine
from functions.orders.errors import ItemsNotReturnable, RefundAboveLimit, RefundNotAgreed
from functions.orders.returns.errors import LostValueTooLarge
from functions.orders.returns.received_lines import Arrived, write_received_line
from functions.orders.returns.rules import PaidLine, is_everything, less_lost_value
from functions.orders.shipments.queries import Shipments
from functions.orders.taxes.rules import TaxedAmount, reversed_minor, totals_by_rate


def record_received_lines(received: Return, lines: Iterable[Arrived]) -> None:
    """Records the arrived items of each SKU; raises ItemsNotReturnable for more than were announced."""
    announced = {line.sku: line for line in received.lines}
    for arrived in lines:
        sku = arrived.sku
        quantity = announced[sku].quantity if sku in announced else 0
        if arrived.resellable + arrived.damaged > quantity:
            raise ItemsNotReturnable(f"{quantity} of {sku} were announced.", sku=sku, returnable=quantity)
        if quantity > 0:
            write_received_line(announced[sku], arrived)


def compute_refund(order: Order, received: Return, returns: Sequence[Return], shipments: Shipments) -> None:
    """Computes the amounts of the return from its arrived lines, after earlier returns and releases."""
    before = arrived_items(each for each in returns if each.id != received.id) + shipments.released
    paid = {line.sku: line for line in order.lines}
    amounts: list[TaxedAmount] = []
    for line in received.lines:
        whole = paid_line(paid[line.sku]).refund_of_quantity(before[line.sku], line.arrived)
        amount = less_lost_value(whole, _lost_value(line, whole.gross_minor))
        line.refund_minor = amount.gross_minor
        amounts.append(amount)
    ordered = {line.sku: line.quantity for line in order.lines}
    arrived = before + arrived_items([received])
    if is_everything(ordered, arrived) and all(each.is_withdrawal for each in returns if each.state != "declined"):
        shipping = _standard_shipping(order)
        received.shipping_minor = shipping.gross_minor
        amounts.append(shipping)
    received.refund_minor, received.taxes = limited_to_open_amount(order, shipments, amounts)


def _lost_value(line: ReturnLine, whole_minor: int) -> int:
    """The line's lost value; raises LostValueTooLarge, which names the amount that was paid."""
    if line.lost_value_minor > whole_minor:
        advice = f"What arrived of {line.sku} was paid with {whole_minor} minor units: name at most that."
        raise LostValueTooLarge(advice, sku=line.sku, paid_minor=whole_minor)
    return line.lost_value_minor


def limited_to_open_amount(
    order: Order, shipments: Shipments, amounts: Sequence[TaxedAmount]
) -> tuple[int, list[dict[str, Any]] | None]:
    """The sum of the amounts, limited to what is neither refunded nor released, and its VAT by rate.

    The VAT is None if the order has none stored, or if less than the sum is left.
    """
    whole_minor = sum(amount.gross_minor for amount in amounts)
    left_minor = order.total_minor - sum(shipments.uncaptured_minor) - order.refunded_minor
    if order.taxes is None or left_minor < whole_minor:
        return min(whole_minor, left_minor), None
    return whole_minor, [asdict(each) for each in totals_by_rate(amounts)]


def check_limit(order: Order, refund_minor: int, limit_minor: int | None) -> None:
    """Raises RefundAboveLimit if the order's refunds, with this one, exceed the limit, if there is one."""
    if limit_minor is not None and order.refunded_minor + refund_minor > limit_minor:
        most = f"It may refund {limit_minor} minor units of an order in all"
        raise RefundAboveLimit(f"{most}; ask a member of the staff with a higher limit.", limit_minor=limit_minor)


def check_amount(amount_minor: int, expected_minor: int | None, act: str) -> None:
    """Raises RefundNotAgreed, which names the amount, unless it is the one that staff expect."""
    if amount_minor != expected_minor:
        advice = f"Nothing was written. To {act}, agree to `refund_minor`."
        raise RefundNotAgreed(advice, refund_minor=amount_minor)


def arrived_items(returns: Iterable[Return]) -> Counter[str]:
    """The quantity of each SKU that has arrived with the returns."""
    found: Counter[str] = Counter()
    for each in returns:
        for line in each.lines:
            found[line.sku] += line.arrived
    return found


def paid_line(line: OrderLine) -> PaidLine:
    """The amount paid for the order's line."""
    charged_minor = line.unit_price_minor * line.quantity - line.discount_minor
    return PaidLine(line.quantity, charged_minor, line.tax_rate_basis_points, line.tax_minor)


def _standard_shipping(order: Order) -> TaxedAmount:
    """The price of the standard method; all of the shipping for an order from before it was stored."""
    paid_minor = order.shipping_minor - order.shipping_discount_minor
    standard_minor = paid_minor if order.standard_shipping_minor is None else order.standard_shipping_minor
    (tax_minor,) = reversed_minor([order.shipping_tax_minor or 0], paid_minor, 0, standard_minor)
    return TaxedAmount(standard_minor, order.shipping_tax_rate_basis_points or 0, tax_minor)
