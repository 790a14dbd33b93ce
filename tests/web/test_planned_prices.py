"""Staff plan a price on a product's page, and withdraw it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.support.shop.running_shop import RunningShop
from tests.support.web.accessibility import barriers
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit

PLANS = "SELECT price_minor, state FROM catalog.planned_prices WHERE sku = %s"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_price_is_planned_and_withdrawn(visit: Visit, shop: RunningShop, language: str) -> None:
    sku = shop.sells(f"PLAN-{uuid4().hex[:8].upper()}", on_hand=5)
    in_two_days = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%dT%H:%M}"
    with visit(language) as staff:
        log_in(staff, shop.run["logins"]["staff"])
        staff.goes_to(f"/staff/products/product-{sku.lower()}")
        staff.types(planned_price="9.90", begins=in_two_days)
        staff.presses("plan")
        staff.sees("planned")
        expect(staff.button("withdraw-plan")).to_be_visible()
        assert barriers(staff) == []
        assert shop.query(PLANS, sku) == [(9_90, "planned")]
        staff.presses("withdraw-plan")
        expect(staff.button("withdraw-plan")).to_be_hidden()
    assert shop.query(PLANS, sku) == [(9_90, "withdrawn")]
