"""The catalog that a new shop begins with."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from db.models.catalog import Image, Product, Variant
from db.models.identity import Account, Role
from db.models.inventory import Stock
from db.models.messaging import OutboxEvent
from demo.catalog.draw_pictures import pictures
from demo.catalog.seed import CATALOG, PICTURES, seed
from demo.people import provide_people
from eventing.events.stock import StockCounted
from tests.support.operations.imports import import_file
from tests.support.operations.shop import Shop


@pytest.fixture
def seeded(shop: Shop) -> Shop:
    """The shop with the demo catalog, and its stock on the shelves."""
    seed(shop.parts["sessions"])
    for row in shop.session.scalars(select(OutboxEvent).where(OutboxEvent.type == StockCounted.TYPE)).all():
        assert shop.deliver_raw("count-stock", row.type, row.data, event_id=row.id).status_code == 204
    return shop


def browse(shop: Shop, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shop.call("list-products", method="GET", query=query).json["products"]
    return found


class TestDemoCatalog:
    def test_has_enough_to_look_around(self, seeded: Shop) -> None:
        categories = seeded.call("list-categories", method="GET").json["categories"]
        assert len(categories) >= 6
        assert sum(category["products"] for category in categories) >= 60
        assert min(category["products"] for category in categories) >= 5

    def test_has_stock_for_every_variant_and_some_that_is_sold_out(self, seeded: Shop) -> None:
        variants = seeded.session.scalar(select(func.count()).select_from(Variant)) or 0
        assert seeded.session.scalar(select(func.count()).select_from(Stock)) == variants
        sold_out = seeded.session.scalar(select(func.count()).where(Stock.on_hand == 0)) or 0
        assert 0 < sold_out < variants / 10

    def test_shows_beside_every_reduced_price_what_it_was_before(self, seeded: Shop) -> None:
        cards = browse(seeded, limit=100)
        reduced = [card for card in cards if card["compare_at_price_minor"] is not None]
        assert reduced
        assert all(card["lowest_price_before_minor"] == card["compare_at_price_minor"] for card in reduced)
        others = [card for card in cards if card["compare_at_price_minor"] is None]
        assert {card["lowest_price_before_minor"] for card in others} == {None}

    def test_has_a_text_and_a_picture_for_every_product(self, seeded: Shop) -> None:
        for product in seeded.session.scalars(select(Product)):
            assert len(product.description) > 100, product.handle
            assert (PICTURES / f"{product.handle}.svg").is_file()
        views = {f"/pictures/{path.name}{view}" for path in PICTURES.iterdir() for view in ("", "#close", "#scene")}
        assert set(seeded.session.scalars(select(Image.url))) == views

    def test_shows_every_variant_of_a_colour_in_that_colour(self, seeded: Shop) -> None:
        jumper = seeded.call("get-product", method="GET", query={"handle": "merino-crew-jumper"}).json
        shown = {(variant["option_values"][0], variant["image_url"]) for variant in jumper["variants"]}
        assert shown == {
            ("Moss", "/pictures/merino-crew-jumper.svg"),
            ("Oatmeal", "/pictures/merino-crew-jumper-oatmeal.svg"),
        }

    @pytest.mark.parametrize(
        ("search", "first"),
        [("mug", "Speckled Stoneware Mug"), ("jaket", "Harbour Rain Jacket"), ("candle fig", "Fig & Cedar Candle")],
    )
    def test_can_be_searched(self, seeded: Shop, search: str, first: str) -> None:
        assert browse(seeded, search=search)[0]["title"] == first

    def test_imported_again_it_changes_nothing(self, seeded: Shop) -> None:
        again = import_file(seeded, CATALOG.read_bytes()).json
        assert (again["created"], again["changed"], again["stock_counted"]) == (0, 0, 0)

    def test_comes_back_unchanged_from_an_export(self, seeded: Shop) -> None:
        exported = seeded.call("export-products", method="GET", role="staff").data
        again = import_file(seeded, exported).json
        assert (again["created"], again["changed"], again["stock_counted"]) == (0, 0, 0)

    def test_is_delivered_to_the_union_in_two_ways_and_to_some_countries_beyond(self, seeded: Shop) -> None:
        lines = [{"sku": seeded.session.scalars(select(Variant.sku).limit(1)).one(), "quantity": 1}]
        offered = {
            country: [
                method["code"]
                for method in seeded.call("quote-order", {"lines": lines, "country": country}).json["shipping_methods"]
            ]
            for country in ("DE", "CH", "HK")
        }
        assert offered == {"DE": ["standard", "express"], "CH": ["parcel"], "HK": ["parcel"]}
        served = {country["code"] for country in seeded.call("list-countries", method="GET").json["countries"]}
        assert len(served) == 33
        assert "NO" in served

    def test_a_shop_that_has_products_is_left_alone(self, seeded: Shop) -> None:
        assert seed(seeded.parts["sessions"]) is None

    def test_wakes_the_relay_that_brings_the_stock(self, shop: Shop) -> None:
        woken: list[bool] = []
        seed(shop.parts["sessions"], lambda: woken.append(True))
        assert woken == [True]


def test_the_people_of_the_demo_have_their_roles_and_may_be_provided_again(shop: Shop) -> None:
    roles: tuple[Role, ...] = ("shopper", "admin")
    logins = {role: {"email": f"{role}@demo.example", "password": "a long password"} for role in roles}
    for _ in range(2):
        provide_people(shop.parts["sessions"], logins)
    assert sorted(shop.session.scalars(select(Account.role))) == ["admin", "shopper"]


class TestPictures:
    def test_are_those_that_the_shapes_and_colours_make(self) -> None:
        assert {path.stem: path.read_text() for path in PICTURES.glob("*.svg")} == pictures()

    def test_are_small_and_only_drawn(self) -> None:
        for handle, picture in pictures().items():
            assert len(picture.encode()) <= 3 * 1024, handle
            assert not re.search(r"<script|<style|href|on\w+=|\{\w+\}", picture), handle

    def test_belong_to_a_product_each(self, seeded: Shop) -> None:
        handles = set(seeded.session.scalars(select(Product.handle)))
        assert handles <= set(pictures())
        assert all(any(name.startswith(handle) for handle in handles) for name in pictures())

    def test_have_the_views_that_the_catalog_names(self) -> None:
        views = {name: set(re.findall(r'<view id="(\w+)"', picture)) for name, picture in pictures().items()}
        assert views == {name: {"close", "scene"} for name in views}
