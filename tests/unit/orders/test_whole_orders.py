"""Whole orders by their rules alone: what is paid, captured, invoiced, refunded, credited and declared adds up.

Of every destination: with VAT, without it, and where the business that orders owes it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.invoices import rules as invoices
from functions.orders.accounting.refunds import RefundFacts, refunded
from functions.orders.accounting.vat import Share, captured
from functions.orders.delivery.offers import Offer, Offers
from functions.orders.promotions.choice import Choice
from functions.orders.promotions.discounts import Goods, discounts
from functions.orders.promotions.rules import Promotion
from functions.orders.returns.rules import PaidLine, Refunds, less_lost_value, refunded_taxes
from functions.orders.rules import PricedLine
from functions.orders.store.part_views import DeliveryView
from functions.orders.store.priced_order import PricedOrder, charged, reduced, taxed_line
from functions.orders.taxes.rules import TaxedAmount, Vat, totals_by_rate

HOME = {"standard": 2000, "reduced": 550}
DESTINATIONS = {
    "home": Vat(HOME, HOME),
    "another member state": Vat({"standard": 2700, "reduced": 500}, HOME),
    "a business there": Vat({"standard": 2700, "reduced": 500}, HOME, reverse_charge=True),
    "an export": Vat({}, HOME),
}
WITHOUT_VAT = {"a business there", "an export"}

lines = some.builds(
    PricedLine,
    sku=some.uuids().map(str),
    title=some.just("A title"),
    unit_price_minor=some.one_of(some.integers(0, 5), some.integers(0, 100_00)),
    quantity=some.integers(1, 5),
    tax_class=some.sampled_from(["standard", "reduced", "none"]),
)
promotions = some.builds(
    Promotion,
    id=some.uuids(),
    kind=some.sampled_from(["percentage", "fixed_amount", "buy_x_get_y", "free_shipping"]),
    share_basis_points=some.integers(1, 10_000),
    amount_minor=some.integers(1, 50_00),
    buy_quantity=some.integers(1, 3),
    free_quantity=some.integers(1, 2),
)
baskets = some.lists(lines, min_size=1, max_size=4)
prices = some.one_of(some.integers(0, 5), some.integers(0, 15_00))
offered = some.lists(promotions, max_size=2, unique_by=lambda each: each.id)


def an_order(basket: list[PricedLine], vat: Vat, shipping_minor: int, taken: list[Promotion]) -> PricedOrder:
    """The order as it is priced for its destination."""
    priced = [charged(line, vat) for line in basket]
    price_minor = vat.charged_minor(shipping_minor, {line.tax_class for line in priced})
    delivery = DeliveryView(code="standard", names={}, arrives_from=date.min, arrives_until=date.min)
    offers = Offers("FR", (), Offer(delivery, price_minor))
    found = discounts(taken, Goods(priced, price_minor, price_minor))
    return PricedOrder(reduced(priced, found.lines_minor), "EUR", offers, Choice((), found))


@dataclass
class Sold:
    """An order of which some was taken out before the first parcel, and what was refunded of the rest."""

    order: PricedOrder
    taken_out: list[int]
    back: list[int] = field(default_factory=list)
    refunds: list[RefundFacts] = field(default_factory=list)
    has_lines: bool = False

    def __post_init__(self) -> None:
        self.back = list(self.taken_out)
        self.stored = {each.rate_basis_points: each.tax_minor for each in self.order.taxes}
        self.uncaptured = [self.paid(place).refund_of_quantity(0, count) for place, count in enumerate(self.taken_out)]
        self.uncaptured_taxes = totals_by_rate(self.uncaptured)
        self.taken_minor = self.order.totals.total_minor - sum(each.gross_minor for each in self.uncaptured)
        self.taxes_minor = Counter({each.rate_basis_points: each.tax_minor for each in self.uncaptured_taxes})

    def paid(self, place: int) -> PaidLine:
        line = self.order.lines[place]
        amount = taxed_line(line)
        return PaidLine(line.quantity, amount.gross_minor, amount.rate_basis_points, amount.tax_minor)

    @property
    def left_minor(self) -> int:
        return self.taken_minor - sum(each.amount_minor for each in self.refunds)

    def returns(self, place: int, count: int, lost: float) -> None:
        """So many items of a line come back, which have lost a part of their value."""
        count = min(count, self.order.lines[place].quantity - self.back[place])
        whole = self.paid(place).refund_of_quantity(self.back[place], count)
        amount = less_lost_value(whole, int(whole.gross_minor * lost))
        self.back[place] += count
        self.refund(min(amount.gross_minor, self.left_minor), amount if amount.gross_minor <= self.left_minor else None)
        self.has_lines = True

    def refund(self, amount_minor: int, of: TaxedAmount | None = None) -> None:
        """As mark-order-refunded stores it."""
        if amount_minor == 0:
            return
        before = Refunds(self.taken_minor, self.taken_minor - self.left_minor, self.taxes_minor, self.has_lines)
        own = {of.rate_basis_points: of.tax_minor} if of is not None else None
        back = refunded_taxes(self.stored, before, amount_minor, own)
        self.taxes_minor.update(back)
        rows = [{"rate_basis_points": rate, "tax_minor": minor} for rate, minor in back.items()]
        self.refunds.append(RefundFacts(uuid4(), amount_minor, rows, stored([of]) if of is not None else None))

    def invoice(self) -> list[invoices.RateTotal]:
        """What its invoice has by rate."""
        rows = [
            invoices.Line("goods", "", line.quantity, line.unit_price_minor, line.discount_minor, *of_line)
            for line in self.order.lines
            for each in [taxed_line(line)]
            for of_line in [(each.gross_minor, each.rate_basis_points, each.tax_minor)]
        ]
        kept = [invoices.invoiced(row, count) for row, count in zip(rows, self.taken_out, strict=True)]
        ship = self.order.shipping
        shipping = invoices.Line(
            "shipping", "", 1, ship.gross_minor, 0, ship.gross_minor, ship.rate_basis_points, ship.tax_minor
        )
        return invoices.totals_by_rate([*(row for row in kept if row.quantity > 0), shipping])


def stored(amounts: list[TaxedAmount]) -> list[dict[str, Any]]:
    """Taxes as returns, releases and orders store them."""
    return [
        {"rate_basis_points": each.rate_basis_points, "net_minor": each.net_minor, "tax_minor": each.tax_minor}
        for each in totals_by_rate(amounts)
    ]


@some.composite
def sold(draw: some.DrawFn) -> Sold:
    destination = draw(some.sampled_from(sorted(DESTINATIONS)))
    order = an_order(draw(baskets), DESTINATIONS[destination], draw(prices), draw(offered))
    counts = [draw(some.integers(0, line.quantity)) for line in order.lines]
    found = Sold(order, counts if draw(some.booleans()) else [0] * len(counts))
    for _ in range(draw(some.integers(0, 6))):
        if draw(some.booleans()):
            place = draw(some.integers(0, len(order.lines) - 1))
            found.returns(place, draw(some.integers(1, 5)), draw(some.sampled_from([0, 0, 0.25, 1])))
        else:
            found.refund(found.left_minor * draw(some.integers(0, 9)) // 10)
    found.refund(found.left_minor)
    return found


class TestAnOrder:
    @given(baskets, some.sampled_from(sorted(DESTINATIONS)), prices, offered)
    def test_costs_its_lines_and_shipping_without_discounts_with_the_vat_in_them(
        self, basket: list[PricedLine], destination: str, shipping_minor: int, taken: list[Promotion]
    ) -> None:
        order = an_order(basket, DESTINATIONS[destination], shipping_minor, taken)
        totals = order.totals
        paid = sum(line.charged_minor for line in order.lines) + order.shipping.gross_minor
        assert totals.total_minor == totals.subtotal_minor + totals.shipping_minor - totals.discount_minor == paid
        assert sum(each.net_minor + each.tax_minor for each in order.taxes) == totals.total_minor
        taxes = [*(taxed_line(line).tax_minor for line in order.lines), order.shipping.tax_minor]
        assert sum(each.tax_minor for each in order.taxes) == sum(taxes)
        if destination in WITHOUT_VAT:
            assert [(each.rate_basis_points, each.tax_minor) for each in order.taxes] == [(0, 0)]

    @given(baskets)
    def test_without_vat_is_worth_what_it_is_with_it_where_something_begins_at_a_value(
        self, basket: list[PricedLine]
    ) -> None:
        for vat in DESTINATIONS.values():
            assert [charged(line, vat).value_minor for line in basket] == [line.total_minor for line in basket]


class TestWhatIsTakenAndGivenBack:
    @given(sold())
    def test_is_invoiced_as_it_is_captured_and_declared(self, order: Sold) -> None:
        invoice = order.invoice()
        assert sum(each.net_minor + each.tax_minor for each in invoice) == order.taken_minor >= 0
        assert shares_of(invoice) == declared(order)

    @given(sold())
    def test_comes_to_exactly_what_was_captured_and_its_vat(self, order: Sold) -> None:
        assert order.left_minor == 0
        assert all(each.amount_minor > 0 for each in order.refunds)
        back = Counter[int](order.taxes_minor)
        assert back == Counter(order.stored) or order.taken_minor == 0

    @given(sold())
    def test_divides_among_rates_in_credit_notes_as_it_is_declared(self, order: Sold) -> None:
        notes, shares = credit_notes(order), refunded(declared(order), order.refunds)
        assert notes == [sorted_shares(shares[refund.id]) for refund in order.refunds]
        refund_of_quantity = [share.negated() for note in notes for share in note]
        assert by_rate([*declared(order), *refund_of_quantity]) == {}

    @given(sold(), some.randoms())
    def test_is_credited_whole_in_whatever_order_the_events_of_refunds_come(self, order: Sold, random: Random) -> None:
        random.shuffle(order.refunds)
        assert by_rate([share for note in credit_notes(order) for share in note]) == by_rate(declared(order))

    @pytest.mark.parametrize("destination", sorted(DESTINATIONS))
    def test_of_lines_of_whose_rate_less_is_left_divides_like_an_amount(self, destination: str) -> None:
        mug = PricedLine("MUG", "A mug", 100_00, 1, tax_class="standard")
        card = PricedLine("CARD", "A gift card", 50_00, 2, tax_class="none")
        order = Sold(an_order([mug, card], DESTINATIONS[destination], 0, []), [0, 0])
        order.refund(order.left_minor * 7 // 10)
        order.returns(1, 1, 0)
        order.refund(order.left_minor)
        shares = refunded(declared(order), order.refunds)
        assert credit_notes(order) == [sorted_shares(shares[refund.id]) for refund in order.refunds]
        assert by_rate([share for note in credit_notes(order) for share in note]) == by_rate(declared(order))


def credit_notes(order: Sold) -> list[list[Share]]:
    """What the credit note of each refund has by rate."""
    invoice, credited, notes = order.invoice(), list[invoices.RateTotal](), []
    for refund in order.refunds:
        taxes = {each["rate_basis_points"]: each["tax_minor"] for each in refund.taxes or ()}
        of_lines = [invoices.RateTotal(**each) for each in refund.of_lines or ()]
        left = invoices.left_of(invoice, credited)
        is_of_lines = bool(of_lines) and invoices.is_of(of_lines, refund.amount_minor, taxes, left)
        rows = of_lines if is_of_lines else invoices.divided(refund.amount_minor, taxes, left)
        credited += rows
        notes.append(shares_of(rows))
    return notes


def by_rate(shares: list[Share]) -> dict[int | None, tuple[int, int]]:
    net, tax = Counter[int | None](), Counter[int | None]()
    for share in shares:
        net[share.rate_basis_points] += share.net_minor
        tax[share.rate_basis_points] += share.tax_minor
    return {rate: (net[rate], tax[rate]) for rate in net if net[rate] or tax[rate]}


def declared(order: Sold) -> list[Share]:
    """What of the capture is declared of each rate."""
    taxes = [
        {"rate_basis_points": e.rate_basis_points, "net_minor": e.net_minor, "tax_minor": e.tax_minor}
        for e in order.order.taxes
    ]
    return sorted_shares(captured(order.taken_minor, taxes, [stored(order.uncaptured)]))


def shares_of(totals: list[invoices.RateTotal]) -> list[Share]:
    return sorted_shares([Share(each.rate_basis_points, each.net_minor, each.tax_minor) for each in totals])


def sorted_shares(shares: list[Share]) -> list[Share]:
    """Those that are something, the highest rate first."""
    return sorted(
        (each for each in shares if each.net_minor or each.tax_minor), key=lambda each: -(each.rate_basis_points or 0)
    )
