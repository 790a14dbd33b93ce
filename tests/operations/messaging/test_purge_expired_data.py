from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.cart import Cart, CartItem
from db.models.messaging import IdempotencyKey, InboxEntry, OutboxEvent
from db.models.notifications import DueMail, SentMail
from db.models.orders import Order, OrderLine
from db.retention import DAY, MONTH, QUARTER, TAX_LAW
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop

SECOND = timedelta(seconds=1)


def purged(shop: Shop) -> dict[str, int]:
    answer = shop.call("purge-expired-data")
    assert answer.status_code == 200, answer.json
    assert answer.json["is_done"]
    shop.session.expire_all()
    return dict(answer.json["rows"])


def rows(shop: Shop, table: Any) -> list[Any]:
    return list(shop.session.scalars(select(table)))


@pytest.fixture(autouse=True)
def _order(shop: Shop) -> None:
    a_product(shop.session)
    shop.call("place-order", an_order_for(), key=str(uuid4()))


class TestPurgeExpiredData:
    def test_leaves_a_young_shop_alone(self, shop: Shop) -> None:
        assert purged(shop) == {}

    def test_deletes_settled_events_and_stored_answers_but_nothing_that_is_owed(self, shop: Shop) -> None:
        shop.now += MONTH
        assert purged(shop) == {}
        shop.now += SECOND
        assert purged(shop) == {"messaging.idempotency_keys": 1}
        shop.acknowledge_everything()
        assert purged(shop) == {"messaging.outbox": 1}
        assert rows(shop, IdempotencyKey) == rows(shop, OutboxEvent) == []

    def test_deletes_a_guests_cart_with_its_items(self, shop: Shop) -> None:
        shop.call("put-cart-item", {"quantity": 1}, method="PUT", query={"sku": "MUG-1"})
        shop.now += MONTH + SECOND
        assert purged(shop)["cart.carts"] == 1
        assert rows(shop, Cart) == rows(shop, CartItem) == []

    def test_keeps_what_the_operator_has_set_a_period_for_as_long_as_that(self, shop: Shop) -> None:
        shop.parts["kept"] = {"SALES_KEPT": "800d", "GUEST_CARTS_KEPT": "90d"}
        shop.call("put-cart-item", {"quantity": 1}, method="PUT", query={"sku": "MUG-1"})
        shop.now += 90 * DAY
        assert "cart.carts" not in purged(shop)
        shop.now += SECOND
        assert purged(shop)["cart.carts"] == 1
        shop.now += 710 * DAY
        assert purged(shop)["orders.orders"] == 1

    def test_purges_nothing_if_a_period_is_too_short_to_be_right(self, shop: Shop) -> None:
        shop.parts["kept"] = {"SALES_KEPT": "3653d", "EVENTS_KEPT": "2d"}
        shop.acknowledge_everything()
        shop.now += 1000 * DAY
        assert shop.call("purge-expired-data").status_code == 500
        assert rows(shop, OutboxEvent) != []

    def test_keeps_that_a_mail_was_sent_but_not_to_whom(self, shop: Shop) -> None:
        shop.session.add(SentMail(subject="s", kind="k", recipient="ada@example.org", sent_at=shop.now))
        shop.session.commit()
        shop.now += QUARTER + SECOND
        assert purged(shop)["notifications.sent_mails"] == 1
        assert [mail.recipient for mail in rows(shop, SentMail)] == [""]
        assert "notifications.sent_mails" not in purged(shop)

    def test_deletes_a_mail_that_nothing_sends_any_more(self, shop: Shop) -> None:
        content = {"subject": "s", "paragraphs": [], "table": [], "path": ""}
        stored = {"recipient": "ada@example.org", "content": content, "written_at": shop.now, "attempts": 9}
        shop.session.add(DueMail(subject="s", kind="k", **stored))
        shop.session.commit()
        shop.now += QUARTER + SECOND
        assert purged(shop)["notifications.due_mails"] == 1
        assert rows(shop, DueMail) == []

    def test_erases_whose_an_order_was_after_the_law_s_time_and_keeps_its_books(self, shop: Shop) -> None:
        (order,) = rows(shop, Order)
        order.vat_number, order.vat_check = "DE136695976", {"by": "form", "at": shop.now.isoformat()}
        shop.session.commit()
        shop.now += TAX_LAW + SECOND
        assert purged(shop)["orders.orders"] == 1
        (order,) = rows(shop, Order)
        assert (order.email, order.address, order.vat_number, order.vat_check) == ("", {}, None, None)
        assert len(rows(shop, OrderLine)) == 1
        shown = shop.call("get-order", method="GET", query={"number": order.number}, role="staff")
        assert (shown.status_code, shown.json["address"]) == (200, {})

    def test_works_in_pieces_and_calls_itself_until_nothing_is_left(self, shop: Shop) -> None:
        shop.parts["batch"] = 2
        for _ in range(5):
            shop.session.add(InboxEntry(event_id=str(uuid4()), consumer="reserve-stock", handled_at=shop.now))
        shop.session.commit()
        shop.now += MONTH + SECOND
        calls: list[str] = []
        shop.parts["trigger_purge"] = lambda: calls.append("purge")
        answers = [shop.call("purge-expired-data").json for _ in range(3)]
        assert [answer["rows"].get("messaging.inbox", 0) for answer in answers] == [2, 2, 1]
        assert [answer["is_done"] for answer in answers] == [False, False, True]
        assert len(calls) == 2
