from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from eventing.events.payments import PaymentRefunded
from functions.orders.customers import queries
from tests.support.factories import ADDRESS
from tests.support.operations.orders import act, an_order, present
from tests.support.operations.shop import Shop

EMAIL = "ada@example.org"


def show(shop: Shop, email: str = EMAIL, **other: Any) -> Any:
    return shop.call("show-customer", method="GET", query={"email": email}, role="staff", **other)


def shown(shop: Shop, email: str = EMAIL) -> dict[str, Any]:
    answer = show(shop, email)
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


class TestShowCustomer:
    def test_adds_up_what_was_sold_to_the_address_and_refunded(self, shop: Shop) -> None:
        for state in ("confirmed", "rejected", "reserved"):
            an_order(shop, state)
        an_order(shop, "confirmed", email="grace@example.org")
        order = an_order(shop, "delivered", email="Ada@Example.org")
        known = {"order_id": UUID(str(present(shop, order).id)), "refund_id": uuid4(), "currency": "EUR"}
        shop.deliver("mark-order-refunded", PaymentRefunded(**known, amount_minor=3_00, left_minor=14_40))  # type: ignore[arg-type]
        customer = shown(shop, "ADA@example.org")
        assert (customer["orders"], customer["is_whole"], customer["has_account"]) == (4, True, False)
        assert customer["spent"] == [{"currency": "EUR", "orders": 2, "spent_minor": 2 * 17_40, "refunded_minor": 3_00}]

    def test_lists_each_address_once_the_last_used_first(self, shop: Shop) -> None:
        moved = ADDRESS | {"street": "2 Rue Bleue"}
        for address in (ADDRESS, moved, ADDRESS, moved):
            shop.now += timedelta(minutes=1)
            an_order(shop, "confirmed", address=address)
        used = shown(shop)["addresses"]
        assert [each["address"]["street"] for each in used] == ["2 Rue Bleue", "1 Rue Verte"]
        assert used[0]["last_used_at"] > used[1]["last_used_at"]

    def test_has_the_notes_on_all_orders_with_their_numbers(self, shop: Shop) -> None:
        first, second = an_order(shop, "confirmed"), an_order(shop, "confirmed")
        for order in (first, second):
            shop.now += timedelta(minutes=1)
            act(shop, "add-order-note", order["number"], {"text": "a gift"}, role="staff", key=str(uuid4()))
        notes = shown(shop)["notes"]
        assert [(note["number"], note["text"]) for note in notes] == [
            (second["number"], "a gift"),
            (first["number"], "a gift"),
        ]

    def test_names_other_addresses_of_mail_of_the_same_account(self, shop: Shop) -> None:
        account = uuid4()
        for email in (EMAIL, "ada@example.com", "Ada@example.com"):
            an_order(shop, "confirmed", account_id=account, email=email)
        customer = shown(shop)
        assert (customer["has_account"], customer["orders"]) == (True, 1)
        assert customer["other_emails"] == ["ada@example.com"]

    def test_says_where_it_has_not_added_up_everything(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queries, "ORDERS_MAX", 1)
        monkeypatch.setattr("functions.orders.show_customer.ORDERS_MAX", 1)
        for _ in range(2):
            an_order(shop, "confirmed")
        customer = shown(shop)
        assert (customer["orders"], customer["is_whole"]) == (1, False)

    def test_knows_nothing_of_who_has_not_ordered(self, shop: Shop) -> None:
        customer = shown(shop, "nobody@example.org")
        assert (customer["orders"], customer["spent"], customer["addresses"]) == (0, [], [])
        assert (customer["notes"], customer["other_emails"], customer["is_whole"]) == ([], [], True)

    def test_needs_its_permission(self, shop: Shop) -> None:
        assert show(shop, permissions={"orders.read": None}).json["permission"] == "customers.read"
