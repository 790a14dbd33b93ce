import pytest

from tests.support.address_changes import NEW_EMAIL, confirmed, request_change
from tests.support.operations.account_mails import requested_mails
from tests.support.operations.accounts import EMAIL, account_of, registered
from tests.support.operations.shop import Shop
from tests.support.operations.statements import statements

pytestmark = pytest.mark.usefixtures("quick_passwords")
TAKEN = "eve@example.org"


class TestRequestAddressChange:
    def test_mails_a_link_to_the_new_address_and_changes_nothing_yet(self, shop: Shop) -> None:
        account = confirmed(shop)
        answer = request_change(shop, account)
        assert (answer.status_code, requested_mails(shop)[-1]) == (202, ("change-address", NEW_EMAIL))
        assert account_of(shop).email == EMAIL

    def test_says_the_same_of_an_address_with_an_account_whose_owner_gets_a_notice(self, shop: Shop) -> None:
        account = confirmed(shop)
        confirmed(shop, TAKEN)
        free, taken = request_change(shop, account), request_change(shop, account, TAKEN.upper())
        assert (free.status_code, free.data) == (taken.status_code, taken.data)
        assert requested_mails(shop)[-1] == ("address-in-use", TAKEN)

    def test_does_the_same_work_for_both(self, shop: Shop) -> None:
        account = confirmed(shop)
        registered(shop, TAKEN)
        request_change(shop, account, "another@example.org")
        free = statements(shop, lambda: request_change(shop, account, NEW_EMAIL))
        assert free == statements(shop, lambda: request_change(shop, account, TAKEN))

    def test_needs_the_password(self, shop: Shop) -> None:
        account = confirmed(shop)
        mails = requested_mails(shop)
        refused = request_change(shop, account, password="a guess of a thief")
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:current-password-wrong")
        assert requested_mails(shop) == mails

    def test_refuses_the_present_address_and_one_that_no_mail_reaches(self, shop: Shop) -> None:
        account = confirmed(shop)
        assert [request_change(shop, account, to).status_code for to in (EMAIL.upper(), "ada", "a@b@c")] == [422] * 3

    def test_mails_at_most_five_links_an_hour_to_one_address(self, shop: Shop) -> None:
        account = confirmed(shop)
        answers = {request_change(shop, account).data for _ in range(6)}
        assert len(answers) == 1
        assert requested_mails(shop)[-2:] == [("change-address", NEW_EMAIL), ("change-address", None)]

    def test_is_for_people_with_an_account(self, shop: Shop) -> None:
        answer = shop.call("request-address-change", {"email": NEW_EMAIL, "password": "x"})
        assert answer.status_code == 401
