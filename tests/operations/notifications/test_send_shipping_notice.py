from typing import Any
from uuid import uuid4

from eventing.events.orders import Line
from eventing.events.shipments import (
    OrderAddressChanged,
    OrderParcelSent,
    OrderRestReleased,
    OrderTrackingCorrected,
)
from tests.support.factories import ADDRESS
from tests.support.operations.mails import newest_text, shipped, text, written_and_sent
from tests.support.operations.orders import an_order, present
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer

URL = "https://carrier.example/JD01"


class TestSendShippingNotice:
    def test_the_shipping_notice_has_the_tracking_code(self, shop: Shop, mail_server: MailServer) -> None:
        assert written_and_sent(shop, "send-shipping-notice", shipped()).status_code == 204
        assert "DHL. Its tracking code is JD01." in text(mail_server)

    def test_each_parcel_has_a_mail_with_its_items_and_its_link(self, shop: Shop, mail_server: MailServer) -> None:
        about, lines = an_order_to_tell_of(shop)
        tracking: dict[str, Any] = {
            "carrier": "DHL",
            "tracking_code": "JD01",
            "tracking_url": URL,
            "email": "ada@example.org",
        }
        first = shipped(**about, **tracking, parcel_id=uuid4(), lines=lines, has_rest=True)
        written_and_sent(shop, "send-shipping-notice", first)
        told = newest_text(mail_server)
        assert f"with 1 × Product {lines[0].sku}" in told
        assert f"See where it is: {URL}" in told
        assert "charged now" in told
        assert "The rest of your order follows" in told
        second = OrderParcelSent(**about, **tracking, parcel_id=uuid4(), lines=lines, has_rest=False)
        written_and_sent(shop, "send-shipping-notice", second)
        assert len(mail_server.mails) == 2
        assert "charged now" not in newest_text(mail_server)
        assert "follows" not in newest_text(mail_server)

    def test_every_correction_of_a_code_is_told(self, shop: Shop, mail_server: MailServer) -> None:
        about, _ = an_order_to_tell_of(shop)
        parcel: dict[str, Any] = {"parcel_id": uuid4(), "carrier": "DHL", "tracking_url": URL}
        for correction, code in enumerate(("JD02", "JD03"), start=1):
            event = OrderTrackingCorrected(**about, **parcel, tracking_code=code, correction=correction)
            written_and_sent(shop, "send-shipping-notice", event)
            assert f"its tracking code is {code}" in newest_text(mail_server)
        assert len(mail_server.mails) == 2

    def test_what_is_not_shipped_is_told_with_its_money(self, shop: Shop, mail_server: MailServer) -> None:
        about, lines = an_order_to_tell_of(shop)
        for refund_minor, said in ((0, "You are charged €5.00 less."), (5_00, "We refund €5.00")):
            amounts: dict[str, Any] = {"amount_minor": 5_00, "refund_minor": refund_minor, "currency": "EUR"}
            event = OrderRestReleased(**about, release_id=uuid4(), lines=lines, **amounts)
            written_and_sent(shop, "send-shipping-notice", event)
            assert said in newest_text(mail_server)
            assert f"cannot ship 1 × Product {lines[0].sku}" in newest_text(mail_server)

    def test_each_change_of_the_address_is_told_with_the_address(self, shop: Shop, mail_server: MailServer) -> None:
        about, _ = an_order_to_tell_of(shop)
        for change in (4, 5):
            written_and_sent(shop, "send-shipping-notice", OrderAddressChanged(**about, change=change))
            assert f"It now goes to: {ADDRESS['name']}, {ADDRESS['street']}," in newest_text(mail_server)
        assert len(mail_server.mails) == 2


def an_order_to_tell_of(shop: Shop) -> tuple[dict[str, Any], list[Line]]:
    placed = an_order(shop, "shipped")
    lines = [Line(sku=placed["lines"][0]["sku"], quantity=1)]
    return {"order_id": present(shop, placed).id, "number": placed["number"]}, lines
