"""Shipping methods and promotions as tests need them."""

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from db.models.promotions import Promotion
from db.models.shipping import ShippingMethod, ShippingRate
from tests.support.operations.shop import Shop

TERMS: dict[str, Any] = {
    "code": "TEN",
    "names": {"en": "Ten percent", "fr": "Dix pour cent"},
    "kind": "percentage",
    "share_basis_points": 1000,
}


def a_method(shop: Shop, zone: str, code: str, *rates: tuple[int, int, int], position: int = 2) -> None:
    """A shipping method; each rate has an order's value, a weight, and a price."""
    names = {"en": code.title(), "fr": code.title()}
    days: dict[str, Any] = {"days_min": 1, "days_max": 2, "cut_off": time(12), "time_zone": "Europe/Paris"}
    shop.session.add(ShippingMethod(zone=zone, code=code, position=position, names=names, **days))
    shop.session.flush()
    shop.session.add_all(
        ShippingRate(zone=zone, code=code, subtotal_from_minor=value, grams_from=grams, price_minor=price)
        for value, grams, price in rates
    )
    shop.session.commit()


def a_promotion(shop: Shop, code: str | None = None, **other: Any) -> Promotion:
    """A promotion of 10 % off everything, unless other terms are given."""
    terms = {"kind": "percentage", "share_basis_points": 1000} if "kind" not in other else {}
    names = {"en": "A promotion", "fr": "Une promotion"}
    began = shop.now - timedelta(days=1)
    promotion = Promotion(**{"code": code, "names": names, "valid_from": began, "created_at": began, **terms, **other})
    shop.session.add(promotion)
    shop.session.commit()
    return promotion


def created(shop: Shop, **other: Any) -> Any:
    """The answer that created a promotion of the TERMS."""
    return shop.call("create-promotion", {**TERMS, **other}, key=str(uuid4()), role="staff")


def listed(shop: Shop) -> list[dict[str, Any]]:
    answer = shop.call("list-promotions", method="GET", role="staff")
    assert answer.status_code == 200, answer.json
    promotions: list[dict[str, Any]] = answer.json["promotions"]
    return promotions
