from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from db.models.order_codes import State
from eventing.events.payments import PaymentRefunded, PaymentVoided
from tests.support.operations.orders import act, an_order, present
from tests.support.operations.shop import Shop

DAYS = {"since": "2026-11-22", "until": "2026-11-23"}


def show(shop: Shop, **other: Any) -> Any:
    return shop.call("show-sales", method="GET", query=DAYS, role="staff", **other)


def shown(shop: Shop) -> dict[str, Any]:
    answer = show(shop)
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


class TestShowSales:
    def test_a_day_without_sales_has_noughts(self, shop: Shop) -> None:
        sales = shown(shop)
        assert (sales["orders"], sales["average_minor"], sales["products"]) == (0, 0, [])
        assert (sales["time_zone"], sales["currency"]) == ("Europe/Paris", "EUR")
        assert [(day["day"], day["orders"]) for day in sales["days"]] == [("2026-11-22", 0), ("2026-11-23", 0)]

    def test_adds_up_orders_with_their_vat_by_day(self, shop: Shop) -> None:
        an_order(shop, "confirmed", quantity=3)
        shop.now -= timedelta(days=1)
        an_order(shop, "delivered")
        sales = shown(shop)
        assert [(day["orders"], day["gross_minor"], day["tax_minor"]) for day in sales["days"]] == [
            (1, 17_40, 2_90),
            (1, 42_40, 7_07),
        ]
        assert (sales["orders"], sales["gross_minor"], sales["net_minor"]) == (2, 59_80, 59_80 - 9_97)
        assert sales["average_minor"] == 29_90

    def test_what_was_rejected_cancelled_or_never_taken_is_not_sold(self, shop: Shop) -> None:
        for state in ("placed", "reserved", "rejected", "cancelled"):
            an_order(shop, state)
        order = an_order(shop, "confirmed", quantity=3)
        part = {"lines": [{"sku": order["lines"][0]["sku"], "quantity": 1}], "expected_amount_minor": 12_50}
        assert act(shop, "release-rest", order["number"], part, role="staff").status_code == 200
        sales = shown(shop)
        assert (sales["orders"], sales["gross_minor"], sales["tax_minor"]) == (1, 29_90, 4_99)

    @pytest.mark.parametrize("state", ["cancelled", "refunded"])
    def test_a_cancelled_order_whose_payment_is_voided_is_not_sold(self, shop: Shop, state: State) -> None:
        """The release before calls it refunded then."""
        order = an_order(shop, "confirmed")
        act(shop, "cancel-order", order["number"], {"email": "ada@example.org"})
        order_id = UUID(str(present(shop, order).id))
        shop.deliver("mark-order-refunded", PaymentVoided(order_id=order_id, amount_minor=17_40, currency="EUR"))
        present(shop, order).state = state
        shop.session.commit()
        sales = shown(shop)
        assert (sales["orders"], sales["refunded_minor"]) == (0, 0)

    def test_refunds_are_of_the_day_on_which_they_were_made(self, shop: Shop) -> None:
        shop.now -= timedelta(days=5)
        order = an_order(shop, "delivered")
        shop.now += timedelta(days=5)
        known = {"order_id": UUID(str(present(shop, order).id)), "refund_id": UUID(int=1), "currency": "EUR"}
        shop.deliver("mark-order-refunded", PaymentRefunded(**known, amount_minor=3_00, left_minor=14_40))  # type: ignore[arg-type]
        sales = shown(shop)
        assert (sales["orders"], sales["refunded_minor"]) == (0, 3_00)
        assert [day["refunded_minor"] for day in sales["days"]] == [0, 3_00]

    def test_lists_the_best_sellers_by_quantity(self, shop: Shop) -> None:
        once = an_order(shop, "confirmed")["lines"][0]["sku"]
        often = an_order(shop, "shipped", quantity=4)["lines"][0]["sku"]
        first, second = shown(shop)["products"]
        assert (first["sku"], first["quantity"], first["gross_minor"]) == (often, 4, 50_00)
        assert (second["sku"], second["quantity"], second["net_minor"]) == (once, 1, 12_50 - 2_08)

    def test_shows_at_most_31_days(self, shop: Shop) -> None:
        query = {"since": "2026-10-23", "until": "2026-11-23"}
        refused = shop.call("show-sales", method="GET", query=query, role="staff")
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "until")
        assert shop.call("show-sales", method="GET", query={**query, "since": "2026-10-24"}, role="staff").json["days"]

    def test_needs_its_permission(self, shop: Shop) -> None:
        assert show(shop, permissions={"orders.read": None}).json["permission"] == "sales.read"
