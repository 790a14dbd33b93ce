from db.models.messaging import OutboxEvent
from tests.support.operations.dead_letters import dead_letters, refuse
from tests.support.operations.shop import Shop


class TestDiscardDeadLetter:
    def test_closes_it_with_a_reason(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        (letter,) = dead_letters(shop)
        shop.call("discard-dead-letter", {"reason": "a test order"}, query={"id": letter["id"]}, role="staff")
        assert [found["state"] for found in dead_letters(shop, state="discarded")] == ["discarded"]
        refused = shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        assert refused.status_code == 409
