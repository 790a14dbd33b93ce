"""Two requests of one shopper at the same moment: real transactions, so what is written is deleted afterwards."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session, sessionmaker

from db.models.all import Table
from db.models.cart import Cart
from tests.factories import a_product
from tests.operations.test_cart import contents, holding, put, read, signed_in
from tests.shop import Shop

WAIT_SECONDS = 20


@pytest.fixture
def shop(engine: Engine) -> Iterator[Shop]:
    sessions = sessionmaker(engine, expire_on_commit=False)
    with Session(engine) as session:
        yield Shop(session, {"sessions": sessions, "nudge": lambda: None})
    names = ", ".join(table.fullname for table in Table.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} CASCADE"))


def until_waiting(engine: Engine, count: int) -> None:
    """Returns when as many transactions wait for a lock."""
    deadline = time.monotonic() + WAIT_SECONDS
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    while time.monotonic() < deadline:
        with engine.connect() as connection:
            if connection.scalar(waiting) == count:
                return
        time.sleep(0.02)
    raise AssertionError(f"{count} transactions were expected to wait for a lock")


def at_once(shop: Shop, engine: Engine, locking: Any, *calls: Any) -> list[Any]:
    """The answers of calls that all began before any of them could go past the locked row."""
    read(shop)
    put(shop, "UNKNOWN")
    with ThreadPoolExecutor(len(calls)) as pool, Session(engine) as holder:
        holder.scalars(locking.with_for_update()).all()
        answers: list[Future[Any]] = [pool.submit(call) for call in calls]
        until_waiting(engine, len(calls))
        holder.rollback()
        return [answer.result(WAIT_SECONDS) for answer in answers]


class TestTwoRequestsAtOnce:
    def test_merge_a_guests_cart_once(self, shop: Shop, engine: Engine) -> None:
        a_product(shop.session, "A")
        a_product(shop.session, "B")
        account_id = uuid4()
        put(shop, "A", 5, **signed_in(account_id))
        token = put(shop, "A", 3).json["cart_token"]
        both = signed_in(account_id, token)
        guests = select(Cart).where(Cart.account_id.is_(None))
        answers = at_once(shop, engine, guests, lambda: read(shop, **both), lambda: put(shop, "B", 1, **both))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert contents(read(shop, **signed_in(account_id))) == {"A": 8, "B": 1}
        assert contents(read(shop, **holding(token))) == {}

    def test_merge_a_guests_cart_into_two_accounts_only_once(self, shop: Shop, engine: Engine) -> None:
        a_product(shop.session, "A")
        token = put(shop, "A", 3).json["cart_token"]
        accounts = [signed_in(uuid4(), token), signed_in(uuid4(), token)]
        guests = select(Cart).where(Cart.account_id.is_(None))
        calls = [lambda by=by: read(shop, **by) for by in accounts]
        answers = at_once(shop, engine, guests, *calls)
        assert sorted(contents(answer).get("A", 0) for answer in answers) == [0, 3]

    def test_cannot_fill_a_cart_above_its_limit(self, shop: Shop, engine: Engine) -> None:
        for number in range(51):
            a_product(shop.session, f"S{number}")
        by = signed_in(uuid4())
        for number in range(49):
            put(shop, f"S{number}", **by)
        accounts = select(Cart).where(Cart.account_id.is_not(None))
        answers = at_once(shop, engine, accounts, lambda: put(shop, "S49", **by), lambda: put(shop, "S50", **by))
        assert sorted(answer.status_code for answer in answers) == [200, 409]

    def test_make_one_cart_for_a_new_account(self, shop: Shop, engine: Engine) -> None:
        a_product(shop.session, "A")
        a_product(shop.session, "B")
        by = signed_in(uuid4())
        with ThreadPoolExecutor(2) as pool:
            put(shop, "UNKNOWN")
            answers = list(pool.map(lambda sku: put(shop, sku, **by), ["A", "B"]))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert contents(read(shop, **by)) == {"A": 1, "B": 1}
