"""The cluster that `make cluster` made; without one, these tests are left out."""

import shutil
from collections.abc import Iterator

import pytest

from ops.cluster.preflight import cluster_exists
from tests.support.cluster.shop import ClusterShop


@pytest.fixture(scope="session")
def shop() -> Iterator[ClusterShop]:
    if shutil.which("kind") is None or not cluster_exists():
        pytest.skip("there is no cluster; `make cluster` makes one")
    shop = ClusterShop()
    yield shop
    shop.close()
