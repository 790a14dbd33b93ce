from uuid import uuid4

from db.models.messaging import DeadLetter
from tests.support.operations.shop import Shop


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
