from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from eventing.events.accounts import AccountAddressConfirmed
from functions.orders import rules
from tests.support.operations.orders import an_order, present, shopper
from tests.support.operations.shop import Shop

EMAIL, ACCOUNT = "ada@example.org", uuid4()


def confirmed(shop: Shop, email: str = EMAIL, at: datetime | None = None) -> Any:
    """The delivery of an event that the account has confirmed the address."""
    event = AccountAddressConfirmed(account_id=ACCOUNT, email=email, confirmed_at=at or shop.now)
    return shop.deliver("claim-guest-orders", event)


def owner(shop: Shop, order: dict[str, Any]) -> UUID | None:
    return present(shop, order).account_id


class TestClaimGuestOrders:
    @pytest.mark.parametrize("state", ["placed", "delivered", "cancelled"])
    def test_shows_the_orders_of_the_address_in_the_accounts_list(self, shop: Shop, state: str) -> None:
        order = an_order(shop, state, email=EMAIL)
        assert confirmed(shop).status_code == 204
        listed = shop.call("list-orders", method="GET", **shopper(ACCOUNT)).json["orders"]
        assert [each["number"] for each in listed] == [order["number"]]

    def test_finds_the_address_regardless_of_case(self, shop: Shop) -> None:
        order = an_order(shop, email="Ada@Example.org")
        confirmed(shop)
        assert owner(shop, order) == ACCOUNT

    def test_leaves_the_orders_of_every_other_address(self, shop: Shop) -> None:
        others = [an_order(shop, email=email) for email in ("eve@example.org", f"x{EMAIL}", f"{EMAIL}.example")]
        confirmed(shop)
        assert [owner(shop, order) for order in others] == [None] * 3

    def test_leaves_the_orders_of_another_account_whatever_address_they_name(self, shop: Shop) -> None:
        another = uuid4()
        order = an_order(shop, email=EMAIL, account_id=another)
        confirmed(shop)
        assert owner(shop, order) == another

    def test_leaves_what_was_ordered_after_the_confirmation_however_late_the_event_comes(self, shop: Shop) -> None:
        at = shop.now
        shop.now += timedelta(microseconds=1)
        order = an_order(shop, email=EMAIL)
        confirmed(shop, at=at)
        assert owner(shop, order) is None
        confirmed(shop)
        assert owner(shop, order) == ACCOUNT

    def test_changes_nothing_when_it_comes_again(self, shop: Shop) -> None:
        order = an_order(shop, email=EMAIL)
        for _ in range(2):
            assert confirmed(shop).status_code == 204
        assert owner(shop, order) == ACCOUNT

    def test_is_seen_by_its_owner_alone_from_then_on(self, shop: Shop) -> None:
        order = an_order(shop, email=EMAIL)
        confirmed(shop)
        assert shop.call("look-up-order", {"number": order["number"], "email": EMAIL}).status_code == 404
        read: dict[str, Any] = {"method": "GET", "query": {"number": order["number"]}}
        assert shop.call("get-order", **read, **shopper(ACCOUNT)).status_code == 200
        assert shop.call("get-order", **read, **shopper(uuid4())).status_code == 404

    def test_takes_many_orders_in_pieces_the_oldest_first(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rules, "CLAIMED_AT_ONCE", 2)
        orders = []
        for _ in range(3):
            orders.append(an_order(shop, email=EMAIL))
            shop.now += timedelta(minutes=1)
        confirmed(shop)
        assert [owner(shop, order) for order in orders] == [ACCOUNT, ACCOUNT, None]
        assert shop.deliver_announced("claim-guest-orders", AccountAddressConfirmed).status_code == 204
        assert [owner(shop, order) for order in orders] == [ACCOUNT] * 3
        assert len(shop.announced(AccountAddressConfirmed)) == 1
