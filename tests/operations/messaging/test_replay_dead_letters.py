from sqlalchemy import select

from db.models.messaging import OutboxEvent, StaffAction
from eventing.events.orders import OrderPlaced
from tests.support.operations.dead_letters import refuse
from tests.support.operations.shop import Shop


class TestReplayDeadLetters:
    def test_all_of_a_kind_at_once(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        answer = shop.call("replay-dead-letters", {"event_type": OrderPlaced.TYPE}, role="staff")
        assert answer.json == {"replayed": 1, "still_open": 0}
        actions = [action.action for action in shop.session.scalars(select(StaffAction))]
        assert actions == ["replay-dead-letters"]
