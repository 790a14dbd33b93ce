from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from db.models.messaging import IdempotencyKey, OutboxEvent
from eventing.events.accounts import AccountAddressConfirmed
from eventing.events.closures import MessageAccountErased
from functions.runtime.database.unit_of_work import UnitOfWork
from tests.support.operations.accounts import EMAIL, answer, closed
from tests.support.operations.shop import Shop

ACCOUNT = uuid4()


def stored(shop: Shop, name: str) -> str:
    """An answer that was stored for a caller of this name; returns its key."""
    key = f"{name}:{uuid4()}"
    answered = {"fingerprint": "", "status": 201, "body": b"{}", "media_type": "application/json"}
    shop.session.add(IdempotencyKey(key=key, **answered, created_at=shop.now))
    shop.session.commit()
    return key


def confirmed(shop: Shop, account_id: UUID, *, is_done: bool) -> None:
    """An event that names the account's address."""
    UnitOfWork(shop.session, lambda _: shop.now).announce(
        AccountAddressConfirmed(account_id=account_id, email=EMAIL, confirmed_at=shop.now)
    )
    shop.session.flush()
    for row in shop.session.scalars(select(OutboxEvent).where(OutboxEvent.subject == str(account_id))):
        row.awaiting = [] if is_done else row.awaiting
    shop.session.commit()


class TestEraseAccountMessages:
    def test_deletes_the_answers_that_are_stored_for_the_accounts_keys(self, shop: Shop) -> None:
        stored(shop, str(ACCOUNT))
        others = {stored(shop, name) for name in (str(uuid4()), "guest", f"{ACCOUNT}0")}
        closed(shop, "erase-account-messages", ACCOUNT)
        assert set(shop.session.scalars(select(IdempotencyKey.key))) == others
        assert answer(shop, ACCOUNT)["erased"] == {"stored_answers": 1}

    def test_deletes_the_accounts_events_that_are_done(self, shop: Shop) -> None:
        confirmed(shop, ACCOUNT, is_done=True)
        confirmed(shop, other := uuid4(), is_done=True)
        closed(shop, "erase-account-messages", ACCOUNT)
        left = select(OutboxEvent.subject).where(OutboxEvent.type == AccountAddressConfirmed.TYPE)
        assert shop.session.scalars(left).all() == [str(other)]
        assert answer(shop, ACCOUNT)["erased"] == {"events": 1}

    def test_leaves_events_that_a_consumer_waits_for(self, shop: Shop) -> None:
        confirmed(shop, ACCOUNT, is_done=False)
        closed(shop, "erase-account-messages", ACCOUNT)
        types = select(OutboxEvent.type).where(OutboxEvent.subject == str(ACCOUNT))
        assert sorted(shop.session.scalars(types)) == [AccountAddressConfirmed.TYPE, MessageAccountErased.TYPE]

    def test_says_until_when_the_last_event_of_the_account_is_kept(self, shop: Shop) -> None:
        closed(shop, "erase-account-messages", ACCOUNT)
        (kept,) = answer(shop, ACCOUNT)["kept"]
        assert (kept["data"], kept["reason"]) == ("events", "expires")
        assert datetime.fromisoformat(kept["until"]) == shop.now + timedelta(days=30)
