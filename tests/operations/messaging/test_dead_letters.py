import base64
from typing import Any
from uuid import uuid4

import pytest
from cloudevents.conversion import to_binary
from cloudevents.http import CloudEvent
from sqlalchemy import select

from db.models.inventory import Stock
from db.models.messaging import DeadLetter, OutboxEvent, StaffAction
from eventing.events.orders import OrderPlaced
from functions.runtime.http import cloud_events
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import KEY, Shop


def die(shop: Shop, row: OutboxEvent, *, key: str = KEY) -> Any:
    """What the Broker does when reserve-stock does not take the event."""
    attributes = {
        "id": row.id,
        "type": row.type,
        "source": cloud_events.SOURCE,
        "subject": row.subject,
        "time": row.occurred_at.isoformat(),
        "signature": cloud_events.signature([key], row.id, row.type, row.occurred_at, row.data),
        "knativeerrorcode": "422",
        "knativeerrordata": base64.b64encode(b'{"detail": "the shelf fell down"}').decode(),
    }
    headers, body = to_binary(CloudEvent(attributes, row.data))
    headers["content-type"] = "application/json"
    return shop.call("store-dead-letter", body, query={"consumer": "reserve-stock"}, headers=headers)


@pytest.fixture
def row(shop: Shop) -> OutboxEvent:
    """The outbox row of a new order for one mug."""
    a_product(shop.session)
    shop.call("place-order", an_order_for(), key=str(uuid4()))
    return outbox_row(shop)


def outbox_row(shop: Shop) -> OutboxEvent:
    shop.session.expire_all()
    row = shop.session.scalar(select(OutboxEvent).where(OutboxEvent.type == OrderPlaced.TYPE))
    assert row is not None
    return row


def letters(shop: Shop, **query: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = shop.call("list-dead-letters", method="GET", query=query, role="staff").json[
        "dead_letters"
    ]
    return listed


class TestStoreDeadLetter:
    def test_keeps_the_event_with_its_cause_and_stops_sending_it(self, shop: Shop, row: OutboxEvent) -> None:
        assert die(shop, row).status_code == 204
        (letter,) = letters(shop)
        assert (letter["consumer"], letter["cause_code"]) == ("reserve-stock", "422")
        assert "the shelf fell down" in letter["cause"]
        assert outbox_row(shop).awaiting == []

    def test_keeps_one_letter_however_often_the_event_dies(self, shop: Shop, row: OutboxEvent) -> None:
        for _ in range(3):
            die(shop, row)
        assert len(letters(shop)) == 1

    def test_keeps_a_forged_event_but_lets_nobody_replay_it(self, shop: Shop, row: OutboxEvent) -> None:
        die(shop, row, key="c29tZWJvZHkgZWxzZSdzIGtleQ==")
        (letter,) = letters(shop)
        assert letter["replayable"] is False
        assert outbox_row(shop).awaiting == ["reserve-stock"]
        refused = shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        assert refused.status_code == 409


class TestReplayDeadLetter:
    def test_owes_the_event_to_its_consumer_again(self, shop: Shop, row: OutboxEvent) -> None:
        die(shop, row)
        (letter,) = letters(shop)
        assert shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff").status_code == 200
        again = outbox_row(shop)
        assert (again.awaiting, again.attempts) == (["reserve-stock"], 0)
        assert letters(shop) == []
        shop.deliver_announced("reserve-stock", OrderPlaced)
        assert shop.session.get_one(Stock, "MUG-1").reserved == 1
        assert outbox_row(shop).awaiting == []

    def test_of_an_event_that_was_handled_changes_nothing(self, shop: Shop, row: OutboxEvent) -> None:
        shop.deliver_announced("reserve-stock", OrderPlaced)
        die(shop, row)
        (letter,) = letters(shop)
        shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        shop.deliver_announced("reserve-stock", OrderPlaced)
        assert shop.session.get_one(Stock, "MUG-1").reserved == 1
        assert outbox_row(shop).awaiting == []

    def test_works_after_the_outbox_has_forgotten_the_event(self, shop: Shop, row: OutboxEvent) -> None:
        die(shop, row)
        shop.session.delete(outbox_row(shop))
        shop.session.commit()
        (letter,) = letters(shop)
        shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        assert outbox_row(shop).id == letter["event_id"]

    def test_is_for_staff_only(self, shop: Shop, row: OutboxEvent) -> None:
        die(shop, row)
        (letter,) = letters(shop)
        assert shop.call("replay-dead-letter", query={"id": letter["id"]}).status_code == 401
        assert shop.call("replay-dead-letter", query={"id": letter["id"]}, role="shopper").status_code == 403

    def test_answers_404_for_an_unknown_one(self, shop: Shop) -> None:
        assert shop.call("replay-dead-letter", query={"id": str(uuid4())}, role="staff").status_code == 404

    def test_all_of_a_kind_at_once(self, shop: Shop, row: OutboxEvent) -> None:
        die(shop, row)
        answer = shop.call("replay-dead-letters", {"event_type": OrderPlaced.TYPE}, role="staff")
        assert answer.json == {"replayed": 1, "still_open": 0}
        actions = [action.action for action in shop.session.scalars(select(StaffAction))]
        assert actions == ["replay-dead-letters"]


class TestDiscardDeadLetter:
    def test_closes_it_with_a_reason(self, shop: Shop, row: OutboxEvent) -> None:
        die(shop, row)
        (letter,) = letters(shop)
        shop.call("discard-dead-letter", {"reason": "a test order"}, query={"id": letter["id"]}, role="staff")
        assert [found["state"] for found in letters(shop, state="discarded")] == ["discarded"]
        refused = shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        assert refused.status_code == 409


class TestListDeadLetters:
    def test_pages_from_the_newest_to_the_oldest(self, shop: Shop) -> None:
        for _ in range(3):
            shop.session.add(
                DeadLetter(
                    event_id=str(uuid4()),
                    event_type="shop.order.placed.v1",
                    consumer="reserve-stock",
                    attributes={},
                    data={},
                    cause_code="",
                    cause="",
                    authentic=True,
                    stored_at=shop.now,
                )
            )
        shop.session.commit()
        first = shop.call("list-dead-letters", method="GET", query={"limit": 2}, role="staff").json
        rest = {"limit": 2, "cursor": first["next_cursor"]}
        second = shop.call("list-dead-letters", method="GET", query=rest, role="staff").json
        seen = [letter["id"] for letter in first["dead_letters"] + second["dead_letters"]]
        assert (len(set(seen)), second["next_cursor"]) == (3, None)

    def test_refuses_a_cursor_it_did_not_give(self, shop: Shop) -> None:
        refused = shop.call("list-dead-letters", method="GET", query={"cursor": "nonsense"}, role="staff")
        assert [error["field"] for error in refused.json["errors"]] == ["cursor"]


class TestListStaffActions:
    def test_tells_who_did_what(self, shop: Shop, row: OutboxEvent) -> None:
        die(shop, row)
        (letter,) = letters(shop)
        staff = uuid4()
        shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff", account_id=staff)
        (action,) = shop.call("list-staff-actions", method="GET", role="admin").json["actions"]
        assert (action["actor"], action["action"]) == (str(staff), "replay-dead-letter")
