"""Every table, for migrations and tests; an operation imports only the modules it uses."""

from db.models import (
    cart,
    catalog,
    identity,
    inventory,
    maintenance,
    messaging,
    notifications,
    orders,
    payments,
    provider_simulator,
)
from db.models.base import Table

__all__ = [
    "Table",
    "cart",
    "catalog",
    "identity",
    "inventory",
    "maintenance",
    "messaging",
    "notifications",
    "orders",
    "payments",
    "provider_simulator",
]
