"""Imports all tables, for migrations and tests; an operation imports only the modules that it uses."""

from db.models import (
    card_simulator,
    cart,
    catalog,
    catalog_readers,
    identity,
    inventory,
    maintenance,
    messaging,
    notifications,
    order_refunds,
    ordered_carts,
    orders,
    payments,
    promotions,
    roles,
    shipping,
    taxes,
)
from db.models.base import Table

__all__ = [
    "Table",
    "card_simulator",
    "cart",
    "catalog",
    "catalog_readers",
    "identity",
    "inventory",
    "maintenance",
    "messaging",
    "notifications",
    "order_refunds",
    "ordered_carts",
    "orders",
    "payments",
    "promotions",
    "roles",
    "shipping",
    "taxes",
]
