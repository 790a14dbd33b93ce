from typing import Any
from uuid import uuid4

import pytest

from db.models.messaging import OutboxEvent
from tests.support.operations.accounts import account_of
from tests.support.operations.activity import acted
from tests.support.operations.dead_letters import dead_letters, refuse
from tests.support.operations.shop import Shop

ADA, BOB = "ada@example.org", "bob@example.org"


def listed(shop: Shop, **query: Any) -> Any:
    answer = shop.call("list-staff-actions", method="GET", query=query, role="admin")
    assert answer.status_code == 200, answer.text
    return answer.json


def subjects(shop: Shop, **query: Any) -> list[str]:
    return [action["subject"] for action in listed(shop, **query)["actions"]]


@pytest.fixture
def log(shop: Shop) -> None:
    """Three entries: two of Ada, and one of Bob between them."""
    acted(shop, ADA, "ship-order", "CS-1", hours_ago=3)
    acted(shop, BOB, "ship-order", "CS-2", hours_ago=2)
    acted(shop, ADA, "cancel-order", "CS-3", hours_ago=1)


class TestListStaffActions:
    def test_reports_who_did_what(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        (letter,) = dead_letters(shop)
        staff = uuid4()
        shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff", account_id=staff)
        (action,) = listed(shop)["actions"]
        assert (action["actor"], action["action"]) == (str(staff), "replay-dead-letter")
        # An account that is not there any more.
        assert (action["actor_name"], action["actor_email"]) == ("", "")

    def test_names_who_acted(self, shop: Shop) -> None:
        acted(shop, ADA, "ship-order", "CS-1", name="Ada Lovelace")
        acted(shop, BOB, "ship-order", "CS-2", name="")
        named = {each["subject"]: (each["actor_name"], each["actor_email"]) for each in listed(shop)["actions"]}
        assert named == {"CS-1": ("Ada Lovelace", ADA), "CS-2": ("", BOB)}
        assert listed(shop, email=ADA)["actions"][0]["actor"] == str(account_of(shop, ADA).id)


@pytest.mark.usefixtures("log")
class TestFilters:
    def test_by_who_acted_in_whatever_case_their_address_is_typed(self, shop: Shop) -> None:
        assert subjects(shop, email="Ada@Example.org") == ["CS-3", "CS-1"]
        assert subjects(shop, email="carl@example.org") == []

    def test_by_what_was_done_and_to_what(self, shop: Shop) -> None:
        assert subjects(shop, action="ship-order") == ["CS-2", "CS-1"]
        assert subjects(shop, subject="CS-2") == ["CS-2"]
        assert subjects(shop, subject="CS-2", email=ADA) == []

    def test_by_time_from_the_first_moment_to_before_the_last(self, shop: Shop) -> None:
        assert subjects(shop, since="2026-11-23T10:00:00Z") == ["CS-3", "CS-2"]
        assert subjects(shop, until="2026-11-23T10:00:00Z") == ["CS-1"]

    def test_pages_go_on_among_what_the_filters_let_through(self, shop: Shop) -> None:
        first = listed(shop, email=ADA, limit=1)
        second = listed(shop, email=ADA, limit=1, cursor=first["next_cursor"])
        assert [page["actions"][0]["subject"] for page in (first, second)] == ["CS-3", "CS-1"]
        assert second["next_cursor"] is None

    @pytest.mark.parametrize(
        ("field", "value"), [("action", "fly"), ("until", "0.5"), ("since", "2026-11-23"), ("since", "1764000000")]
    )
    def test_what_nothing_can_match_is_refused(self, shop: Shop, field: str, value: str) -> None:
        refused = shop.call("list-staff-actions", method="GET", query={field: value}, role="admin")
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)
