from typing import Any
from uuid import UUID

import pytest

from db.models.api_keys import ApiKey
from db.models.roles import RolePermission, StaffRole
from tests.support.api_keys import READS, create, keys
from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.people import ADMINISTRATOR, CLERK, administrator, member, refusal

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestCreateApiKey:
    def test_shows_the_key_once_and_stores_no_more_than_its_hash(self, shop: Shop) -> None:
        by = administrator(shop)
        created = create(shop, by)
        assert created.status_code == 201
        assert created.json["key"].startswith("csk_")
        # By its first characters one that was found somewhere is known.
        assert created.json["key"][:8] == created.json["api_key"]["begins_with"]
        assert created.json["api_key"] == keys(shop, **by)["items"][0]
        stored = shop.session.get_one(ApiKey, UUID(created.json["api_key"]["id"]))
        assert created.json["key"] not in {str(value) for value in vars(stored).values()}
        assert actions(shop) == [("create-api-key", "Warehouse")]

    def test_gives_it_a_name_an_end_and_what_it_is_for(self, shop: Shop) -> None:
        key = create(shop, administrator(shop)).json["api_key"]
        assert (key["name"], key["owner"], key["state"]) == ("Warehouse", ADMINISTRATOR, "active")
        assert key["permissions"] == sorted(READS)
        assert key["last_used_at"] is None
        assert key["expires_at"] > key["created_at"]

    def test_is_for_no_more_than_who_makes_it_is_permitted(self, shop: Shop) -> None:
        shop.session.add(StaffRole(name="team-lead"))
        shop.session.flush()
        for name in ("people.change", "orders.read"):
            shop.session.add(RolePermission(role="team-lead", permission=name))
        lead: dict[str, Any] = {"role": "staff", "account_id": member(shop, CLERK, "team-lead").id}
        assert refusal(create(shop, lead)) == (403, "role-too-high")
        assert create(shop, lead, permissions=["orders.read"]).status_code == 201

    @pytest.mark.parametrize(
        "wrong",
        [
            {"permissions": ["people.change"]},
            {"permissions": []},
            {"permissions": ["orders.fly"]},
            {"valid_days": 0},
            {"valid_days": 367},
            {"name": ""},
        ],
        ids=str,
    )
    def test_refuses_what_no_program_may(self, shop: Shop, wrong: dict[str, Any]) -> None:
        assert create(shop, administrator(shop), **wrong).status_code == 422

    def test_makes_no_more_than_a_hundred(self, shop: Shop) -> None:
        by = administrator(shop)
        for number in range(100):
            key = ApiKey(account_id=by["account_id"], name="Old", key_sha256=bytes([number]), permissions=READS)
            key.begins_with = "csk_AbCd"
            key.created_at = key.expires_at = shop.now
            shop.session.add(key)
        shop.session.flush()
        assert refusal(create(shop, by)) == (409, "api-keys-too-many")
