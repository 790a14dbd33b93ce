from db.models.messaging import OutboxEvent
from tests.support.operations.dead_letters import dead_letters, outbox_row, refuse
from tests.support.operations.shop import Shop


class TestStoreDeadLetter:
    def test_keeps_the_event_with_its_cause_and_stops_sending_it(self, shop: Shop, row: OutboxEvent) -> None:
        assert refuse(shop, row).status_code == 204
        (letter,) = dead_letters(shop)
        assert (letter["consumer"], letter["cause_code"]) == ("reserve-stock", "422")
        assert "the shelf fell down" in letter["cause"]
        assert outbox_row(shop).awaiting == []

    def test_keeps_one_letter_however_often_the_event_dies(self, shop: Shop, row: OutboxEvent) -> None:
        for _ in range(3):
            refuse(shop, row)
        assert len(dead_letters(shop)) == 1

    def test_keeps_a_forged_event_but_lets_nobody_replay_it(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row, key="c29tZWJvZHkgZWxzZSdzIGtleQ==")
        (letter,) = dead_letters(shop)
        assert letter["replayable"] is False
        assert outbox_row(shop).awaiting == ["reserve-stock"]
        refused = shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        assert refused.status_code == 409
