"""One shop for the tests of a module that do not stop it."""

from collections.abc import Iterator

import pytest

from tests.support.shop.running_shop import RunningShop, StartShop


@pytest.fixture(scope="module")
def shop(start_shop: StartShop) -> Iterator[RunningShop]:
    with start_shop() as shop:
        yield shop
