"""Shipments: whatever goes in which parcel or is released, nothing goes twice, and money comes to what was shipped."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.orders.returns.rules import PaidLine
from functions.orders.shipments import rules
from functions.orders.taxes.rules import included_minor

SKUS = ("A", "B", "C")
CARRIERS = [("DHL", "https://dhl.example/{code}"), ("DHL Express", "https://express.example/?code={code}&x=1")]

baskets = st.dictionaries(st.sampled_from(SKUS), st.tuples(st.integers(1, 9), st.integers(0, 10**6)), min_size=1)
# Each ships or releases some of what is left, or returns some of what was shipped.
steps = st.lists(st.tuples(st.sampled_from(["ship", "release", "return"]), st.sampled_from(SKUS), st.integers(1, 9)))


@given(baskets, steps, st.sampled_from([0, 550, 2000]), st.integers(0, 1000))
def test_every_split_takes_and_gives_back_exactly_what_the_lines_cost(
    basket: dict[str, tuple[int, int]], steps: list[tuple[str, str, int]], rate: int, shipping: int
) -> None:
    ordered = Counter({sku: quantity for sku, (quantity, _) in basket.items()})
    paid = {sku: PaidLine(q, charged, rate, included_minor(charged, rate)) for sku, (q, charged) in basket.items()}
    total = sum(charged for _, charged in basket.values()) + shipping
    shipped, released, back = Counter[str](), Counter[str](), Counter[str]()
    uncaptured: list[int] = []
    captured: int | None = None
    refunded = 0
    for step, sku, quantity in [*steps, *(("ship", sku, 99) for sku in SKUS), *(("return", sku, 99) for sku in SKUS)]:
        left = rules.left_to_ship(ordered, shipped, released)
        many = min(quantity, shipped[sku] - back[sku] if step == "return" else left[sku])
        if many <= 0:
            continue
        assert rules.too_many(left, {sku: left[sku] + 1}) == sku
        if step == "ship":
            captured = rules.capture_minor(total, uncaptured) if captured is None else captured
            shipped[sku] += many
            continue
        amount = paid[sku].refund_of_quantity(back[sku] + released[sku], many).gross_minor
        if step == "return":
            back[sku] += many
        elif captured is None:
            released[sku] += many
            uncaptured.append(amount)
            continue
        else:
            released[sku] += many
        refunded += amount
        assert captured is not None
        assert refunded <= captured
    assert shipped + released == ordered
    assert not rules.left_to_ship(ordered, shipped, released)
    # Once all that was shipped came back, the shipping alone is kept.
    assert captured is None or captured - refunded == shipping
    assert captured is not None or sum(uncaptured) == total - shipping


@pytest.mark.parametrize(
    ("carrier", "url"),
    [
        ("dhl", "https://dhl.example/JD%2F01%20x"),
        (" DHL Paket ", "https://dhl.example/JD%2F01%20x"),
        ("DHL Express Worldwide", "https://express.example/?code=JD%2F01%20x&x=1"),
        ("DHLX", None),
        ("Own van", None),
    ],
)
def test_a_carrier_that_is_known_by_the_begin_of_its_name_shows_the_parcel(carrier: str, url: str | None) -> None:
    assert rules.tracking_url(rules.template_of(carrier, CARRIERS), "JD/01 x") == url
