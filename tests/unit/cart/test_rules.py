from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.cart import rules
from functions.orders import rules as order_rules

carts = some.lists(
    some.builds(
        rules.Item,
        sku=some.sampled_from([f"SKU-{number}" for number in range(70)]),
        quantity=some.integers(1, rules.QUANTITY_MAX),
        added_at=some.datetimes(timezones=some.just(UTC)),
    ),
    max_size=rules.ITEMS_MAX,
    unique_by=lambda item: item.sku,
)


class TestMerged:
    @given(carts, carts)
    def test_is_a_cart_that_can_be_ordered_at_once(self, own: list[rules.Item], other: list[rules.Item]) -> None:
        both = rules.merged(own, other)
        assert len(both) <= rules.ITEMS_MAX
        assert len({item.sku for item in both}) == len(both)
        assert all(1 <= item.quantity <= rules.QUANTITY_MAX for item in both)

    @given(carts, carts)
    def test_adds_what_is_in_both_up_to_the_limit(self, own: list[rules.Item], other: list[rules.Item]) -> None:
        for item in rules.merged(own, other):
            wanted = sum(each.quantity for each in (*own, *other) if each.sku == item.sku)
            assert item.quantity == min(wanted, rules.QUANTITY_MAX)

    def test_keeps_the_newest_of_more_than_fit(self) -> None:
        items = [rules.Item(f"SKU-{n}", 1, datetime(2026, 11, 1, n % 24, n, tzinfo=UTC)) for n in range(60)]
        newest = sorted(items, key=lambda item: item.added_at)[-rules.ITEMS_MAX :]
        assert rules.merged(items[:30], items[30:]) == newest

    @given(carts, carts)
    def test_leaves_out_only_what_is_older_than_all_that_stays(
        self, own: list[rules.Item], other: list[rules.Item]
    ) -> None:
        both = rules.merged(own, other)
        kept = {item.sku for item in both}
        lost = [item for item in (*own, *other) if item.sku not in kept]
        assert not lost or len(both) == rules.ITEMS_MAX
        assert all(item.added_at <= both[0].added_at for item in lost)

    @given(carts)
    def test_with_nothing_is_the_cart_itself(self, own: list[rules.Item]) -> None:
        by_sku = {item.sku: item for item in own}
        assert {item.sku: item for item in rules.merged(own, [])} == by_sku
        assert {item.sku: item for item in rules.merged([], own)} == by_sku


class TestProblem:
    @given(some.integers(1, rules.QUANTITY_MAX), some.booleans(), some.integers(-5, 200))
    def test_there_is_none_only_for_what_can_be_bought(self, quantity: int, for_sale: bool, in_stock: int) -> None:
        problem = rules.problem(quantity, for_sale=for_sale, in_stock=in_stock)
        assert (problem is None) == (for_sale and in_stock >= quantity)

    @pytest.mark.parametrize(("in_stock", "problem"), [(0, "sold_out"), (1, "too_few"), (2, None)])
    def test_distinguishes_sold_out_from_too_few(self, in_stock: int, problem: str | None) -> None:
        assert rules.problem(2, for_sale=True, in_stock=in_stock) == problem


def test_what_fits_into_a_cart_fits_into_an_order() -> None:
    assert (rules.ITEMS_MAX, rules.QUANTITY_MAX) == (order_rules.LINES_MAX, order_rules.QUANTITY_MAX)
