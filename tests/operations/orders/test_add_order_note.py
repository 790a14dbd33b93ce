from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.messaging import StaffAction
from db.models.orders import OrderNote
from functions.orders.rules import NOTE_LENGTH_MAX, NOTES_MAX
from tests.support.operations.orders import an_order
from tests.support.operations.shop import Shop

STAFF_MEMBER = UUID("7c1f1a3a-6d0c-4a5c-9d0e-0a6f1f2b3c4d")


def write(shop: Shop, number: str, text: Any = "wants a blue one", *, key: str | None = None, **by: Any) -> Any:
    by = by or {"role": "staff", "account_id": STAFF_MEMBER}
    return shop.call("add-order-note", {"text": text}, query={"number": number}, key=key or str(uuid4()), **by)


def read(shop: Shop, number: str, **by: Any) -> Any:
    return shop.call("get-order", method="GET", query={"number": number}, **by).json["notes"]


class TestAddOrderNote:
    def test_writes_a_note_that_staff_see_with_the_order(self, shop: Shop) -> None:
        number = an_order(shop)["number"]
        written = write(shop, number, "  wants a blue one ")
        assert written.status_code == 201
        assert (written.json["text"], written.json["author"]) == ("wants a blue one", str(STAFF_MEMBER))
        assert read(shop, number, role="admin") == [written.json]

    def test_shows_the_newest_notes_first_and_no_more_than_fit_on_a_page(self, shop: Shop) -> None:
        number = an_order(shop)["number"]
        for count in range(NOTES_MAX + 1):
            shop.now += timedelta(seconds=1)
            write(shop, number, f"note {count}")
        shown = [note["text"] for note in read(shop, number, role="staff")]
        assert shown == [f"note {count}" for count in range(NOTES_MAX, 0, -1)]

    def test_is_seen_by_no_shopper_even_on_their_own_order(self, shop: Shop) -> None:
        account_id = uuid4()
        number = an_order(shop, account_id=account_id)["number"]
        write(shop, number)
        assert read(shop, number, role="shopper", account_id=account_id) is None
        cancelled = shop.call("cancel-order", query={"number": number}, role="shopper", account_id=account_id)
        assert (cancelled.status_code, cancelled.json["notes"]) == (200, None)

    def test_is_in_the_activity_log_by_its_id(self, shop: Shop) -> None:
        number = an_order(shop)["number"]
        written = write(shop, number)
        action = shop.session.scalars(select(StaffAction)).one()
        assert (action.action, action.subject, action.actor) == ("add-order-note", number, str(STAFF_MEMBER))
        assert action.detail == {"note": written.json["id"]}

    def test_happens_once_however_often_it_is_sent(self, shop: Shop) -> None:
        number, key = an_order(shop)["number"], str(uuid4())
        assert write(shop, number, key=key).data == write(shop, number, key=key).data
        assert len(shop.session.scalars(select(OrderNote)).all()) == 1

    @pytest.mark.parametrize("text", ["", "   ", "a\x00b", "a\nb", "x" * (NOTE_LENGTH_MAX + 1), 7, None])
    def test_refuses_what_is_no_note(self, shop: Shop, text: Any) -> None:
        refused = write(shop, an_order(shop)["number"], text)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "text")

    def test_refuses_an_order_that_is_not_there(self, shop: Shop) -> None:
        assert write(shop, "CS-0000-0000").status_code == 404

    @pytest.mark.parametrize("by", [{"role": "shopper"}, {"role": None}])
    def test_is_for_staff_only(self, shop: Shop, by: dict[str, Any]) -> None:
        number = an_order(shop)["number"]
        assert write(shop, number, **by).status_code in {401, 403}
        assert shop.session.scalars(select(OrderNote)).all() == []
