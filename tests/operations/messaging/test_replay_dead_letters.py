from uuid import uuid4

from sqlalchemy import select

from db.models.messaging import OutboxEvent, StaffAction
from eventing.events.orders import OrderPlaced
from eventing.events.stock import StockReserved
from tests.support.operations.dead_letters import refuse, refused_by
from tests.support.operations.shop import Shop


class TestReplayDeadLetters:
    def test_all_of_a_kind_at_once(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        answer = shop.call("replay-dead-letters", {"event_type": OrderPlaced.TYPE}, role="staff")
        assert answer.json == {"replayed": 1, "still_open": 0}
        actions = [action.action for action in shop.session.scalars(select(StaffAction))]
        assert actions == ["replay-dead-letters"]

    def test_of_one_consumer_leaves_those_of_the_others(self, shop: Shop) -> None:
        letters = [refused_by(shop, each, str(uuid4())) for each in ("authorize-payment", "mark-order-reserved")]
        asked = {"event_type": StockReserved.TYPE, "consumer": "authorize-payment"}
        answer = shop.call("replay-dead-letters", asked, role="staff")
        assert answer.json == {"replayed": 1, "still_open": 0}
        shop.session.expire_all()
        assert [letter.state for letter in letters] == ["replayed", "open"]
