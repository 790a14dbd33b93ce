"""Shipping methods as tests need them."""

from datetime import time
from typing import Any

from db.models.shipping import ShippingMethod, ShippingRate
from tests.support.operations.shop import Shop


def a_method(shop: Shop, zone: str, code: str, *rates: tuple[int, int, int], position: int = 2) -> None:
    """A method whose rates are of an order's value, a weight, and a price."""
    names = {"en": code.title(), "fr": code.title()}
    days: dict[str, Any] = {"days_min": 1, "days_max": 2, "cut_off": time(12), "time_zone": "Europe/Paris"}
    shop.session.add(ShippingMethod(zone=zone, code=code, position=position, names=names, **days))
    shop.session.flush()
    shop.session.add_all(
        ShippingRate(zone=zone, code=code, subtotal_from_minor=value, grams_from=grams, price_minor=price)
        for value, grams, price in rates
    )
    shop.session.commit()
