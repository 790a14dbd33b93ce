from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.support.simulation.world.database import delete_everything


@pytest.fixture(scope="module")
def shop_engine(engine: Engine) -> Iterator[Engine]:
    """The database, which simulated shops have to themselves."""
    yield engine
    delete_everything(engine)
