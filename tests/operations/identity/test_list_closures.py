from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from db.models.closures import Closure, Erasure
from tests.support.operations.accounts import EMAIL, PASSWORD, registered
from tests.support.operations.shop import Shop


def a_closure(shop: Shop) -> str:
    shop.now += timedelta(minutes=1)
    closure = Closure(account_id=uuid4(), closed_at=shop.now)
    shop.session.add(closure)
    shop.session.flush()
    answer = Erasure(context="identity", erased={"account": 1}, kept=[], answered_at=shop.now)
    closure_id = closure.id
    answer.closure_id = closure_id
    shop.session.add(answer)
    shop.session.commit()
    return str(closure_id)


def listed(shop: Shop, **query: Any) -> Any:
    answer = shop.call("list-closures", method="GET", query=query, role="staff")
    assert answer.status_code == 200, answer.json
    return answer.json


class TestListClosures:
    def test_lists_certificates_the_newest_first_in_pages(self, shop: Shop) -> None:
        closures = [a_closure(shop) for _ in range(3)]
        first = listed(shop, limit=2)
        second = listed(shop, limit=2, cursor=first["next_cursor"])
        found = [each["reference"] for page in (first, second) for each in page["items"]]
        assert found == closures[::-1]

    def test_finds_one_by_the_reference_in_its_mail(self, shop: Shop) -> None:
        wanted, _ = a_closure(shop), a_closure(shop)
        assert [each["reference"] for each in listed(shop, reference=wanted)["items"]] == [wanted]
        assert listed(shop, reference=str(uuid4()))["items"] == []

    def test_names_every_context_also_those_that_have_not_answered(self, shop: Shop) -> None:
        a_closure(shop)
        (found,) = listed(shop)["items"]
        assert {each["context"] for each in found["contexts"] if each["answered_at"] is None} == {
            *("cart", "invoices", "messaging", "notifications", "orders", "payments")
        }

    @pytest.mark.usefixtures("quick_passwords")
    def test_shows_nothing_of_the_person(self, shop: Shop) -> None:
        account_id = registered(shop).id
        shop.call("close-account", {"password": PASSWORD}, role="shopper", account_id=account_id)
        answer = shop.call("list-closures", method="GET", role="staff").get_data(as_text=True)
        assert EMAIL not in answer
        assert str(account_id) not in answer

    def test_is_for_staff_with_the_permission(self, shop: Shop) -> None:
        assert shop.call("list-closures", method="GET", role="shopper").status_code == 403
        refused = shop.call("list-closures", method="GET", role="staff", permissions={"people.read": None})
        assert refused.json["permission"] == "closures.read"
