from datetime import timedelta
from typing import Any

import pytest

from tests.support.operations.account_mails import requested_mails
from tests.support.operations.accounts import EMAIL, account_of, log_in, registered, sessions
from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import PRESENT, Authenticator
from tests.support.passkeys.owners import Owner, begin_log_in, log_in_with
from tests.support.people import CLERK, member, refusal
from tests.support.second_factors import Member

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def ada(shop: Shop) -> Owner:
    return Owner(shop, registered(shop))


class TestAddPasskey:
    def test_lets_its_owner_log_in_and_find_it_by_its_name(self, shop: Shop, ada: Owner) -> None:
        phone = Authenticator()
        added = ada.add(phone, " Blue phone ")
        assert added.status_code == 201
        assert added.json == {**ada.passkeys()[0], "name": "Blue phone", "last_used_at": None}
        assert log_in_with(shop, phone).status_code == 201

    def test_mails_its_owner(self, shop: Shop, ada: Owner) -> None:
        ada.add(Authenticator())
        assert requested_mails(shop)[-1] == ("passkey-added", EMAIL)

    def test_knows_a_passkey_once(self, ada: Owner) -> None:
        phone = Authenticator()
        ada.add(phone)
        assert refusal(ada.add(phone)) == (409, "passkey-known")
        assert len(ada.passkeys()) == 1

    def test_knows_a_passkey_of_another_account_too(self, shop: Shop, ada: Owner) -> None:
        phone = Authenticator()
        Owner(shop, registered(shop, CLERK)).add(phone)
        assert refusal(ada.add(phone)) == (409, "passkey-known")

    def test_takes_ten_of_an_account(self, ada: Owner) -> None:
        for number in range(10):
            assert ada.add(Authenticator(), f"Key {number}").status_code == 201
        assert refusal(ada.add(Authenticator())) == (409, "too-many-passkeys")
        assert [each["name"] for each in ada.passkeys()] == [f"Key {number}" for number in range(10)]

    @pytest.mark.parametrize("name", ["", "x" * 61, "\u202eabc"])
    def test_takes_a_name_that_people_can_read(self, ada: Owner, name: str) -> None:
        body = Authenticator().made_for(ada.begin().json, name)
        assert refusal(ada.send(body)) == (422, "invalid-request")


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "forged",
        [
            Authenticator(origin="https://evil.example"),
            Authenticator(rp_id="evil.example"),
            Authenticator(flags=PRESENT),
            Authenticator(flags=0),
        ],
        ids=["of another page", "of another shop", "without a verified person", "without a person"],
    )
    def test_is_a_passkey(self, ada: Owner, forged: Authenticator) -> None:
        assert refusal(ada.add(forged)) == (403, "passkey-refused")

    def test_is_a_challenge_of_five_minutes_ago(self, shop: Shop, ada: Owner) -> None:
        body = Authenticator().made_for(ada.begin().json)
        shop.now += timedelta(seconds=301)
        assert refusal(ada.send(body)) == (403, "passkey-refused")

    def test_is_the_challenge_of_another_account(self, shop: Shop, ada: Owner) -> None:
        other = Owner(shop, registered(shop, CLERK))
        assert refusal(ada.send(Authenticator().made_for(other.begin().json))) == (403, "passkey-refused")

    def test_is_a_challenge_for_logging_in_which_takes_no_password(self, shop: Shop, ada: Owner) -> None:
        begun = {**ada.begin().json, "challenge": begin_log_in(shop)["challenge"]}
        assert refusal(ada.send(Authenticator().made_for(begun))) == (403, "passkey-refused")

    def test_is_a_challenge_that_was_made_elsewhere(self, ada: Owner) -> None:
        begun = {**ada.begin().json, "challenge": "A" * 75}
        assert refusal(ada.send(Authenticator().made_for(begun))) == (403, "passkey-refused")

    @pytest.mark.parametrize(
        "changed", [{"attestation": "A" * 40}, {"attestation": "oA"}, {"client_data": "e30"}, {"client_data": "AAAA"}]
    )
    def test_is_whatever_is_malformed(self, ada: Owner, changed: dict[str, Any]) -> None:
        body = Authenticator().made_for(ada.begin().json)
        assert refusal(ada.send({**body, **changed})) == (403, "passkey-refused")


class TestThePasskeyOfStaff:
    def test_is_a_second_factor_that_the_session_has_presented(self, shop: Shop) -> None:
        carl = Member(shop, member(shop, CLERK, "order-desk"))
        other = log_in(shop, CLERK).json
        owner = Owner(shop, carl.account)
        owner.add(Authenticator())
        assert account_of(shop, CLERK).second_factor_at == shop.now
        carl.opened = owner.opened
        assert carl.refresh()["second_factor"] == "presented"
        assert sessions(shop) == 1
        carl.opened = other
        assert carl.refresh()["type"].endswith("session-ended")
        assert actions(shop) == [("enrol-second-factor", CLERK)]

    def test_ends_no_session_of_a_shopper(self, shop: Shop, ada: Owner) -> None:
        log_in(shop)
        ada.add(Authenticator())
        assert sessions(shop) == 2
        assert actions(shop) == []
