"""One refresh token in many requests at the same moment."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import sessionmaker

from db.models.identity import Account, LoginSession
from functions.identity.accounts.passwords import Passwords
from tests.support.operations.accounts import PASSWORD, is_refused, log_in, log_out, refresh, registered, sessions
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")
TOGETHER = 100


class TestAPasswordThatIsChanged:
    def test_lets_no_log_in_with_the_old_one_slip_through(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop = concurrent_shop
        shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=64)
        account = registered(shop)
        log_in(shop)

        def change() -> Any:
            passwords = {"current_password": PASSWORD, "new_password": "an even longer walk"}
            return shop.call("change-password", passwords, method="PUT", role="shopper", account_id=account.id)

        shop.call("change-password", {}, method="PUT", role="shopper")  # loaded before threads call it
        changed, refused = at_once(engine, select(Account), change, lambda: log_in(shop))
        assert (changed.status_code, refused.status_code) == (204, 401)
        assert sessions(shop) == 0

    def test_is_changed_by_one_of_two_who_knew_the_old_one(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop = concurrent_shop
        shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=64)
        account = registered(shop)

        def change(new: str) -> Any:
            passwords = {"current_password": PASSWORD, "new_password": new}
            return shop.call("change-password", passwords, method="PUT", role="shopper", account_id=account.id)

        change("short")  # loaded before threads call it
        answers = at_once(engine, select(Account), *[lambda new=new: change(new) for new in ("one walk", "two walks")])
        assert [answer.status_code for answer in answers] == [204, 403]
        assert log_in(shop, password="one walk").status_code == 201


class TestOneTokenUsedByManyAtOnce:
    @pytest.fixture
    def shop(self, concurrent_shop: Shop, engine: Engine) -> Iterator[Shop]:
        # Few connections, as a function has: the others wait for one instead of for the row's lock.
        few = create_engine(engine.url, pool_size=8, max_overflow=0)
        concurrent_shop.parts["sessions"] = sessionmaker(few, expire_on_commit=False)
        yield concurrent_shop
        few.dispose()

    def test_has_one_successor(self, shop: Shop, token: str) -> None:
        refresh(shop, secrets.token_urlsafe(48))  # the function is loaded before threads call it
        together = Barrier(TOGETHER)

        def use(_number: int) -> Any:
            together.wait(20)
            return refresh(shop, token)

        with ThreadPoolExecutor(TOGETHER) as pool:
            answers = list(pool.map(use, range(TOGETHER)))
        assert {answer.status_code for answer in answers} == {200}
        (successor,) = {answer.json["refresh_token"] for answer in answers}
        assert refresh(shop, successor).status_code == 200

    def test_stays_ended_when_a_log_out_meets_a_refresh(self, shop: Shop, token: str, engine: Engine) -> None:
        for call in (log_out, refresh):
            call(shop, secrets.token_urlsafe(48))
        ended, refreshed = at_once(
            engine, select(LoginSession), lambda: log_out(shop, token), lambda: refresh(shop, token)
        )
        assert ended.status_code == 204
        assert refreshed.status_code == 200 or is_refused(refreshed)
        assert sessions(shop) == 0
