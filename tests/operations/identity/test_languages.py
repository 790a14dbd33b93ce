"""The mails about an account are in the language in which it was registered."""

import pytest

from tests.support.address_changes import changed
from tests.support.operations.account_mails import languages, newest_token, request_reset
from tests.support.operations.accounts import EMAIL, PASSWORD, account_of, register
from tests.support.operations.shop import Shop


@pytest.mark.usefixtures("quick_passwords")
class TestTheMailsOfAnAccount:
    @pytest.mark.parametrize("language", ["fr", None])
    def test_are_in_its_language(self, shop: Shop, language: str | None) -> None:
        assert register(shop, language=language).status_code == 202
        confirmation = {"token": newest_token(shop), "password": PASSWORD}
        assert shop.call("confirm-address", confirmation).status_code == 204
        register(shop, language="en")
        request_reset(shop, EMAIL)
        shop.call("reset-password", {"token": newest_token(shop), "new_password": PASSWORD})
        changed(shop, account_of(shop))
        kinds = ("confirm-address", "address-in-use", "reset-password", "password-changed")
        assert languages(shop) == [(kind, language) for kind in (*kinds, "change-address", "restore-address")]

    def test_that_is_registered_again_are_in_that_of_who_asked(self, shop: Shop) -> None:
        for language in ("en", "fr"):
            register(shop, language=language)
        assert languages(shop) == [("confirm-address", "en"), ("confirm-address", "fr")]

    def test_are_in_one_that_the_shop_writes(self, shop: Shop) -> None:
        answer = register(shop, language="nl")
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "language")
