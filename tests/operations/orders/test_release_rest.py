from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.order_refunds import OrderRefund
from eventing.events.orders import OrderShipped
from eventing.events.payments import PaymentRefunded, PaymentVoided
from eventing.events.shipments import OrderRestReleased
from tests.support.operations.orders import SHIPMENT, act, actions, an_order, present
from tests.support.operations.shop import Shop

EMAIL = {"email": "ada@example.org"}


def an_order_of(shop: Shop, quantity: int = 3) -> dict[str, Any]:
    """So many items at 12.50, with 4.90 for the shipping."""
    placed = an_order(shop, "confirmed", quantity=quantity)
    return {"id": UUID(str(present(shop, placed).id)), "number": placed["number"], "sku": placed["lines"][0]["sku"]}


def lines(order: dict[str, Any], quantity: int | None) -> dict[str, Any]:
    return {} if quantity is None else {"lines": [{"sku": order["sku"], "quantity": quantity}]}


def ship(shop: Shop, order: dict[str, Any], quantity: int | None = None) -> Any:
    return act(shop, "ship-order", order["number"], SHIPMENT | lines(order, quantity), role="staff")


def release(shop: Shop, order: dict[str, Any], quantity: int | None, minor: int | None, **by: Any) -> Any:
    body = lines(order, quantity) | ({} if minor is None else {"expected_amount_minor": minor})
    return act(shop, "release-rest", order["number"], body, **{"role": "staff", **by})


def refunded_taxes(shop: Shop) -> int:
    return sum(tax["tax_minor"] for taxes in shop.session.scalars(select(OrderRefund.taxes)) for tax in taxes or [])


class TestReleaseRest:
    def test_before_the_first_parcel_its_money_is_never_taken(self, shop: Shop) -> None:
        order = an_order_of(shop)
        released = release(shop, order, 1, 12_50)
        assert (released.json["state"], released.json["lines"][0]["to_ship"]) == ("confirmed", 2)
        assert [(each["amount_minor"], each["taken_minor"]) for each in released.json["releases"]] == [(12_50, 0)]
        assert released.json["timeline"][-1]["parameters"]["amount_minor"] == 12_50
        (event,) = shop.announced(OrderRestReleased)
        assert (event["refund_minor"], event["lines"]) == (0, [{"sku": order["sku"], "quantity": 1}])
        ship(shop, order)
        assert [each["capture_minor"] for each in shop.announced(OrderShipped)] == [29_90]
        assert ("release-rest", order["number"]) in actions(shop)

    def test_later_it_is_refunded_with_its_vat(self, shop: Shop) -> None:
        order = an_order_of(shop)
        ship(shop, order, 1)
        released = release(shop, order, None, 25_00).json
        (event,) = shop.announced(OrderRestReleased)
        assert (event["refund_minor"], released["lines"][0]["to_ship"]) == (25_00, 0)
        refund(shop, order, event, left_minor=17_40)
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("shipped", 25_00)
        assert refunded_taxes(shop) == 4_17

    def test_all_that_is_shipped_released_and_sent_back_comes_to_what_was_paid(self, shop: Shop) -> None:
        order = an_order_of(shop)
        release(shop, order, 1, 12_50)
        ship(shop, order, 1)
        release(shop, order, 1, 12_50)
        refund(shop, order, shop.announced(OrderRestReleased)[-1], left_minor=17_40)
        act(shop, "request-return", order["number"], EMAIL)
        arrived = {"lines": [{"sku": order["sku"], "resellable": 1}], "expected_refund_minor": 17_40}
        received = act(shop, "receive-return", order["number"], arrived, role="staff")
        assert received.status_code == 200, received.json
        returned = {"release_id": received.json["returns"][0]["id"], "refund_minor": 17_40}
        refund(shop, order, returned, left_minor=0)
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("refunded", 29_90)
        (stored,) = present(shop, order).taxes or []
        uncaptured = 2_08
        assert refunded_taxes(shop) == stored["tax_minor"] - uncaptured

    def test_a_cancelled_order_takes_back_the_vat_of_the_rest(self, shop: Shop) -> None:
        order = an_order_of(shop)
        release(shop, order, 1, 12_50)
        act(shop, "cancel-order", order["number"], EMAIL)
        voided = PaymentVoided(order_id=order["id"], amount_minor=42_40, currency="EUR")
        shop.deliver("mark-order-refunded", voided)
        (stored,) = present(shop, order).taxes or []
        assert refunded_taxes(shop) == stored["tax_minor"] - 2_08

    @pytest.mark.parametrize("minor", [None, 12_49])
    def test_staff_agree_to_the_amount(self, shop: Shop, minor: int | None) -> None:
        order = an_order_of(shop)
        refused = release(shop, order, 1, minor)
        assert (refused.status_code, refused.json["refund_minor"]) == (409, 12_50)
        assert (shop.announced(OrderRestReleased), actions(shop)) == ([], [])

    def test_an_order_of_which_nothing_would_be_shipped_is_cancelled_instead(self, shop: Shop) -> None:
        refused = release(shop, an_order_of(shop), None, 37_50)
        assert (refused.status_code, refused.json["state"]) == (409, "confirmed")

    def test_releases_no_more_than_is_left(self, shop: Shop) -> None:
        order = an_order_of(shop)
        ship(shop, order, 2)
        assert release(shop, order, 2, 25_00).json["left"] == 1
        ship(shop, order)
        assert release(shop, order, None, 0).json["state"] == "shipped"

    def test_who_may_not_refund_releases_nothing_that_was_taken(self, shop: Shop) -> None:
        order = an_order_of(shop)
        ship(shop, order, 1)
        refused = release(shop, order, None, 25_00, permissions={"orders.read": None, "orders.cancel": None})
        assert (refused.status_code, shop.announced(OrderRestReleased)) == (403, [])
        limited = {"orders.read": None, "orders.cancel": None, "payments.refund": 24_99}
        assert release(shop, order, None, 25_00, permissions=limited).json["limit_minor"] == 24_99


def refund(shop: Shop, order: dict[str, Any], event: dict[str, Any], *, left_minor: int) -> None:
    """What comes of it: the payments context has refunded it."""
    refunded = PaymentRefunded(
        order_id=order["id"],
        refund_id=UUID(event["release_id"]),
        amount_minor=event["refund_minor"],
        currency="EUR",
        left_minor=left_minor,
    )
    shop.deliver("mark-order-refunded", refunded)
