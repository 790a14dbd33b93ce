from uuid import uuid4

from db.models.messaging import OutboxEvent
from tests.support.operations.dead_letters import dead_letters, refuse
from tests.support.operations.shop import Shop


class TestListStaffActions:
    def test_reports_who_did_what(self, shop: Shop, row: OutboxEvent) -> None:
        refuse(shop, row)
        (letter,) = dead_letters(shop)
        staff = uuid4()
        shop.call("replay-dead-letter", query={"id": letter["id"]}, role="staff", account_id=staff)
        (action,) = shop.call("list-staff-actions", method="GET", role="admin").json["actions"]
        assert (action["actor"], action["action"]) == (str(staff), "replay-dead-letter")
