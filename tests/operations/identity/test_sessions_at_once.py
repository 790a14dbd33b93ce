"""One refresh token in many requests at the same moment."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import sessionmaker

from db.models.identity import LoginSession
from tests.support.operations.accounts import (
    is_refused,
    log_out,
    refresh,
    sessions,
)
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")
TOGETHER = 100


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
