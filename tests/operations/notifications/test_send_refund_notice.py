from uuid import uuid4

from sqlalchemy import select

from db.models.notifications import DueMail
from tests.support.operations.mails import NUMBER, refunded, text, written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


class TestSendRefundNotice:
    def test_the_refund_notice_has_the_amount(self, shop: Shop, mail_server: MailServer) -> None:
        assert written_and_sent(shop, "send-refund-notice", refunded(uuid4(), "a")).status_code == 204
        assert f"We have refunded €5.00 of your order {NUMBER}" in text(mail_server)

    def test_every_refund_of_an_order_has_its_own(self, shop: Shop, mail_server: MailServer) -> None:
        order_id = uuid4()
        for refund in ("first", "second", "first"):
            written_and_sent(shop, "send-refund-notice", refunded(order_id, refund))
        assert len({mail["message-id"] for mail in mail_server.mails}) == len(mail_server.mails) == 2

    def test_nobody_is_written_to_whose_address_is_erased(self, shop: Shop) -> None:
        event = refunded(uuid4(), "late").model_copy(update={"email": ""})
        assert shop.deliver("send-refund-notice", event).status_code == 204
        assert shop.session.scalars(select(DueMail)).all() == []

    def test_an_authorisation_that_was_voided_is_released_and_not_refunded(
        self, shop: Shop, mail_server: MailServer
    ) -> None:
        order_id = uuid4()
        written_and_sent(shop, "send-refund-notice", refunded(order_id, str(order_id)))
        assert mail_server.mails[0]["subject"] == f"The payment for your order {NUMBER} is released"
        assert "Nothing was charged." in text(mail_server)
        assert "refunded" not in text(mail_server)
