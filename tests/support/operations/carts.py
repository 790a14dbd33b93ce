"""Calls the cart's operations, as a guest or with an account."""

from typing import Any
from uuid import UUID

from tests.support.operations.shop import Shop


def put(shop: Shop, sku: str = "MUG-1", quantity: int = 1, **by: Any) -> Any:
    return shop.call("put-cart-item", {"quantity": quantity}, method="PUT", query={"sku": sku}, **by)


def read(shop: Shop, **by: Any) -> Any:
    return shop.call("read-cart", method="GET", **by)


def remove(shop: Shop, sku: str = "MUG-1", **by: Any) -> Any:
    return shop.call("remove-cart-item", method="DELETE", query={"sku": sku}, **by)


def holding(token: str) -> dict[str, Any]:
    return {"headers": {"cart-token": token}}


def signed_in(account_id: UUID, token: str | None = None) -> dict[str, Any]:
    return {"role": "shopper", "account_id": account_id, **(holding(token) if token else {})}


def contents(reply: Any) -> dict[str, int]:
    assert reply.status_code == 200, reply.json
    return {item["sku"]: item["quantity"] for item in reply.json["items"]}
