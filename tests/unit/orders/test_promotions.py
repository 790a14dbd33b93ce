"""Promotions by their rules alone, over random baskets and promotions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.orders import rules as orders
from functions.orders.promotions.choice import Choice, chosen
from functions.orders.promotions.discounts import Discounts, Goods, best, discounts, spread
from functions.orders.promotions.rules import Promotion, Refusal, Shopper, refusal
from functions.orders.taxes.rules import reversed_minor, taxed, totals_by_rate

NOW = datetime(2026, 11, 23, tzinfo=UTC)
GUEST, NEW, REGULAR = Shopper(False, False), Shopper(True, False), Shopper(True, True)
A_KIND: dict[str, dict[str, Any]] = {
    "percentage": {"share_basis_points": 1000},
    "fixed_amount": {"amount_minor": 5_00},
    "buy_x_get_y": {"buy_quantity": 2, "free_quantity": 1},
    "free_shipping": {},
}

lines = some.builds(
    orders.PricedLine,
    sku=some.just("SKU"),
    title=some.just("A title"),
    unit_price_minor=some.integers(0, 10**6),
    quantity=some.integers(1, orders.QUANTITY_MAX),
    tax_rate_basis_points=some.sampled_from([0, 550, 1000, 2000, 2550]),
    handle=some.sampled_from(["mug", "plate", "book"]),
    category=some.sampled_from(["kitchen", "books"]),
)
baskets = some.builds(
    Goods, some.lists(lines, min_size=1, max_size=12), some.integers(0, 20_00), some.integers(0, 10_00)
)
promotions = some.lists(
    some.builds(
        Promotion,
        id=some.uuids(),
        kind=some.sampled_from(sorted(A_KIND)),
        share_basis_points=some.integers(1, 10_000),
        amount_minor=some.integers(1, 10**7),
        buy_quantity=some.integers(1, 5),
        free_quantity=some.integers(1, 3),
        handles=some.lists(some.sampled_from(["mug", "plate"]), max_size=2),
        categories=some.lists(some.sampled_from(["books"]), max_size=1),
        combinable=some.booleans(),
    ),
    max_size=5,
    unique_by=lambda each: each.id,
)


def a_line(price_minor: int, quantity: int = 1, *, handle: str = "mug", category: str = "kitchen") -> orders.PricedLine:
    return orders.PricedLine(handle, handle, price_minor, quantity, handle=handle, category=category)


def a_promotion(kind: str = "percentage", number: int = 1, **other: Any) -> Promotion:
    return Promotion(**{"id": UUID(int=number), "kind": kind, **A_KIND[kind], **other})


def off(promotion: Promotion, *priced: orders.PricedLine) -> tuple[int, ...]:
    return discounts([promotion], Goods(priced)).lines_minor


def reduced(goods: Goods, found: Discounts) -> list[orders.PricedLine]:
    return [replace(line, discount_minor=off) for line, off in zip(goods.lines, found.lines_minor, strict=True)]


class TestSpreading:
    @given(some.lists(some.integers(0, 10**9), min_size=1, max_size=50), some.floats(0, 1))
    def test_loses_no_cent_and_takes_no_more_than_there_is(self, weights: list[int], share: float) -> None:
        amount = int(sum(weights) * share)
        shares = spread(amount, weights)
        assert sum(shares) == amount
        assert all(0 <= part <= weight for part, weight in zip(shares, weights, strict=True))

    @given(some.lists(some.integers(0, 10**6), min_size=1, max_size=50), some.integers(0, 10**6))
    def test_is_within_a_cent_of_the_exact_proportion(self, weights: list[int], amount: int) -> None:
        total = sum(weights)
        amount = min(amount, total)
        for part, weight in zip(spread(amount, weights), weights, strict=True):
            assert abs(part * total - amount * weight) < max(total, 1)

    def test_gives_the_cents_that_are_left_to_the_largest_remainders(self) -> None:
        assert spread(100, [200, 200, 300]) == [29, 28, 43]
        assert spread(10, [0, 0]) == [0, 0]


class TestDiscounts:
    @given(promotions, baskets)
    def test_lines_and_shipping_without_them_are_the_total(
        self, some_promotions: list[Promotion], goods: Goods
    ) -> None:
        found = best(some_promotions, goods)
        cost = orders.totals(reduced(goods, found), goods.shipping_minor, found.shipping_minor)
        assert cost.total_minor == cost.subtotal_minor + cost.shipping_minor - found.total_minor >= 0
        assert found.total_minor == sum(each.discount_minor for each in found.applied)

    @given(promotions, baskets)
    def test_never_take_more_than_a_line_or_the_shipping_costs(
        self, some_promotions: list[Promotion], goods: Goods
    ) -> None:
        found = discounts(some_promotions, goods)
        assert all(0 <= line.discount_minor <= line.total_minor for line in reduced(goods, found))
        assert 0 <= found.shipping_minor <= min(goods.shipping_minor, goods.standard_shipping_minor)

    @given(promotions, baskets)
    def test_do_not_depend_on_the_order_of_the_promotions(self, some_promotions: list[Promotion], goods: Goods) -> None:
        assert discounts(some_promotions, goods) == discounts(some_promotions[::-1], goods)

    @given(promotions, baskets)
    def test_leave_vat_that_adds_up_by_rate_and_refunds_that_leave_nothing(
        self, some_promotions: list[Promotion], goods: Goods
    ) -> None:
        found = best(some_promotions, goods)
        paid = [taxed(line.charged_minor, line.tax_rate_basis_points) for line in reduced(goods, found)]
        paid.append(taxed(goods.shipping_minor - found.shipping_minor, 2000))
        total_minor = sum(each.gross_minor for each in paid)
        by_rate = totals_by_rate(paid)
        assert sum(each.net_minor + each.tax_minor for each in by_rate) == total_minor
        taxes, back, before = [each.tax_minor for each in by_rate], [0] * len(by_rate), 0
        for each in paid:
            taken = reversed_minor(taxes, total_minor, before, each.gross_minor)
            back = [one + other for one, other in zip(back, taken, strict=True)]
            before += each.gross_minor
        assert (before, back) == (total_minor, taxes if total_minor else [0] * len(taxes))


class TestAPercentage:
    def test_is_rounded_half_up_and_spread_over_the_lines(self) -> None:
        assert off(a_promotion(), a_line(1_05), a_line(2_00)) == (11, 20)

    def test_is_of_the_products_and_categories_that_it_is_for(self) -> None:
        basket = (a_line(10_00), a_line(10_00, handle="plate"), a_line(10_00, handle="novel", category="books"))
        assert off(a_promotion(handles=["plate"], categories=["books"]), *basket) == (0, 1_00, 1_00)
        assert off(a_promotion(), *basket) == (1_00, 1_00, 1_00)


class TestAnAmount:
    def test_is_at_most_what_the_goods_cost(self) -> None:
        assert off(a_promotion("fixed_amount"), a_line(3_00), a_line(1_00)) == (3_00, 1_00)
        assert off(a_promotion("fixed_amount"), a_line(30_00), a_line(10_00)) == (3_75, 1_25)


class TestFreeItems:
    @pytest.mark.parametrize(("quantity", "free"), [(2, 0), (3, 1), (5, 1), (6, 2)])
    def test_are_some_of_each_full_group(self, quantity: int, free: int) -> None:
        assert off(a_promotion("buy_x_get_y"), a_line(10_00, quantity)) == (free * 10_00,)

    def test_are_the_cheapest_of_all_lines(self) -> None:
        assert off(a_promotion("buy_x_get_y"), a_line(10_00, 2), a_line(4_00, 1)) == (0, 4_00)

    def test_are_those_of_the_promotion(self) -> None:
        assert off(a_promotion("buy_x_get_y", handles=["mug"]), a_line(10_00, 3), a_line(1_00, 9, handle="pen")) == (
            10_00,
            0,
        )


class TestFreeShipping:
    @pytest.mark.parametrize(("taken", "free"), [(4_90, 4_90), (12_90, 4_90), (0, 0)])
    def test_covers_what_the_first_method_costs(self, taken: int, free: int) -> None:
        goods = Goods([a_line(10_00)], taken, 4_90)
        assert discounts([a_promotion("free_shipping")], goods).shipping_minor == free

    def test_covers_it_once(self) -> None:
        goods = Goods([a_line(10_00)], 12_90, 4_90)
        twice = [a_promotion("free_shipping", number) for number in (1, 2)]
        assert discounts(twice, goods).shipping_minor == 4_90


class TestTheBest:
    @given(promotions, baskets)
    def test_is_no_worse_than_any_single_one(self, some_promotions: list[Promotion], goods: Goods) -> None:
        alone = [discounts([each], goods).total_minor for each in some_promotions if not each.combinable]
        assert best(some_promotions, goods).total_minor >= max(alone, default=0)

    def test_is_all_that_can_be_combined_or_another_alone(self) -> None:
        goods = Goods([a_line(100_00)])
        together = [a_promotion(number=1, combinable=True), a_promotion("fixed_amount", 2, combinable=True)]
        small, large = (a_promotion(number=3, share_basis_points=share) for share in (1400, 1500))
        assert [each.discount_minor for each in best([*together, small], goods).applied] == [10_00, 5_00]
        assert [each.discount_minor for each in best([a_promotion(number=1), large], goods).applied] == [15_00]

    def test_takes_an_amount_off_after_a_share(self) -> None:
        together = [a_promotion("fixed_amount", 1, combinable=True), a_promotion(number=2, combinable=True)]
        assert best(together, Goods([a_line(100_00)])).total_minor == 15_00


class TestConditions:
    @pytest.mark.parametrize(
        ("terms", "shopper", "reason"),
        [
            ({}, GUEST, None),
            ({"valid_from": NOW + timedelta(seconds=1)}, GUEST, "not_yet_valid"),
            ({"valid_from": NOW}, GUEST, None),
            ({"valid_until": NOW}, GUEST, "expired"),
            ({"valid_until": NOW + timedelta(seconds=1)}, GUEST, None),
            ({"uses_max": 3, "uses": 3}, GUEST, "used_up"),
            ({"uses_max": 3, "uses": 2}, GUEST, None),
            ({"audience": "accounts"}, GUEST, "account_needed"),
            ({"audience": "accounts"}, REGULAR, None),
            ({"audience": "first_order"}, GUEST, "account_needed"),
            ({"audience": "first_order"}, NEW, None),
            ({"audience": "first_order"}, REGULAR, "not_first_order"),
            ({"audience": "first_order", "account_uses": 1}, NEW, "used_up_by_account"),
            ({"uses_max_per_account": 2}, GUEST, "account_needed"),
            ({"uses_max_per_account": 2, "account_uses": 1}, REGULAR, None),
            ({"uses_max_per_account": 2, "account_uses": 2}, REGULAR, "used_up_by_account"),
            ({"subtotal_from_minor": 20_01}, GUEST, "subtotal_too_low"),
            ({"subtotal_from_minor": 20_00}, GUEST, None),
            ({"handles": ["plate"]}, GUEST, "no_matching_products"),
            ({"categories": ["kitchen"]}, GUEST, None),
        ],
    )
    def test_that_are_not_met_have_a_reason(
        self, terms: dict[str, Any], shopper: Shopper, reason: Refusal | None
    ) -> None:
        assert refusal(a_promotion(**terms), [a_line(10_00, 2)], shopper, NOW) == reason


class TestUses:
    @pytest.mark.parametrize(
        ("terms", "counted"),
        [
            ({}, False),
            ({"code": "TEN"}, True),
            ({"uses_max": 1}, True),
            ({"uses_max_per_account": 1}, True),
            ({"audience": "first_order"}, True),
        ],
    )
    def test_are_counted_where_there_is_a_code_or_a_limit(self, terms: dict[str, Any], counted: bool) -> None:
        assert a_promotion(**terms).is_counted == counted


def choice(*offered: Promotion, codes: Sequence[str], goods: Goods) -> Choice:
    return chosen(offered, codes, goods, GUEST, NOW)


class TestVouchers:
    GOODS = Goods([a_line(100_00)])

    def reasons(self, *offered: Promotion, codes: Sequence[str] = ("TEN",)) -> list[tuple[str, Refusal | None]]:
        found = choice(*offered, codes=codes, goods=self.GOODS)
        return [(each.code, each.refusal) for each in found.vouchers]

    def test_are_applied_or_have_a_reason(self) -> None:
        ten = a_promotion(code="TEN")
        assert self.reasons(ten) == [("TEN", None)]
        assert self.reasons(ten, codes=["NEVER", "TEN", "TEN"]) == [("NEVER", "unknown"), ("TEN", None)]
        assert self.reasons(replace(ten, valid_until=NOW)) == [("TEN", "expired")]

    def test_lose_to_a_promotion_that_saves_more(self) -> None:
        ten, sale = a_promotion(code="TEN"), a_promotion(number=2, share_basis_points=2000)
        assert self.reasons(ten, sale) == [("TEN", "better_promotion")]
        both = replace(ten, combinable=True), replace(sale, combinable=True)
        assert self.reasons(*both) == [("TEN", None)]

    def test_that_would_reduce_nothing_say_so(self) -> None:
        assert self.reasons(a_promotion("free_shipping", code="TEN")) == [("TEN", "nothing_to_reduce")]
