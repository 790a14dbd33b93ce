"""Whose clock decides what has expired."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import sessionmaker

from functions.runtime.database.unit_of_work import database_time, transaction


@pytest.mark.parametrize("shift", [timedelta(hours=1), timedelta(hours=-1)], ids=str)
def test_a_transaction_has_the_database_s_time_whatever_the_process_s_clock_says(
    engine: Engine, shift: timedelta
) -> None:
    with (
        time_machine.travel(shift),
        transaction(sessionmaker(engine), database_time, lambda: None) as shop,
    ):
        assert shop.now == shop.session.scalar(select(func.now()))
