from uuid import uuid4

import pytest

from db.models.messaging import OutboxEvent
from tests.support.factories import a_product, an_order_for
from tests.support.operations.dead_letters import outbox_row
from tests.support.operations.shop import Shop


@pytest.fixture
def row(shop: Shop) -> OutboxEvent:
    """The outbox row of a new order for one mug."""
    a_product(shop.session)
    shop.call("place-order", an_order_for(), key=str(uuid4()))
    return outbox_row(shop)
