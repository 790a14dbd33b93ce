"""Rows that are inserted once, by the first of several calls."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from db.models.cart import Checkout
from functions.runtime.database.insert import get_or_insert, insert_if_absent


@pytest.fixture
def values(engine: Engine) -> Iterator[dict[str, Any]]:
    values = {"order_id": uuid4(), "at": datetime.now(UTC)}
    yield values
    with Session(engine) as session, session.begin():
        session.execute(delete(Checkout).where(Checkout.order_id == values["order_id"]))


def test_a_row_is_inserted_once(engine: Engine, values: dict[str, Any]) -> None:
    with Session(engine) as session:
        assert [insert_if_absent(session, Checkout, **values) for _ in range(3)] == [True, False, False]


def test_a_row_that_stands_is_returned_as_it_is_and_locked(engine: Engine, values: dict[str, Any]) -> None:
    with Session(engine) as first, Session(engine) as second:
        assert get_or_insert(first, Checkout, **values).is_new
        first.commit()
        decision = get_or_insert(first, Checkout, **values | {"at": datetime(2020, 1, 1, tzinfo=UTC)})
        assert (decision.row.at, decision.is_new) == (values["at"], False)
        second.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(OperationalError, match="lock timeout"):
            get_or_insert(second, Checkout, **values)
