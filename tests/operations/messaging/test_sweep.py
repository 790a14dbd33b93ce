from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from db.models.inventory import Reservation
from db.models.messaging import InboxEntry, OutboxEvent
from db.models.orders import Order
from eventing.events.orders import OrderOverdue, OrderPlaced
from eventing.events.stock import StockExpiryDue
from eventing.times import GIVE_UP_AFTER_DEFAULT, ORDER_STEP, RESERVATION, SWEEP_BATCH, SWEEP_WAIT_MAX
from tests.support.factories import a_product, an_order_for
from tests.support.operations.dead_letters import dead_letters, outbox_row, refuse
from tests.support.operations.shop import Shop

NOTHING = {"orders": 0, "reservations": 0, "events": 0, "given_up": 0, "overtaken": 0, "prices": 0}


def place(shop: Shop) -> str:
    a_product(shop.session)
    number: str = shop.call("place-order", an_order_for(), key=str(uuid4())).json["number"]
    return number


def place_many(shop: Shop, number: int) -> None:
    """So many orders, all of them overdue, of which no event is owed."""
    place(shop)
    shop.acknowledge_everything()
    first = shop.session.scalars(select(Order)).one()
    columns: dict[str, Any] = {column.key: getattr(first, column.key) for column in Order.__table__.columns}
    more = [{**columns, "id": uuid4(), "number": f"CS-{place}"} for place in range(1, number)]
    shop.session.execute(insert(Order), more)
    shop.session.commit()
    shop.now += ORDER_STEP


def swept(shop: Shop) -> dict[str, int]:
    found: dict[str, int] = shop.call("sweep").json
    return {name: number for name, number in found.items() if number}


def calls_of(shop: Shop, trigger: str) -> list[str]:
    """A list that grows with every call of the trigger."""
    calls: list[str] = []
    shop.parts[trigger] = lambda: calls.append(trigger)
    return calls


class TestSweep:
    def test_finds_nothing_in_a_shop_where_all_is_well_and_wakes_nobody(self, shop: Shop) -> None:
        relay, sweeps = calls_of(shop, "trigger_relay"), calls_of(shop, "trigger_sweep")
        assert shop.call("sweep").json == NOTHING
        assert relay == sweeps == []

    def test_resumes_an_order_past_its_deadline(self, shop: Shop) -> None:
        number = place(shop)
        shop.acknowledge_everything()
        shop.now += ORDER_STEP
        assert swept(shop) == {"orders": 1}
        assert [event["number"] for event in shop.announced(OrderOverdue)] == [number]

    def test_leaves_an_order_to_the_relay_while_an_event_of_it_is_owed(self, shop: Shop) -> None:
        place(shop)
        shop.now += ORDER_STEP
        assert swept(shop) == {"events": 1}
        assert shop.announced(OrderOverdue) == []

    def test_resumes_all_orders_in_one_run_if_there_is_time(self, shop: Shop) -> None:
        place_many(shop, 2 * SWEEP_BATCH + 1)
        shop.parts["run_seconds"] = 4
        assert swept(shop)["orders"] == 2 * SWEEP_BATCH + 1

    def test_resumes_all_orders_in_pieces_however_many_there_are(self, shop: Shop) -> None:
        place_many(shop, 2 * SWEEP_BATCH + 1)
        sweeps = calls_of(shop, "trigger_sweep")
        resumed = [swept(shop)["orders"] for _ in range(3)]
        assert resumed == [SWEEP_BATCH, SWEEP_BATCH, 1]
        assert len(sweeps) == len(resumed)
        assert len(shop.announced(OrderOverdue)) == sum(resumed)

    def test_has_reservations_expired_past_their_time_once(self, shop: Shop) -> None:
        place(shop)
        shop.deliver_announced("reserve-stock", OrderPlaced)
        shop.acknowledge_everything()
        shop.session.execute(update(Order).values(deadline_at=None, state="confirmed"))
        shop.session.commit()
        shop.now += RESERVATION
        assert swept(shop) == {"reservations": 1}
        shop.now += timedelta(seconds=1)
        assert swept(shop) == {"events": 1}
        assert len(shop.announced(StockExpiryDue)) == 1

    def test_leaves_goods_alone_that_are_sold(self, shop: Shop) -> None:
        shop.session.add(Reservation(order_id=uuid4(), state="committed", reason="", expires_at=shop.now))
        shop.session.commit()
        assert shop.call("sweep").json == NOTHING

    def test_has_the_relay_send_what_is_due(self, shop: Shop) -> None:
        relay = calls_of(shop, "trigger_relay")
        place(shop)
        relay.clear()
        assert swept(shop) == {"events": 1}
        assert relay == ["trigger_relay"]


class TestNextSweep:
    def test_is_called_while_an_event_is_owed_even_if_it_is_not_due(self, shop: Shop) -> None:
        place(shop)
        shop.session.execute(update(OutboxEvent).values(next_attempt_at=shop.now + timedelta(seconds=40)))
        shop.session.commit()
        sweeps = calls_of(shop, "trigger_sweep")
        assert shop.call("sweep").json == NOTHING
        assert sweeps == ["trigger_sweep"]

    def test_is_called_while_an_order_has_not_ended(self, shop: Shop) -> None:
        place(shop)
        shop.acknowledge_everything()
        sweeps = calls_of(shop, "trigger_sweep")
        assert shop.call("sweep").json == NOTHING
        assert sweeps == ["trigger_sweep"]

    @pytest.mark.parametrize(
        ("remaining", "is_called"), [(SWEEP_WAIT_MAX, True), (SWEEP_WAIT_MAX + timedelta(seconds=1), False)]
    )
    def test_is_called_for_reserved_goods_once_their_time_is_over_soon(
        self, shop: Shop, remaining: timedelta, is_called: bool
    ) -> None:
        """Before, a shopper may be paying, and the schedule calls a sweep."""
        shop.session.add(Reservation(order_id=uuid4(), state="held", reason="", expires_at=shop.now + remaining))
        shop.session.commit()
        sweeps = calls_of(shop, "trigger_sweep")
        assert shop.call("sweep").json == NOTHING
        assert sweeps == (["trigger_sweep"] if is_called else [])


class TestGivingUp:
    def test_makes_a_dead_letter_with_the_true_cause_of_what_was_owed_for_too_long(
        self, shop: Shop, row: OutboxEvent
    ) -> None:
        refuse(shop, row, code="503")
        shop.now += GIVE_UP_AFTER_DEFAULT - timedelta(seconds=1)
        assert "given_up" not in swept(shop)
        shop.now += timedelta(seconds=1)
        assert swept(shop)["given_up"] == 1
        (letter,) = dead_letters(shop)
        assert (letter["consumer"], letter["cause_code"]) == ("reserve-stock", "503")
        assert letter["cause"].startswith("Given up after 0 attempts. The last failure: ")
        assert "the shelf fell down" in letter["cause"]
        assert outbox_row(shop).awaiting == []

    def test_leaves_what_is_younger_owed(self, shop: Shop, row: OutboxEvent) -> None:
        columns: dict[str, Any] = {column.key: getattr(row, column.key) for column in OutboxEvent.__table__.columns}
        shop.now += GIVE_UP_AFTER_DEFAULT
        younger = {**columns, "id": str(uuid4()), "give_up_at": shop.now + timedelta(seconds=1)}
        shop.session.execute(insert(OutboxEvent), [younger])
        shop.session.commit()
        assert swept(shop)["given_up"] == 1
        assert shop.session.get_one(OutboxEvent, younger["id"]).awaiting == ["reserve-stock"]

    def test_leaves_a_replay_the_same_time_again(self, shop: Shop, row: OutboxEvent) -> None:
        shop.now += GIVE_UP_AFTER_DEFAULT
        swept(shop)
        (letter,) = dead_letters(shop)
        assert shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff").status_code == 200
        again = outbox_row(shop)
        assert (again.awaiting, again.give_up_at) == (["reserve-stock"], shop.now + GIVE_UP_AFTER_DEFAULT)


class TestOvertakenDeadLetters:
    def test_are_closed_when_their_event_was_handled_after_all(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        shop.session.add(InboxEntry(event_id=row.id, consumer="reserve-stock", handled_at=shop.now))
        shop.session.commit()
        assert swept(shop) == {"overtaken": 1}
        assert dead_letters(shop) == []
        assert len(dead_letters(shop, state="overtaken")) == 1

    def test_are_closed_when_an_equal_event_was_handled(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        shop.now += ORDER_STEP
        assert swept(shop) == {"orders": 1}
        assert shop.deliver_announced("resume-order", OrderOverdue).status_code == 204
        assert shop.deliver_announced("reserve-stock", OrderPlaced).status_code == 204
        assert swept(shop)["overtaken"] == 1
        assert dead_letters(shop) == []

    def test_are_left_open_when_another_consumer_or_another_event_was_handled(
        self, shop: Shop, row: OutboxEvent
    ) -> None:
        refuse(shop, row)
        shop.session.add(InboxEntry(event_id=row.id, consumer="another", handled_at=shop.now))
        shop.session.add(InboxEntry(event_id=str(uuid4()), consumer="reserve-stock", handled_at=shop.now))
        shop.session.commit()
        assert "overtaken" not in swept(shop)
        assert len(dead_letters(shop)) == 1
