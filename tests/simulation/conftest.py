from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.support.postgres import empty_tables


@pytest.fixture(scope="module")
def shop_engine(engine: Engine) -> Iterator[Engine]:
    """The database, which simulated shops have to themselves."""
    yield engine
    empty_tables(engine)
