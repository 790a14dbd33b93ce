"""Calls of the profile's operations by a shopper."""

from typing import Any

from tests.support.operations.shop import Shop


def read(shop: Shop, **caller: Any) -> Any:
    return shop.call("read-profile", method="GET", **{"role": "shopper", **caller})


def change(shop: Shop, body: Any, **caller: Any) -> Any:
    return shop.call("change-profile", body, method="PATCH", **{"role": "shopper", **caller})
