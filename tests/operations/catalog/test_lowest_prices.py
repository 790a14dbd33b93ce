"""Beside a reduced price stands the lowest of the 30 days before it (Directive 98/6/EC, Article 6a)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from db.models.catalog import Variant
from db.models.prices import PastPrice
from tests.support.factories import a_product
from tests.support.operations.products import SCARF, staff
from tests.support.operations.shop import Shop

SKU = "MUG-1"


def had(shop: Shop, *prices: tuple[float, int]) -> None:
    """The product had these prices from so many days ago."""
    shop.session.execute(text("ALTER TABLE catalog.prices DISABLE TRIGGER append_only"))
    shop.session.execute(delete(PastPrice))
    shop.session.execute(text("ALTER TABLE catalog.prices ENABLE TRIGGER append_only"))
    now = shop.session.scalars(select(func.clock_timestamp())).one()
    shop.session.add_all(
        PastPrice(sku=SKU, since=now - timedelta(days=days), price_minor=price) for days, price in prices
    )
    shop.session.commit()


def reduces(shop: Shop, price_minor: int, former_minor: int | None = 50_00) -> Any:
    price = {"sku": SKU, "price_minor": price_minor, "compare_at_price_minor": former_minor}
    return staff(shop, "set-prices", {"prices": [price]}, method="PUT", query={"handle": "mug-1"})


def shown(shop: Shop) -> tuple[int | None, int | None]:
    """On the product's page and in a list."""
    product = shop.call("get-product", method="GET", query={"handle": "mug-1"}).json
    (card,) = shop.call("list-products", method="GET").json["products"]
    return product["variants"][0]["lowest_price_before_minor"], card["lowest_price_before_minor"]


@pytest.mark.parametrize(
    ("prices", "lowest"),
    [
        ([(90, 40_00)], 40_00),
        ([(90, 40_00), (20, 35_00), (10, 45_00)], 35_00),
        ([(90, 20_00), (40, 45_00)], 45_00),
        # Valid when the 30 days began.
        ([(90, 20_00), (29, 45_00)], 20_00),
        ([(3, 42_00)], 42_00),
    ],
)
def test_is_the_lowest_of_the_thirty_days_before_the_reduction(
    shop: Shop, prices: list[tuple[float, int]], lowest: int
) -> None:
    a_product(shop.session, SKU, price_minor=prices[-1][1])
    had(shop, *prices)
    assert reduces(shop, 30_00).json["variants"][0]["lowest_price_before_minor"] == lowest
    assert shown(shop) == (lowest, lowest)


def test_stays_what_it_was_when_the_reduction_began(shop: Shop) -> None:
    a_product(shop.session, SKU, price_minor=40_00)
    had(shop, (90, 40_00))
    reduces(shop, 30_00)
    staff(shop, "change-product", {"title": "Another"}, method="PATCH", query={"handle": "mug-1"})
    reduces(shop, 30_00, former_minor=60_00)
    assert shown(shop) == (40_00, 40_00)


def test_is_not_shown_beside_a_price_that_is_not_reduced(shop: Shop) -> None:
    a_product(shop.session, SKU, price_minor=40_00)
    had(shop, (90, 40_00))
    reduces(shop, 30_00, former_minor=None)
    assert shown(shop) == (None, None)


def test_is_none_for_a_product_that_never_had_another_price(shop: Shop) -> None:
    staff(shop, "create-product", SCARF)
    price = {"sku": "S-2", "price_minor": 35_00, "compare_at_price_minor": 50_00}
    answer = staff(shop, "set-prices", {"prices": [price]}, method="PUT", query={"handle": "wool-scarf"})
    assert answer.json["variants"][1]["lowest_price_before_minor"] is None


def test_every_price_is_recorded_once_whoever_writes_it(shop: Shop) -> None:
    a_product(shop.session, SKU, price_minor=40_00)
    reduces(shop, 30_00)
    reduces(shop, 30_00, former_minor=None)
    shop.session.execute(update(Variant).values(price_minor=25_00))
    found = select(PastPrice.price_minor).where(PastPrice.sku == SKU).order_by(PastPrice.since)
    assert shop.session.scalars(found).all() == [40_00, 30_00, 25_00]


@pytest.mark.parametrize("rewrite", [update(PastPrice).values(price_minor=1), delete(PastPrice)])
def test_no_price_is_ever_rewritten(shop: Shop, rewrite: Any) -> None:
    a_product(shop.session, SKU)
    with pytest.raises(DBAPIError, match="append-only"):
        shop.session.execute(rewrite)


def test_is_no_part_of_the_version_that_staff_change(shop: Shop) -> None:
    a_product(shop.session, SKU, price_minor=40_00)
    had(shop, (90, 40_00))
    reduces(shop, 30_00)
    seen = shop.call("get-product", method="GET", query={"handle": "mug-1"}, role="staff")
    assert seen.json["variants"][0]["lowest_price_before_minor"] == 40_00
    named = {"title": "Another"}
    query = {"handle": "mug-1"}
    changed = staff(shop, "change-product", named, method="PATCH", query=query, if_match=seen.headers["etag"])
    assert changed.status_code == 200
