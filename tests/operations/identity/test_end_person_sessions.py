from typing import Any
from uuid import UUID

import pytest

from tests.support.operations.accounts import log_in, sessions
from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.people import CLERK, administrator, member

pytestmark = pytest.mark.usefixtures("quick_passwords")


def end(shop: Shop, person_id: UUID, by: dict[str, Any]) -> Any:
    return shop.call("end-person-sessions", query={"id": str(person_id)}, **by)


class TestEndPersonSessions:
    def test_ends_all_of_them_and_no_others(self, shop: Shop) -> None:
        by, clerk = administrator(shop), member(shop, CLERK, "order-desk")
        member(shop, "desk@example.org", "order-desk")
        for email in (CLERK, CLERK, "desk@example.org"):
            log_in(shop, email)
        assert end(shop, clerk.id, by).status_code == 204
        assert sessions(shop) == 1
        assert actions(shop) == [("end-person-sessions", CLERK)]
        # They may log in again.
        assert log_in(shop, CLERK).status_code == 201

    def test_is_refused_for_the_callers_own_and_for_strangers(self, shop: Shop) -> None:
        by = administrator(shop)
        assert end(shop, by["account_id"], by).status_code == 403
        assert end(shop, UUID(int=1), by).status_code == 404
