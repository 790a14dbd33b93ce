"""Operations on orders that only staff may call."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.operations.orders import SHIPMENT, UNKNOWN, act, an_order, shopper
from tests.support.operations.shop import Shop


@pytest.mark.parametrize(("operation", "body"), [("ship-order", SHIPMENT), ("mark-order-delivered", None)])
class TestStaffOnly:
    def test_refuses_every_other_caller(self, shop: Shop, operation: str, body: Any) -> None:
        account_id: UUID = uuid4()
        number = an_order(shop, "confirmed", account_id=account_id)["number"]
        assert act(shop, operation, number, body).status_code == 401
        assert act(shop, operation, number, body, **shopper(account_id)).status_code == 403

    def test_knows_no_order_that_there_is_not(self, shop: Shop, operation: str, body: Any) -> None:
        assert act(shop, operation, UNKNOWN, body, role="staff").status_code == 404
