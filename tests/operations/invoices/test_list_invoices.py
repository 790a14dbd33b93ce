from typing import Any
from uuid import UUID, uuid4

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


def of_account(shop: Shop, account_id: UUID | None, **asked: Any) -> Any:
    return shop.call("list-invoices", asked, **(shopper(account_id) if account_id else {}))


class TestTheInvoicesOfAnAccount:
    def test_are_those_of_all_its_orders_page_by_page(self, shop: Shop) -> None:
        account_id = uuid4()
        orders = [an_invoiced_order(shop, account_id=account_id) for _ in range(2)]
        refund(shop, orders[0]["id"], 1_00)
        found: list[tuple[str, str]] = []
        cursor = None
        while not found or cursor:
            page = of_account(shop, account_id, limit=2, cursor=cursor).json
            assert len(page["invoices"]) <= 2
            found += [(each["number"], each["order_number"]) for each in page["invoices"]]
            cursor = page["next_cursor"]
        first, second = (each["number"] for each in orders)
        expected = [("INV-2026-000001", first), ("INV-2026-000002", second), ("CN-2026-000001", first)]
        assert sorted(found) == sorted(expected)

    def test_are_none_of_others_also_for_staff(self, shop: Shop) -> None:
        an_invoiced_order(shop, account_id=uuid4())
        an_invoiced_order(shop)
        assert of_account(shop, uuid4()).json == {"invoices": [], "next_cursor": None}
        of_staff = shop.call("list-invoices", {}, role="staff", permissions={"orders.read": None})
        assert of_staff.json["invoices"] == []

    def test_need_an_account(self, shop: Shop) -> None:
        an_invoiced_order(shop)
        assert of_account(shop, None, email=EMAIL).json["type"] == "urn:cloudshop:problem:unauthenticated"
