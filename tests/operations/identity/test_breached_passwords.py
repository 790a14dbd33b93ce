"""A password that a service of breached passwords knows is refused wherever a new one is set."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from functions.identity.accounts.breached_passwords import is_breached
from functions.identity.accounts.password_policy import PasswordPolicy, password_policy
from functions.runtime.settings import settings
from tests.support.operations.account_mails import newest_token, request_reset
from tests.support.operations.accounts import EMAIL, PASSWORD, log_in, register, registered
from tests.support.operations.shop import Shop
from tests.support.shop.breached_passwords import PADDING, BreachedPasswords

pytestmark = pytest.mark.usefixtures("quick_passwords")
STOLEN, OTHER = "pässword of a breach", "an even longer walk"
Sets = Callable[[Shop, str], Any]


@pytest.fixture
def service(shop: Shop) -> Iterator[BreachedPasswords]:
    server = BreachedPasswords(STOLEN)
    shop.parts["policy"] = PasswordPolicy("The Mug Shop", server.url)
    yield server
    server.stop()


def registers(shop: Shop, password: str) -> Any:
    return register(shop, password=password)


def changes(shop: Shop, password: str) -> Any:
    body = {"current_password": PASSWORD, "new_password": password}
    return shop.call("change-password", body, method="PUT", role="shopper", account_id=registered(shop).id)


def resets(shop: Shop, password: str) -> Any:
    registered(shop)
    request_reset(shop, EMAIL)
    return shop.call("reset-password", {"token": newest_token(shop), "new_password": password}, method="PUT")


@pytest.mark.parametrize(
    ("sets", "field"), [(registers, "password"), (changes, "new_password"), (resets, "new_password")]
)
class TestANewPassword:
    def test_is_refused_if_it_was_stolen(self, shop: Shop, service: BreachedPasswords, sets: Sets, field: str) -> None:
        refused = sets(shop, STOLEN)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)
        assert "stolen passwords" in refused.json["errors"][0]["problem"]
        assert log_in(shop, password=STOLEN).status_code == 401

    def test_is_accepted_if_it_was_not(self, shop: Shop, service: BreachedPasswords, sets: Sets, field: str) -> None:
        assert sets(shop, OTHER).status_code in {202, 204}
        assert service.asked
        assert log_in(shop, password=OTHER).status_code == 201

    def test_is_accepted_while_the_service_is_down(
        self, shop: Shop, service: BreachedPasswords, sets: Sets, field: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        service.status = 503
        assert sets(shop, STOLEN).status_code in {202, 204}
        logged = capsys.readouterr().out
        assert "the service of breached passwords has not answered" in logged
        assert STOLEN not in logged


class TestTheService:
    def test_learns_five_digits_of_the_hash_and_nothing_else(self, service: BreachedPasswords) -> None:
        assert is_breached(STOLEN, service.url)
        assert service.asked == [f"/range/{hashlib.sha1(STOLEN.encode()).hexdigest()[:5].upper()}"]

    def test_does_not_know_what_only_pads_its_answer(self, service: BreachedPasswords) -> None:
        assert not is_breached(PADDING, service.url)

    def test_is_not_waited_for(self, service: BreachedPasswords) -> None:
        service.seconds = 3
        assert not is_breached(STOLEN, service.url, seconds_max=0.2)

    def test_is_the_one_that_the_operator_names(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BREACHED_PASSWORDS_URL", "https://passwords.example.org/range")
        settings.cache_clear()
        assert password_policy().breaches_url == "https://passwords.example.org/range"
        monkeypatch.undo()
        settings.cache_clear()
        assert password_policy().breaches_url == "none"
