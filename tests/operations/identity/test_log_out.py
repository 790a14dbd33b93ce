import secrets

import pytest

from tests.support.operations.accounts import (
    first_token,
    is_refused,
    log_out,
    refresh,
)
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")


class TestLogOut:
    def test_ends_the_session(self, shop: Shop, token: str) -> None:
        other = first_token(shop)
        assert log_out(shop, token).status_code == 204
        assert is_refused(refresh(shop, token))
        assert refresh(shop, other).status_code == 200

    def test_ends_it_by_a_token_that_was_used_before(self, shop: Shop, token: str) -> None:
        newest = refresh(shop, token).json["refresh_token"]
        assert log_out(shop, token).status_code == 204
        assert is_refused(refresh(shop, newest))

    def test_may_be_repeated_and_reports_nothing_of_unknown_sessions(self, shop: Shop, token: str) -> None:
        answers = [log_out(shop, token), log_out(shop, token), log_out(shop, secrets.token_urlsafe(48))]
        assert [(answer.status_code, answer.data) for answer in answers] == [(204, b"")] * 3
