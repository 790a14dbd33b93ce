"""Two relays, or two members of the staff, at the same moment."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models.messaging import DeadLetter, OutboxEvent
from functions.messaging.outbox.claims import claim
from functions.messaging.outbox.give_up import give_up_events
from functions.runtime.database.unit_of_work import UnitOfWork
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import Shop


def an_event(shop: Shop) -> OutboxEvent:
    event = OutboxEvent(
        type="shop.order.placed.v1", subject="order", occurred_at=shop.now, data={}, traceparent="", request_id="",
        awaiting=["reserve-stock"], next_attempt_at=shop.now, give_up_at=shop.now + timedelta(hours=1),
    )  # fmt: skip
    shop.session.add(event)
    shop.session.commit()
    return event


def a_dead_letter(shop: Shop) -> str:
    letter = DeadLetter(
        event_id=str(uuid4()), event_type="shop.order.placed.v1", consumer="reserve-stock",
        attributes={"time": shop.now.isoformat()}, data={}, cause_code="422", cause="", authentic=True,
        stored_at=shop.now,
    )  # fmt: skip
    shop.session.add(letter)
    shop.session.commit()
    return str(letter.id)


def test_two_relays_neither_share_an_event_nor_wait_for_each_other(concurrent_shop: Shop, engine: Engine) -> None:
    events = {an_event(concurrent_shop).id for _ in range(4)}
    due = concurrent_shop.now + timedelta(seconds=1)
    with Session(engine) as one, Session(engine) as other:
        first = {event.id for event in claim(one, due, 2)}
        second = {event.id for event in claim(other, due, 4)}
    assert len(first) == len(second) == 2
    assert first | second == events


def test_an_event_that_is_being_handled_is_neither_given_up_nor_waited_for(
    concurrent_shop: Shop, engine: Engine
) -> None:
    handled, aged = an_event(concurrent_shop), an_event(concurrent_shop)
    with Session(engine) as holder, Session(engine) as session:
        holder.get_one(OutboxEvent, handled.id, with_for_update=True)
        assert give_up_events(UnitOfWork(session, lambda _: aged.give_up_at)) == 1
        session.commit()
    letters = concurrent_shop.session.scalars(select(DeadLetter.event_id)).all()
    assert letters == [aged.id]


class TestADeadLetter:
    @pytest.fixture
    def shop(self, concurrent_shop: Shop) -> Shop:
        # The functions are loaded before threads call them.
        for operation in ("replay-dead-letter", "replay-dead-letters", "discard-dead-letter"):
            concurrent_shop.call(operation, {}, role="staff")
        return concurrent_shop

    def test_that_is_discarded_is_not_replayed(self, shop: Shop, engine: Engine) -> None:
        letter = a_dead_letter(shop)
        answers = at_once(
            engine,
            select(DeadLetter),
            lambda: shop.call("discard-dead-letter", {"reason": "old"}, role="staff", query={"id": letter}),
            lambda: shop.call("replay-dead-letter", role="staff", query={"id": letter}),
        )
        assert [answer.status_code for answer in answers] == [200, 409]
        assert shop.session.scalars(select(OutboxEvent)).all() == []

    def test_is_replayed_by_one_of_two_who_replay_all(self, shop: Shop, engine: Engine) -> None:
        a_dead_letter(shop)
        replay = {"event_type": "shop.order.placed.v1"}
        answers = at_once(
            engine, select(DeadLetter), *[lambda: shop.call("replay-dead-letters", replay, role="staff")] * 2
        )
        assert sorted(answer.json["replayed"] for answer in answers) == [0, 1]
