from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from db.models.identity import MailLink
from functions.identity.rules import LINK_LIFETIME, LINKS_COUNTED_FOR, LINKS_MAX
from tests.support.operations.account_mails import newest_token, request_reset, requested_mails
from tests.support.operations.accounts import EMAIL, registered
from tests.support.operations.shop import Shop
from tests.support.operations.statements import statements

RESET = "reset-password"


@pytest.mark.usefixtures("quick_passwords")
class TestRequestPasswordReset:
    @pytest.mark.parametrize("typed", [EMAIL, EMAIL.upper()])
    def test_has_a_link_mailed_to_the_address_of_the_account(self, shop: Shop, typed: str) -> None:
        account = registered(shop)
        assert request_reset(shop, typed).status_code == 202
        assert requested_mails(shop)[-1] == (RESET, EMAIL)
        (link,) = shop.session.scalars(select(MailLink).where(MailLink.purpose == RESET))
        assert (link.account_id, link.expires_at) == (account.id, shop.now + LINK_LIFETIME[RESET])

    def test_answers_alike_for_an_address_without_an_account(self, shop: Shop) -> None:
        registered(shop)
        known, unknown = request_reset(shop, EMAIL), request_reset(shop, "eve@example.org")
        assert (unknown.status_code, unknown.data) == (known.status_code, known.data)
        assert requested_mails(shop)[-1] == (RESET, None)

    def test_asks_the_database_alike_for_an_address_without_an_account(self, shop: Shop) -> None:
        """The time shows it, too."""
        registered(shop)
        assert statements(shop, partial(request_reset, shop, EMAIL)) == statements(
            shop, partial(request_reset, shop, "eve@example.org")
        )

    def test_mails_nothing_to_a_disabled_account(self, shop: Shop) -> None:
        registered(shop).disabled_at = shop.now
        shop.session.commit()
        assert request_reset(shop, EMAIL).status_code == 202
        assert requested_mails(shop)[-1] == (RESET, None)

    def test_does_not_flood_a_mailbox(self, shop: Shop) -> None:
        registered(shop)
        asked = requested_mails(shop)
        answers = {request_reset(shop, EMAIL).data for _ in range(LINKS_MAX + 2)}
        assert len(answers) == 1
        assert requested_mails(shop)[len(asked) :].count((RESET, EMAIL)) == LINKS_MAX
        shop.now += LINKS_COUNTED_FOR + timedelta(seconds=1)
        request_reset(shop, EMAIL)
        assert requested_mails(shop)[-1] == (RESET, EMAIL)

    def test_the_token_is_neither_in_the_database_nor_in_the_answer_nor_in_the_log(
        self, shop: Shop, capsys: pytest.CaptureFixture[str]
    ) -> None:
        registered(shop)
        answer = request_reset(shop, EMAIL).text
        token = newest_token(shop)
        stored = shop.session.execute(select(MailLink.__table__)).all()
        assert token not in answer + capsys.readouterr().out + repr(stored) + repr(requested_mails(shop))
