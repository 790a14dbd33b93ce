import re
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from db.models.notifications import DueMail
from db.models.orders import Order
from eventing.events.orders import OrderCancelled
from tests.support.operations.mails import sent_for, text
from tests.support.operations.orders import act, an_order, shopper
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


def cancelled(shop: Shop, state: str = "confirmed", *, by_staff: bool = False, **other: Any) -> Any:
    """The answer of the delivery about an order that was cancelled in the state, and is mailed about."""
    account_id = uuid4()
    number = an_order(shop, state, account_id=account_id, **other)["number"]
    by = {"role": "staff"} if by_staff else shopper(account_id)
    assert act(shop, "cancel-order", number, {"reason": "a secret"}, **by).status_code == 200
    return sent_for(shop, "send-cancellation-notice", OrderCancelled)


class TestSendCancellationNotice:
    def test_the_mail_says_that_the_order_is_cancelled_and_the_payment_released(
        self, shop: Shop, mail_server: MailServer
    ) -> None:
        assert cancelled(shop).status_code == 204
        (mail,) = mail_server.mails
        number = shop.session.scalars(select(Order.number)).one()
        assert (mail["x-shop-mail"], mail["to"]) == ("cancellation-notice", "ada@example.org")
        assert mail["subject"] == f"Your order {number} is cancelled"
        said = text(mail_server)
        assert f"As you asked, your order {number} is cancelled." in said
        assert re.search(r"your wish to withdraw on \d+ \w+ \d{4}, \d\d:\d\d UTC", said)
        assert "The €17.40 that you authorised are released." in said
        assert "Total: €17.40" in said
        assert "1 × Product SKU-" in said

    def test_an_order_without_a_payment_has_none_to_release(self, shop: Shop, mail_server: MailServer) -> None:
        cancelled(shop, "reserved")
        assert "If a payment was authorised, it is released." in text(mail_server)

    def test_the_shop_apologises_and_keeps_to_itself_what_staff_typed(
        self, shop: Shop, mail_server: MailServer
    ) -> None:
        cancelled(shop, by_staff=True)
        assert "We are sorry: we had to cancel your order" in text(mail_server)
        assert "a secret" not in text(mail_server)

    def test_it_is_in_the_orders_language(self, shop: Shop, mail_server: MailServer) -> None:
        cancelled(shop, language="fr")
        assert "est annulée" in mail_server.mails[0]["subject"]

    @pytest.mark.parametrize("is_purged", [True, False])
    def test_nobody_is_written_to_whose_address_is_purged(self, shop: Shop, is_purged: bool) -> None:
        an_order(shop)
        order = shop.session.scalars(select(Order)).one()
        if is_purged:
            shop.session.execute(update(Order).values(email=""))
            shop.session.commit()
        event = OrderCancelled(order_id=order.id, number=order.number, reason_code="cancelled_by_shopper")
        assert shop.deliver("send-cancellation-notice", event).status_code == 204
        assert len(shop.session.scalars(select(DueMail)).all()) == (0 if is_purged else 1)
