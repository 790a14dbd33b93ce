"""Production's overlay on a cluster of its own; what it needs is made here, which takes half an hour."""

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from ops.shell import NAME, ROOT
from tests.support.cluster.production.names import CLUSTER
from tests.support.cluster.production.shop import ProductionShop

UP_SECONDS = 5400


@pytest.fixture(scope="session")
def production() -> Iterator[ProductionShop]:
    if NAME != CLUSTER or shutil.which("kind") is None:
        pytest.skip("`make e2e-production` has a cluster of its own for this")
    up = [sys.executable, "-m", "tests.support.cluster.production"]
    subprocess.run(up, cwd=ROOT, check=True, timeout=UP_SECONDS)
    shop = ProductionShop()
    yield shop
    shop.close()
