import time

import pytest

from db.models.identity import Account
from tests.support.operations.accounts import EMAIL, registered
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import Authenticator, text
from tests.support.passkeys.owners import Owner, begin_log_in
from tests.support.people import CLERK, member, refusal

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def ada(shop: Shop) -> Owner:
    return Owner(shop, registered(shop))


class TestALogIn:
    def test_begins_with_a_challenge_that_says_nothing_of_accounts(self, shop: Shop) -> None:
        begun = begin_log_in(shop)
        assert begun.keys() == {"challenge", "relying_party_id", "expires_in_seconds", "new_passkey"}
        assert (begun["relying_party_id"], begun["expires_in_seconds"]) == ("shop.example", 300)
        assert begun["new_passkey"] is None
        assert begin_log_in(shop)["challenge"] != begun["challenge"]

    def test_is_at_the_address_of_the_settings_whatever_the_request_says(self, shop: Shop) -> None:
        begun = shop.call("begin-passkey", {}, headers={"host": "evil.example", "origin": "https://evil.example"})
        assert begun.json["relying_party_id"] == "shop.example"


class TestANewPasskey:
    def test_is_for_the_callers_account(self, ada: Owner) -> None:
        added = ada.begin().json["new_passkey"]
        assert added == {
            "user_id": text(ada.account.id.bytes),
            "user_name": EMAIL,
            "relying_party_name": "CloudShop",
            "excluded": [],
        }

    def test_is_not_made_on_a_device_that_has_one(self, ada: Owner) -> None:
        phone = Authenticator()
        ada.add(phone)
        assert ada.begin().json["new_passkey"]["excluded"] == [text(phone.credential_id)]

    def test_needs_the_password(self, shop: Shop, ada: Owner) -> None:
        assert refusal(ada.begin("a guess")) == (403, "current-password-wrong")
        assert refusal(shop.call("begin-passkey", {"password": "a guess"})) == (401, "unauthenticated")

    def test_needs_a_confirmed_address_because_a_stranger_may_have_registered_it(self, shop: Shop, ada: Owner) -> None:
        shop.session.get_one(Account, ada.account.id).email_confirmed_at = None
        shop.session.commit()
        assert refusal(ada.begin()) == (409, "address-unconfirmed")

    def test_of_staff_with_a_second_factor_needs_that_too(self, shop: Shop) -> None:
        carl = Owner(shop, member(shop, CLERK, "order-desk"))
        carl.add(Authenticator())
        now = int(time.time())
        assert refusal(carl.begin()) == (403, "second-factor-needed")
        assert refusal(carl.begin(factor_at=now - 1000)) == (403, "second-factor-needed")
        assert carl.begin(factor_at=now).status_code == 200
