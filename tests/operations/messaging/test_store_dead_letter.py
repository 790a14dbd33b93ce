import pytest

from db.models.messaging import OutboxEvent
from eventing.events.orders import OrderPlaced
from eventing.times import EVENT_AGE_MAX
from tests.support.operations.dead_letters import dead_letters, outbox_row, refuse
from tests.support.operations.shop import OTHER_KEY, Shop


class TestStoreDeadLetter:
    def test_keeps_the_event_with_its_cause_and_stops_sending_it(self, shop: Shop, row: OutboxEvent) -> None:
        assert refuse(shop, row).status_code == 204
        (letter,) = dead_letters(shop)
        assert (letter["consumer"], letter["cause_code"]) == ("reserve-stock", "422")
        assert "the shelf fell down" in letter["cause"]
        assert outbox_row(shop).awaiting == []

    @pytest.mark.parametrize("code", ["400", "404", "409", "413", "500", "503"])
    def test_leaves_an_event_owed_that_only_failed_and_notes_the_cause(
        self, shop: Shop, row: OutboxEvent, code: str
    ) -> None:
        assert refuse(shop, row, code=code).status_code == 204
        assert dead_letters(shop) == []
        owed = outbox_row(shop)
        assert owed.awaiting == ["reserve-stock"]
        assert owed.failures["reserve-stock"]["code"] == code
        assert "the shelf fell down" in owed.failures["reserve-stock"]["cause"]

    def test_keeps_nothing_of_an_event_that_was_handled_meanwhile(self, shop: Shop, row: OutboxEvent) -> None:
        shop.deliver_announced("reserve-stock", OrderPlaced)
        for code in ("422", "503"):
            assert refuse(shop, row, code=code).status_code == 204
        assert dead_letters(shop) == []
        assert outbox_row(shop).failures == {}

    def test_calls_the_sweep_for_an_order_that_may_be_stuck_now(self, shop: Shop, row: OutboxEvent) -> None:
        calls: list[str] = []
        shop.parts["trigger_sweep"] = lambda: calls.append("sweep")
        refuse(shop, row, code="503")
        assert calls == []
        refuse(shop, row)
        assert calls == ["sweep"]

    def test_keeps_one_letter_however_often_the_event_dies(self, shop: Shop, row: OutboxEvent) -> None:
        for _ in range(3):
            refuse(shop, row)
        assert len(dead_letters(shop)) == 1

    def test_keeps_a_forged_event_but_refuses_to_replay_it(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row, key=OTHER_KEY)
        (letter,) = dead_letters(shop)
        assert letter["replayable"] is False
        assert outbox_row(shop).awaiting == ["reserve-stock"]
        refused = shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff")
        assert refused.status_code == 409

    def test_ignores_what_was_sent_too_long_ago_to_be_a_delivery(self, shop: Shop, row: OutboxEvent) -> None:
        answer = refuse(shop, row, sent_seconds_ago=EVENT_AGE_MAX.total_seconds() + 5)
        assert (answer.status_code, dead_letters(shop)) == (204, [])
        assert outbox_row(shop).awaiting == ["reserve-stock"]

    def test_a_forged_event_does_not_stand_in_for_the_authentic_one(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row, key=OTHER_KEY)
        refuse(shop, row)
        assert {(letter["event_id"] == row.id, letter["replayable"]) for letter in dead_letters(shop)} == {
            (True, True),
            (False, False),
        }

    @pytest.mark.parametrize(
        "body",
        [
            b"", b"not JSON", b"[1, 2]", b"<event/>", b'"text"', b"\x00\xff", b'{"a": "\\u0000"}', b'{"a": "\\ud800"}',
            b'{"a": 1e999}', b'{"a": NaN}', b"x" * 2_000_000, b'{"a":' * 300 + b"1" + b"}" * 300,
            b"[" * 100_000 + b"]" * 100_000,
        ],
        ids=range(13),
    )  # fmt: skip
    @pytest.mark.parametrize("is_event", [True, False])
    def test_keeps_whatever_arrives_and_shows_it_beside_the_others(
        self, shop: Shop, row: OutboxEvent, body: bytes, is_event: bool
    ) -> None:
        event = {"ce-id": "1", "ce-type": "a.b", "ce-source": "/x", "ce-specversion": "1.0"}
        headers = {
            "content-type": "application/json",
            **(event | {"ce-time": "2026-01-01T00:00:00Z"} if is_event else {}),
        }
        assert shop.call("store-dead-letter", body, headers=headers).status_code == 204
        refuse(shop, row)
        shown = dead_letters(shop)
        assert [letter["replayable"] for letter in shown].count(True) == 1
        assert len(shown) == 2
