from typing import Any
from uuid import uuid4

import pytest

from tests.support.operations.orders import SHIPMENT, act, an_order, present, shopper
from tests.support.operations.shop import Shop

STAFF: dict[str, Any] = {"role": "staff"}
CHANGES = [
    ("ship-order", "confirmed", SHIPMENT, "shipped"),
    ("mark-order-delivered", "shipped", None, "delivered"),
    ("cancel-order", "confirmed", None, "cancelled"),
    ("request-return", "shipped", {"reason": "too small"}, "return_requested"),
]


def seen_by_staff(shop: Shop, number: str) -> str:
    """The ETag of the order as staff have read it."""
    return str(shop.call("get-order", method="GET", query={"number": number}, role="staff").headers["etag"])


@pytest.mark.parametrize(("operation", "state", "body", "after"), CHANGES)
class TestChangesByStaff:
    def test_apply_to_the_version_that_they_have_seen(
        self, shop: Shop, operation: str, state: str, body: Any, after: str
    ) -> None:
        number = an_order(shop, state)["number"]
        changed = act(shop, operation, number, body, if_match=seen_by_staff(shop, number), **STAFF)
        assert (changed.status_code, changed.json["state"]) == (200, after)
        assert changed.headers["etag"] == seen_by_staff(shop, number)

    def test_do_not_apply_to_what_another_has_changed(
        self, shop: Shop, operation: str, state: str, body: Any, after: str
    ) -> None:
        order = an_order(shop, state)
        stale = seen_by_staff(shop, order["number"]).replace('"', '"1')
        refused = act(shop, operation, order["number"], body, if_match=stale, **STAFF)
        assert (refused.status_code, refused.json["type"]) == (412, "urn:cloudshop:problem:changed-meanwhile")
        assert present(shop, order).state == state

    def test_name_a_version(self, shop: Shop, operation: str, state: str, body: Any, after: str) -> None:
        order = an_order(shop, state)
        refused = act(shop, operation, order["number"], body, if_match=None, **STAFF)
        assert (refused.status_code, refused.json["type"]) == (428, "urn:cloudshop:problem:version-missing")
        assert present(shop, order).state == state


class TestVersions:
    def test_a_step_of_the_order_is_another_version(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        before = seen_by_staff(shop, number)
        act(shop, "ship-order", number, SHIPMENT, if_match=before, **STAFF)
        assert seen_by_staff(shop, number) != before
        assert act(shop, "mark-order-delivered", number, if_match=before, **STAFF).status_code == 412

    def test_shoppers_need_none(self, shop: Shop) -> None:
        account_id = uuid4()
        number = an_order(shop, account_id=account_id)["number"]
        assert act(shop, "cancel-order", number, if_match=None, **shopper(account_id)).status_code == 200

    def test_a_cancellation_that_is_sent_again_succeeds_as_the_first(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        seen = seen_by_staff(shop, number)
        assert [act(shop, "cancel-order", number, if_match=seen, **STAFF).status_code for _ in range(2)] == [200, 200]
