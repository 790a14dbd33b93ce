from uuid import UUID, uuid4

import pytest

from tests.support.factories import a_product
from tests.support.operations.shop import Shop
from tests.support.operations.stock import reserve


@pytest.fixture
def order_id(shop: Shop) -> UUID:
    """An order for 2 of the 3 mugs in stock, which are reserved."""
    a_product(shop.session, on_hand=3)
    order_id = uuid4()
    reserve(shop, order_id)
    return order_id
