from uuid import uuid4

import pytest

from db.models.inventory import Stock
from db.models.messaging import OutboxEvent
from eventing.events.orders import OrderPlaced
from eventing.events.stock import StockReserved
from tests.support.operations.dead_letters import dead_letters, outbox_row, refuse, refused_by
from tests.support.operations.shop import Shop


class TestReplayDeadLetter:
    def test_owes_the_event_to_its_consumer_again(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        (letter,) = dead_letters(shop)
        assert shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff").status_code == 200
        again = outbox_row(shop)
        assert (again.awaiting, again.attempts) == (["reserve-stock"], 0)
        assert dead_letters(shop) == []
        shop.deliver_announced("reserve-stock", OrderPlaced)
        assert shop.session.get_one(Stock, "MUG-1").reserved == 1
        assert outbox_row(shop).awaiting == []

    def test_of_an_event_that_was_handled_changes_nothing(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        (letter,) = dead_letters(shop)
        shop.deliver_announced("reserve-stock", OrderPlaced)
        shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        shop.deliver_announced("reserve-stock", OrderPlaced)
        assert shop.session.get_one(Stock, "MUG-1").reserved == 1
        assert outbox_row(shop).awaiting == []

    @pytest.mark.parametrize("owed_to", [[], ["mark-order-reserved"], ["authorize-payment"]])
    def test_owes_it_to_no_consumer_that_handled_it_and_still_to_one_that_has_not(
        self, shop: Shop, row: OutboxEvent, owed_to: list[str]
    ) -> None:
        row.type, row.awaiting = StockReserved.TYPE, owed_to
        letter = refused_by(shop, "authorize-payment", row.id)
        assert shop.call("replay-dead-letter", query={"id": str(letter.id)}, role="staff").status_code == 200
        shop.session.expire_all()
        assert sorted(row.awaiting) == sorted({*owed_to, "authorize-payment"})

    def test_that_fails_again_is_open_again(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        (letter,) = dead_letters(shop)
        shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        refuse(shop, row)
        (again,) = dead_letters(shop)
        assert (again["id"], again["state"], again["replays"]) == (letter["id"], "open", 1)

    def test_works_after_the_outbox_has_forgotten_the_event(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        shop.session.delete(outbox_row(shop))
        shop.session.commit()
        (letter,) = dead_letters(shop)
        shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        assert outbox_row(shop).id == letter["event_id"]

    def test_is_for_staff_only(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        (letter,) = dead_letters(shop)
        assert shop.call("replay-dead-letter", query={"id": letter["id"]}).status_code == 401
        assert shop.call("replay-dead-letter", query={"id": letter["id"]}, role="shopper").status_code == 403

    def test_answers_404_for_an_unknown_one(self, shop: Shop) -> None:
        assert shop.call("replay-dead-letter", query={"id": str(uuid4())}, role="staff").status_code == 404
