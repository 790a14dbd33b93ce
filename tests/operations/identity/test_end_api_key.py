from uuid import UUID, uuid4

import pytest

from db.models.revocations import Revocation
from tests.support.api_keys import create, end, issue, keys
from tests.support.operations.accounts import verified
from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.people import administrator, refusal

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestEndApiKey:
    def test_ends_the_key_and_its_tokens(self, shop: Shop) -> None:
        by = administrator(shop)
        created = create(shop, by).json
        session_id = verified(shop, issue(shop, created["key"]).json["access_token"]).claims["sid"]
        assert end(shop, created["api_key"]["id"], **by).status_code == 204
        assert keys(shop, **by)["items"] == []
        assert refusal(issue(shop, created["key"])) == (401, "api-key-refused")
        assert shop.session.get(Revocation, UUID(session_id)) is not None
        assert actions(shop)[-1] == ("end-api-key", "Warehouse")

    def test_ends_one_that_was_never_used_and_no_other(self, shop: Shop) -> None:
        by = administrator(shop)
        created, other = create(shop, by).json, create(shop, by, name="Till").json
        assert end(shop, created["api_key"]["id"], **by).status_code == 204
        assert issue(shop, other["key"]).status_code == 201

    def test_does_not_know_what_is_no_key(self, shop: Shop) -> None:
        assert refusal(end(shop, str(uuid4()), **administrator(shop))) == (404, "api-key-unknown")
