"""Creates API keys, and exchanges them for tokens."""

from typing import Any

from tests.support.operations.shop import Shop

READS = ["orders.read", "inventory.read"]


def create(shop: Shop, by: dict[str, Any], **other: Any) -> Any:
    body = {"name": "Warehouse", "permissions": READS, "valid_days": 30, **other}
    return shop.call("create-api-key", body, **by)


def keys(shop: Shop, **by: Any) -> Any:
    return shop.call("list-api-keys", method="GET", **by).json


def issue(shop: Shop, key: str) -> Any:
    return shop.call("issue-api-token", {"key": key})


def end(shop: Shop, key_id: str, **by: Any) -> Any:
    return shop.call("end-api-key", method="DELETE", query={"id": key_id}, **by)
