"""What an accountant declares of each capture and refund: it adds up to the booking, whatever is stored."""

from collections import Counter
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as some

from functions.orders.accounting.refunds import OrderFacts, RefundFacts, refund_of, refunded
from functions.orders.accounting.vat import Share, captured
from functions.orders.returns.rules import Refunds, refunded_taxes
from functions.orders.taxes.rules import taxed, totals_by_rate

RATES = (2000, 1000, 550, 0)
baskets = some.lists(some.tuples(some.integers(1, 10**6), some.sampled_from(RATES)), min_size=1, max_size=5)


def stored(basket: list[tuple[int, int]]) -> list[dict[str, int]]:
    """The taxes of an order of these gross amounts, as they are stored."""
    totals = totals_by_rate(taxed(*each) for each in basket)
    return [
        {"rate_basis_points": each.rate_basis_points, "net_minor": each.net_minor, "tax_minor": each.tax_minor}
        for each in totals
    ]


def refunds_of(taxes: list[dict[str, int]], total_minor: int, parts: list[float]) -> list[RefundFacts]:
    """Refunds of these parts of what is left each time, and then of the rest, as orders store them."""
    by_rate = {each["rate_basis_points"]: each["tax_minor"] for each in taxes}
    before, refunded_minor, found = Counter[int](), 0, []
    for part in [*parts, 1.0]:
        amount_minor = int((total_minor - refunded_minor) * part)
        if amount_minor == 0:
            continue
        back = refunded_taxes(by_rate, Refunds(total_minor, refunded_minor, before, False), amount_minor, None)
        rows = [{"rate_basis_points": rate, "tax_minor": minor} for rate, minor in back.items()]
        found.append(RefundFacts(uuid4(), amount_minor, rows))
        before.update(back)
        refunded_minor += amount_minor
    return found


def sums(shares: list[Share]) -> dict[int | None, tuple[int, int]]:
    net, tax = Counter[Any](), Counter[Any]()
    for share in shares:
        net[share.rate_basis_points] += share.net_minor
        tax[share.rate_basis_points] += share.tax_minor
    return {rate: (net[rate], tax[rate]) for rate in net if net[rate] or tax[rate]}


class TestShares:
    @given(baskets, some.lists(some.floats(0, 0.99), max_size=6))
    def test_each_refund_adds_up_and_all_of_them_leave_nothing_of_any_rate(
        self, basket: list[tuple[int, int]], parts: list[float]
    ) -> None:
        taxes, total_minor = stored(basket), sum(gross for gross, _ in basket)
        sold = captured(total_minor, taxes, [])
        assert sum(share.gross_minor for share in sold) == total_minor
        refunds = refunds_of(taxes, total_minor, parts)
        shares = refunded(sold, refunds)
        for refund in refunds:
            assert sum(share.gross_minor for share in shares[refund.id]) == refund.amount_minor
        refund_of_quantity = [share.negated() for each in shares.values() for share in each]
        assert sums([*sold, *refund_of_quantity]) == {}

    @given(baskets, baskets)
    def test_what_was_released_before_the_capture_is_not_sold(
        self, kept: list[tuple[int, int]], released: list[tuple[int, int]]
    ) -> None:
        shares = captured(sum(gross for gross, _ in kept), stored(kept + released), [stored(released)])
        of_kept = [Share(each["rate_basis_points"], each["net_minor"], each["tax_minor"]) for each in stored(kept)]
        assert sums(shares) == sums(of_kept)

    def test_a_refund_of_lines_has_their_rates(self) -> None:
        sold = [Share(2000, 100_00, 20_00), Share(550, 100_00, 5_50)]
        lines = [{"rate_basis_points": 550, "net_minor": 10_00, "tax_minor": 55}]
        taxes = [{"rate_basis_points": 2000, "tax_minor": 0}, {"rate_basis_points": 550, "tax_minor": 55}]
        facts = RefundFacts(uuid4(), 10_55, taxes, lines)
        assert refunded(sold, [facts]) == {facts.id: [Share(550, 10_00, 55)]}

    def test_what_no_stored_tax_explains_has_no_rate(self) -> None:
        assert captured(29_90, None, []) == [Share(None, 29_90, 0)]
        order = OrderFacts("FR", 29_90, None, [], [])
        assert refund_of(order, UUID(int=1), 5_00) == refund_of(None, UUID(int=1), 5_00) == [Share(None, 5_00, 0)]
