from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.closures import ClosedAccount, ClosedOrder
from db.models.orders import OrderNote
from db.models.promotions import AccountUses, Promotion
from eventing.events.accounts import AccountAddressConfirmed
from eventing.events.closures import AccountErasureDue
from functions.orders.erasure import rules
from functions.orders.rules import RETURN_PERIOD
from tests.support.operations.accounts import EMAIL, answer, answers, closed
from tests.support.operations.orders import act, an_order, move_to, present, shopper
from tests.support.operations.shop import Shop

ACCOUNT = uuid4()
LONG_AFTER = RETURN_PERIOD + timedelta(days=1)


def due(shop: Shop) -> None:
    """Delivers what a sweep announces."""
    answered = shop.deliver("erase-account-orders", AccountErasureDue(accounts=1))
    assert answered.status_code == 204, answered.json


def an_old_order(shop: Shop, state: str, **other: Any) -> Any:
    """An order that has been in the state for long."""
    order = an_order(shop, state, account_id=ACCOUNT, email=EMAIL, **other)
    shop.now += LONG_AFTER
    return order


def is_erased(shop: Shop, order: Any) -> bool:
    found = present(shop, order)
    assert (found.email == "") == (found.address == {})
    return found.email == ""


def account(shop: Shop) -> ClosedAccount:
    shop.session.expire_all()
    return shop.session.get_one(ClosedAccount, ACCOUNT)


class TestEraseAccountOrders:
    @pytest.mark.parametrize("state", ["delivered", "cancelled", "rejected", "refunded", "shipped"])
    def test_erases_who_ordered_once_the_order_has_ended(self, shop: Shop, state: str) -> None:
        order = an_old_order(shop, state)
        closed(shop, "erase-account-orders", ACCOUNT)
        assert is_erased(shop, order)
        found = present(shop, order)
        assert (found.account_id, found.vat_number, found.vat_check) == (None, None, None)
        assert found.total_minor == order["total_minor"]
        assert answer(shop, ACCOUNT) == {"context": "orders", "erased": {"order_contacts": 1}, "kept": []}

    @pytest.mark.parametrize("state", ["placed", "reserved", "confirmed", "return_requested"])
    def test_keeps_an_order_on_its_way_as_a_guests_and_says_so(self, shop: Shop, state: str) -> None:
        order = an_old_order(shop, state)
        closed(shop, "erase-account-orders", ACCOUNT)
        assert not is_erased(shop, order)
        kept = [{"data": "open_orders", "rows": 1, "reason": "order_open", "until": None}]
        assert answer(shop, ACCOUNT) == {"context": "orders", "erased": {}, "kept": kept}
        # Its number and address open it now, and the closed account's token does not.
        assert shop.call("look-up-order", {"number": order["number"], "email": EMAIL}).status_code == 200
        read: dict[str, Any] = {"method": "GET", "query": {"number": order["number"]}}
        assert shop.call("get-order", **read, **shopper(ACCOUNT)).status_code == 404

    def test_keeps_an_order_until_its_return_period_is_over(self, shop: Shop) -> None:
        order = an_order(shop, "delivered", account_id=ACCOUNT)
        shop.now += RETURN_PERIOD
        closed(shop, "erase-account-orders", ACCOUNT)
        assert not is_erased(shop, order)
        shop.now += timedelta(days=1)
        due(shop)
        assert is_erased(shop, order)
        first, second = answers(shop, ACCOUNT)
        assert [each["data"] for each in first["kept"]] == ["open_orders"]
        assert (second["erased"], second["kept"]) == ({"order_contacts": 1}, [])

    def test_waits_a_day_after_the_last_step_for_its_mails_and_refunds(self, shop: Shop) -> None:
        order = an_order(shop, "cancelled", account_id=ACCOUNT)
        closed(shop, "erase-account-orders", ACCOUNT)
        assert not is_erased(shop, order)
        shop.now += rules.SETTLED_AFTER
        due(shop)
        assert is_erased(shop, order)

    def test_keeps_an_order_of_which_items_are_left_to_ship(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", account_id=ACCOUNT, quantity=2)
        sku = order["lines"][0]["sku"]
        parcel = {"carrier": "La Poste", "tracking_code": "6A", "lines": [{"sku": sku, "quantity": 1}]}
        assert act(shop, "ship-order", order["number"], parcel, role="staff").status_code == 200
        shop.now += LONG_AFTER
        closed(shop, "erase-account-orders", ACCOUNT)
        assert not is_erased(shop, order)

    def test_erases_what_people_wrote_about_it(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", account_id=ACCOUNT)
        assert act(shop, "add-order-note", order["number"], {"text": "Ada called"}, key=str(uuid4()), role="staff")
        cancelled = act(shop, "cancel-order", order["number"], {"reason": "I, Ada, moved"}, **shopper(ACCOUNT))
        assert cancelled.status_code == 200, cancelled.json
        shop.now += LONG_AFTER
        closed(shop, "erase-account-orders", ACCOUNT)
        assert shop.session.scalars(select(OrderNote)).all() == []
        assert {step.note for step in present(shop, order).timeline} == {None}
        assert answer(shop, ACCOUNT)["erased"] == {"order_contacts": 1, "order_notes": 2}

    def test_keeps_a_sale_from_before_vat_because_it_has_no_invoice(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SALES_KEPT", "800d")
        order = an_old_order(shop, "delivered")
        present(shop, order).taxes = None
        shop.session.commit()
        closed(shop, "erase-account-orders", ACCOUNT)
        assert not is_erased(shop, order)
        (kept,) = answer(shop, ACCOUNT)["kept"]
        assert (kept["data"], kept["reason"], kept["rows"]) == ("old_orders", "tax_law", 1)

    def test_leaves_orders_of_guests_and_of_others_even_with_the_same_address(self, shop: Shop) -> None:
        others = [an_order(shop, "delivered", email=EMAIL, account_id=owner) for owner in (None, uuid4())]
        shop.now += LONG_AFTER
        closed(shop, "erase-account-orders", ACCOUNT)
        assert [is_erased(shop, order) for order in others] == [False, False]

    def test_forgets_how_often_the_account_used_promotions(self, shop: Shop) -> None:
        promotion = Promotion(kind="free_shipping", names={"en": "Free"}, valid_from=shop.now, created_at=shop.now)
        shop.session.add(promotion)
        shop.session.flush()
        for owner in (ACCOUNT, other := uuid4()):
            shop.session.add(AccountUses(promotion_id=promotion.id, account_id=owner, uses=1))
        shop.session.commit()
        closed(shop, "erase-account-orders", ACCOUNT)
        assert shop.session.scalars(select(AccountUses.account_id)).all() == [other]
        assert answer(shop, ACCOUNT)["erased"] == {"promotion_uses": 1}

    def test_looks_once_more_for_an_order_placed_before_the_token_ended_then_rests(self, shop: Shop) -> None:
        closed(shop, "erase-account-orders", ACCOUNT)
        late = an_order(shop, "rejected", account_id=ACCOUNT)
        shop.now += timedelta(days=2)
        due(shop)
        assert is_erased(shop, late)
        assert account(shop).due_at is None

    def test_leaves_an_order_to_the_account_that_has_claimed_it_since(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", account_id=ACCOUNT)
        closed(shop, "erase-account-orders", ACCOUNT)
        present(shop, order).account_id = (other := uuid4())
        shop.session.commit()
        shop.now += LONG_AFTER
        move_to(shop, present(shop, order), "cancelled")
        shop.session.commit()
        shop.now += LONG_AFTER
        due(shop)
        assert not is_erased(shop, order)
        assert present(shop, order).account_id == other
        assert shop.session.scalars(select(ClosedOrder)).all() == []

    def test_takes_many_orders_in_pieces(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rules, "ORDERS_AT_ONCE", 2)
        orders = [an_old_order(shop, "cancelled") for _ in range(3)]
        closed(shop, "erase-account-orders", ACCOUNT)
        assert sum(is_erased(shop, order) for order in orders) == 2
        due(shop)
        assert all(is_erased(shop, order) for order in orders)

    def test_an_event_that_comes_late_gives_the_closed_account_no_guests_order(self, shop: Shop) -> None:
        closed(shop, "erase-account-orders", ACCOUNT)
        order = an_order(shop, email=EMAIL)
        late = AccountAddressConfirmed(account_id=ACCOUNT, email=EMAIL, confirmed_at=shop.now)
        assert shop.deliver("claim-guest-orders", late).status_code == 204
        assert present(shop, order).account_id is None
