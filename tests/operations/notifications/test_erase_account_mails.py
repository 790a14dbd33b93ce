from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from db.models.notifications import DueMail, SentMail
from tests.support.operations.accounts import EMAIL, answer, closed
from tests.support.operations.shop import Shop

ACCOUNT = uuid4()


def sent(shop: Shop, recipient: str, at: datetime | None = None) -> None:
    shop.session.add(SentMail(subject=str(uuid4()), kind="any", recipient=recipient, sent_at=at or shop.now))
    shop.session.commit()


def recipients(shop: Shop) -> list[str]:
    shop.session.expire_all()
    return sorted(shop.session.scalars(select(SentMail.recipient)))


class TestEraseAccountMails:
    def test_erases_where_mails_went_whatever_the_case_of_the_address(self, shop: Shop) -> None:
        sent(shop, EMAIL)
        sent(shop, EMAIL.upper())
        closed(shop, "erase-account-mails", ACCOUNT)
        assert recipients(shop) == ["", ""]
        assert answer(shop, ACCOUNT) == {"context": "notifications", "erased": {"mail_recipients": 2}, "kept": []}

    def test_leaves_other_addresses_and_what_was_sent_since_the_account_was_closed(self, shop: Shop) -> None:
        sent(shop, "eve@example.org")
        sent(shop, EMAIL, at=shop.now + timedelta(seconds=1))
        closed(shop, "erase-account-mails", ACCOUNT)
        assert recipients(shop) == [EMAIL, "eve@example.org"]

    def test_leaves_mails_that_are_due_and_says_until_when(self, shop: Shop) -> None:
        due = {"subject": "any", "kind": "any", "recipient": EMAIL, "content": {}, "written_at": shop.now}
        shop.session.add(DueMail(**due))
        shop.session.commit()
        closed(shop, "erase-account-mails", ACCOUNT)
        (kept,) = answer(shop, ACCOUNT)["kept"]
        assert (kept["data"], kept["rows"], kept["reason"]) == ("unsent_mails", 1, "unsent")
        assert datetime.fromisoformat(kept["until"]) == shop.now + timedelta(days=90)
        assert shop.session.scalars(select(DueMail.recipient)).all() == [EMAIL]
