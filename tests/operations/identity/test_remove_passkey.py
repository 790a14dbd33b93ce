import time

import pytest

from tests.support.operations.account_mails import requested_mails
from tests.support.operations.accounts import EMAIL, account_of, registered
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import Authenticator
from tests.support.passkeys.owners import Owner, log_in_with
from tests.support.people import CLERK, member, refusal
from tests.support.second_factors import Member

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def ada(shop: Shop) -> Owner:
    return Owner(shop, registered(shop))


class TestRemovePasskey:
    def test_logs_nobody_in_by_it_any_more_and_mails_its_owner(self, shop: Shop, ada: Owner) -> None:
        lost, kept = Authenticator(), Authenticator()
        ada.add(lost)
        ada.add(kept)
        assert ada.remove(ada.passkeys()[0]["id"]).status_code == 204
        assert refusal(log_in_with(shop, lost)) == (403, "passkey-refused")
        assert log_in_with(shop, kept).status_code == 201
        assert ("passkey-removed", EMAIL) in requested_mails(shop)

    def test_needs_the_password(self, ada: Owner) -> None:
        ada.add(Authenticator())
        assert refusal(ada.remove(ada.passkeys()[0]["id"], "a guess")) == (403, "current-password-wrong")

    def test_removes_no_passkey_of_others(self, shop: Shop, ada: Owner) -> None:
        other = Owner(shop, registered(shop, CLERK))
        other.add(Authenticator())
        assert refusal(ada.remove(other.passkeys()[0]["id"])) == (404, "passkey-unknown")
        assert len(other.passkeys()) == 1

    def test_of_staff_needs_a_fresh_second_factor(self, shop: Shop) -> None:
        carl = Owner(shop, member(shop, CLERK, "order-desk"))
        carl.add(Authenticator())
        (passkey,) = carl.passkeys()
        assert refusal(carl.remove(passkey["id"])) == (403, "second-factor-needed")
        assert carl.remove(passkey["id"], factor_at=int(time.time())).status_code == 204

    def test_leaves_a_second_factor_as_long_as_there_is_one(self, shop: Shop) -> None:
        carl = Member(shop, member(shop, CLERK, "order-desk"))
        owner, now = Owner(shop, carl.account), int(time.time())
        owner.add(Authenticator())
        owner.add(Authenticator(), factor_at=now)
        owner.remove(owner.passkeys()[0]["id"], factor_at=now)
        assert account_of(shop, CLERK).second_factor_at is not None
        owner.remove(owner.passkeys()[0]["id"], factor_at=now)
        assert account_of(shop, CLERK).second_factor_at is None

    def test_leaves_the_authenticator_app(self, shop: Shop) -> None:
        carl = Member(shop, member(shop, CLERK, "order-desk"))
        carl.enrol()
        carl.present(carl.code())
        owner, now = Owner(shop, carl.account), int(time.time())
        owner.add(Authenticator(), factor_at=now)
        owner.remove(owner.passkeys()[0]["id"], factor_at=now)
        assert account_of(shop, CLERK).second_factor_at is not None
