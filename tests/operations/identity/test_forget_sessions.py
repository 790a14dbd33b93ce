from datetime import timedelta

from sqlalchemy import select

from db.models.identity import Account, LoginSession
from eventing.events.retention import RetentionDue
from functions.messaging.rules import RETENTION
from tests.support.operations.shop import Shop


class TestForgetSessions:
    def test_has_log_ins_cleared_away_that_ended_long_ago(self, shop: Shop) -> None:
        account = Account(email="ada@example.org", name="Ada", password_hash="-", created_at=shop.now)
        shop.session.add(account)
        shop.session.flush()
        ended = {"token_sha256": b"-", "started_at": shop.now, "expires_at": shop.now}
        shop.session.add(LoginSession(account_id=account.id, **ended))
        shop.session.commit()
        shop.now += RETENTION + timedelta(seconds=1)
        shop.call("sweep")
        shop.deliver_announced("forget-sessions", RetentionDue)
        assert shop.session.scalars(select(LoginSession)).all() == []
