from typing import Any
from uuid import uuid4

import pytest

from tests.support.invoices import an_invoiced_order, refund
from tests.support.operations.orders import an_order, shopper
from tests.support.operations.shop import Shop

EMAIL = "ada@example.org"


def listed(shop: Shop, number: str, email: str | None = None, **by: Any) -> list[tuple[str, int]]:
    answer = shop.call("list-invoices", {"number": number, "email": email}, **by)
    assert answer.status_code == 200, answer.json
    return [(each["number"], each["total_minor"]) for each in answer.json["invoices"]]


class TestTheInvoicesOfAnOrder:
    def test_are_its_invoice_and_its_credit_notes(self, shop: Shop) -> None:
        order = an_invoiced_order(shop)
        refund(shop, order["id"], 2_00)
        expected = [("INV-2026-000001", order["total_minor"]), ("CN-2026-000001", 2_00)]
        assert listed(shop, order["number"], EMAIL) == expected

    def test_are_none_before_anything_is_shipped(self, shop: Shop) -> None:
        assert listed(shop, an_order(shop, "confirmed")["number"], EMAIL) == []

    def test_of_a_guest_need_the_address_of_the_order(self, shop: Shop) -> None:
        number = an_invoiced_order(shop)["number"]
        assert listed(shop, number) == listed(shop, number, "bob@example.org") == []
        assert len(listed(shop, number, EMAIL.upper())) == 1

    def test_of_an_account_are_its_own(self, shop: Shop) -> None:
        account_id = uuid4()
        number = an_invoiced_order(shop, account_id=account_id)["number"]
        assert len(listed(shop, number, **shopper(account_id))) == 1
        assert listed(shop, number, **shopper(uuid4())) == listed(shop, number, EMAIL) == []

    @pytest.mark.parametrize(("permissions", "seen"), [({"orders.read": None}, 1), ({"catalog.read": None}, 0)])
    def test_are_for_staff_who_may_read_orders(self, shop: Shop, permissions: Any, seen: int) -> None:
        number = an_invoiced_order(shop)["number"]
        assert len(listed(shop, number, role="staff", permissions=permissions)) == seen
