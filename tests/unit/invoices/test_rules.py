"""What invoices and credit notes come to: to the cent what was paid, and what was given back."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from functions.invoices.rules import (
    Line,
    RateTotal,
    divided,
    invoiced,
    left_of,
    spread,
    totals_by_rate,
    with_taxes,
)
from functions.orders.returns.rules import PaidLine, Refunds, refunded_taxes
from functions.orders.taxes.rules import included_minor

RATES = (2000, 1000, 550, 0)


def line(quantity: int, price_minor: int, discount_minor: int, rate: int) -> Line:
    gross_minor = price_minor * quantity - discount_minor
    tax_minor = included_minor(gross_minor, rate)
    return Line("goods", "Mug", quantity, price_minor, discount_minor, gross_minor, rate, tax_minor, sku="MUG")


@st.composite
def lines(draw: st.DrawFn) -> Line:
    quantity, price = draw(st.integers(1, 99)), draw(st.integers(0, 100_00))
    return line(quantity, price, draw(st.integers(0, price * quantity)), draw(st.sampled_from(RATES)))


baskets = st.lists(lines(), min_size=1, max_size=5)


@given(lines(), st.data())
def test_what_is_invoiced_and_what_is_released_are_the_whole_line(ordered: Line, data: st.DataObject) -> None:
    released = data.draw(st.integers(0, ordered.quantity))
    kept = invoiced(ordered, released)
    paid = PaidLine(ordered.quantity, ordered.gross_minor, ordered.rate_basis_points, ordered.tax_minor)
    given_back = paid.refund_of_quantity(0, released)
    assert kept.gross_minor + given_back.gross_minor == ordered.gross_minor
    assert kept.tax_minor + given_back.tax_minor == ordered.tax_minor
    assert kept.quantity * kept.unit_price_minor - kept.discount_minor == kept.gross_minor
    assert kept.discount_minor >= 0


@given(baskets)
def test_the_rates_of_an_invoice_add_up_to_its_lines(basket: list[Line]) -> None:
    totals = totals_by_rate(basket)
    assert sum(each.net_minor + each.tax_minor for each in totals) == sum(each.gross_minor for each in basket)
    assert sum(each.tax_minor for each in totals) == sum(each.tax_minor for each in basket)
    assert [each.rate_basis_points for each in totals] == sorted(
        {each.rate_basis_points for each in basket}, reverse=True
    )


@given(st.integers(-5, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_parts_add_up_to_the_amount(amount_minor: int, weights: list[int]) -> None:
    parts = spread(amount_minor, weights)
    assert (len(parts), sum(parts)) == (len(weights), amount_minor)
    if sum(weights) > amount_minor >= 0:
        assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(baskets, st.data())
def test_taxes_of_lines_add_up_to_the_tax_of_their_rate(basket: list[Line], data: st.DataObject) -> None:
    taxes = {rate: data.draw(st.integers(0, 100)) for rate in {each.rate_basis_points for each in basket}}
    found: Counter[int] = Counter()
    for each in with_taxes(basket, taxes):
        found[each.rate_basis_points] += each.tax_minor
    assert found == Counter(taxes)


@given(baskets, st.lists(st.integers(1, 10_000), max_size=6), st.randoms())
def test_credit_notes_of_everything_leave_nothing_of_the_invoice(
    basket: list[Line], parts: list[int], random: Random
) -> None:
    """In whatever order the refunds' events come."""
    invoice = totals_by_rate(basket)
    refunds = as_orders_store_them(invoice, parts)
    random.shuffle(refunds)
    credited: list[RateTotal] = []
    for amount_minor, taxes in refunds:
        rows = divided(amount_minor, taxes, left_of(invoice, credited))
        assert sum(row.net_minor + row.tax_minor for row in rows) == amount_minor
        assert Counter({row.rate_basis_points: row.tax_minor for row in rows}) == Counter(taxes)
        credited += rows
    assert all((each.net_minor, each.tax_minor) == (0, 0) for each in left_of(invoice, credited))


def as_orders_store_them(invoice: list[RateTotal], parts: list[int]) -> list[tuple[int, dict[int, int]]]:
    """Refunds of these amounts and of what is left then, with the VAT that orders take back with each."""
    stored = {each.rate_basis_points: each.tax_minor for each in invoice}
    total_minor = sum(each.net_minor + each.tax_minor for each in invoice)
    before: Counter[int] = Counter()
    refunds, refunded_minor = [], 0
    for wanted in [*parts, total_minor]:
        amount_minor = min(wanted, total_minor - refunded_minor)
        if amount_minor > 0:
            taxes = refunded_taxes(
                stored, Refunds(total_minor, refunded_minor, before, has_lines=False), amount_minor, None
            )
            refunds.append((amount_minor, taxes))
            before.update(taxes)
            refunded_minor += amount_minor
    return refunds
