from typing import Any
from uuid import uuid4

import pytest

from functions.orders.queries import order_by_number
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


@pytest.fixture
def order(shop: Shop) -> dict[str, Any]:
    """An order over 29.90 that was just placed."""
    a_product(shop.session, price_minor=12_50)
    placed = shop.call("place-order", an_order_for(quantity=2), key=str(uuid4()))
    row = order_by_number(shop.session, placed.json["number"])
    return {"id": row.id, "number": row.number}
