from datetime import timedelta

import pytest

from db.models.identity import Account
from functions.identity.rules import DEVICE_REMEMBERED
from tests.support.address_changes import confirmed
from tests.support.operations.account_mails import requested_mails
from tests.support.operations.accounts import EMAIL, PASSWORD, registered
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")

NOTICE = ("unusual-log-in", EMAIL)
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"
NEXT_VERSION = "Mozilla/5.0 (Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


def log_in_with(shop: Shop, user_agent: str, password: str = PASSWORD) -> int:
    credentials = {"email": EMAIL, "password": password}
    return int(shop.call("log-in", credentials, headers={"user-agent": user_agent}).status_code)


def notices(shop: Shop) -> int:
    return requested_mails(shop).count(NOTICE)


@pytest.fixture
def account(shop: Shop) -> Account:
    """An account whose owner has logged in with a phone."""
    account = confirmed(shop)
    assert log_in_with(shop, PHONE) == 201
    return account


@pytest.mark.usefixtures("account")
class TestALogIn:
    def test_is_told_to_the_owner_if_the_device_is_new(self, shop: Shop) -> None:
        assert log_in_with(shop, LAPTOP) == 201
        assert notices(shop) == 1

    def test_is_not_told_if_it_is_the_first_of_all(self, shop: Shop) -> None:
        assert notices(shop) == 0

    def test_is_told_once_for_a_device(self, shop: Shop) -> None:
        for _ in range(3):
            log_in_with(shop, LAPTOP)
        assert notices(shop) == 1

    def test_is_not_told_for_a_browser_that_was_updated(self, shop: Shop) -> None:
        log_in_with(shop, NEXT_VERSION)
        assert notices(shop) == 0

    @pytest.mark.parametrize(("later", "told"), [(timedelta(), 0), (timedelta(seconds=1), 1)])
    def test_is_told_after_a_long_time(self, shop: Shop, later: timedelta, told: int) -> None:
        shop.now += DEVICE_REMEMBERED + later
        log_in_with(shop, PHONE)
        assert notices(shop) == told
        log_in_with(shop, PHONE)
        assert notices(shop) == told

    def test_is_not_told_if_it_fails(self, shop: Shop) -> None:
        assert log_in_with(shop, LAPTOP, "a guess") == 401
        assert notices(shop) == 0
        log_in_with(shop, LAPTOP)
        assert notices(shop) == 1

    def test_is_told_of_devices_that_cannot_be_named_too(self, shop: Shop) -> None:
        log_in_with(shop, "curl/8.5.0")
        assert notices(shop) == 1


def test_nobody_is_told_at_an_address_that_is_not_confirmed(shop: Shop) -> None:
    registered(shop)
    for device in (PHONE, LAPTOP):
        log_in_with(shop, device)
    assert notices(shop) == 0
