from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from db.models.api_keys import ApiKey
from db.models.identity import Account
from db.models.revocations import Revocation
from functions.identity.accounts.passwords import Passwords
from tests.support.api_keys import READS, create, issue
from tests.support.operations.accounts import verified
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import Shop
from tests.support.people import CLERK, administrator, change, member, refusal

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def by(shop: Shop) -> dict[str, Any]:
    return administrator(shop)


def claims(shop: Shop, key: str) -> Any:
    issued = issue(shop, key)
    assert issued.status_code == 201
    return verified(shop, issued.json["access_token"]).claims


class TestIssueApiToken:
    def test_gives_a_token_of_the_owner_for_what_the_key_is_for(self, shop: Shop, by: dict[str, Any]) -> None:
        key = create(shop, by).json["key"]
        assert issue(shop, key).json["permissions"] == sorted(READS)
        found = claims(shop, key)
        # A role of its own, which does nothing that shoppers do.
        assert (found["sub"], found["role"]) == (str(by["account_id"]), "program")
        assert found["permissions"] == dict.fromkeys(READS)
        assert "factor_at" not in found

    def test_has_one_session_for_all_tokens_of_a_key(self, shop: Shop, by: dict[str, Any]) -> None:
        key, other = create(shop, by).json["key"], create(shop, by).json["key"]
        assert claims(shop, key)["sid"] == claims(shop, key)["sid"] != claims(shop, other)["sid"]

    def test_permits_no_more_than_the_owner_has_by_now(self, shop: Shop, by: dict[str, Any]) -> None:
        clerk = member(shop, CLERK, "administrator")
        key = create(shop, {"role": "admin", "account_id": clerk.id}, permissions=[*READS, "orders.ship"]).json["key"]
        session_id = claims(shop, key)["sid"]
        assert change(shop, clerk.id, {"role": "support"}, **by).status_code == 200
        # Its tokens end with the owner's sessions.
        assert shop.session.get(Revocation, UUID(session_id)) is not None
        assert claims(shop, key)["permissions"] == dict.fromkeys(READS)

    def test_gives_tokens_that_end_with_the_key(self, shop: Shop, by: dict[str, Any]) -> None:
        created = create(shop, by, valid_days=1).json
        shop.now += timedelta(days=1, minutes=-1)
        issued = issue(shop, created["key"]).json
        assert issued["expires_in_seconds"] == 60
        found = verified(shop, issued["access_token"]).claims
        assert found["exp"] == datetime.fromisoformat(created["api_key"]["expires_at"]).timestamp()

    def test_is_refused_once_the_key_has_expired(self, shop: Shop, by: dict[str, Any]) -> None:
        key = create(shop, by, valid_days=1).json["key"]
        shop.now += timedelta(days=1)
        assert refusal(issue(shop, key)) == (401, "api-key-refused")

    def test_is_refused_once_the_owner_is_disabled_or_has_left(self, shop: Shop, by: dict[str, Any]) -> None:
        key = create(shop, by).json["key"]
        owner = shop.session.get_one(Account, by["account_id"])
        owner.disabled_at = shop.now
        shop.session.commit()
        assert refusal(issue(shop, key)) == (401, "api-key-refused")
        owner.disabled_at, owner.role, owner.staff_role = None, "shopper", None
        shop.session.commit()
        assert refusal(issue(shop, key)) == (401, "api-key-refused")

    @pytest.mark.parametrize(("key", "status"), [("csk_" + "A" * 43, 401), ("csk_short", 422), ("A" * 64, 422)])
    def test_refuses_what_is_no_key(self, shop: Shop, key: str, status: int) -> None:
        assert issue(shop, key).status_code == status

    def test_of_two_first_uses_at_once_both_have_one_session(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop = concurrent_shop
        shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=64)
        key = create(shop, administrator(shop)).json["key"]
        issue(shop, "csk_" + "A" * 43)  # loaded before threads call it
        tokens = at_once(engine, select(ApiKey), lambda: issue(shop, key), lambda: issue(shop, key))
        sessions = {verified(shop, token.json["access_token"]).claims["sid"] for token in tokens}
        assert len(sessions) == 1
