"""Secrets are replaced while shoppers order: every step is deployed, nobody is refused."""

import subprocess
import sys
import time
from uuid import uuid4

import pytest

from sealing.commands import PAUSE_SECONDS
from tests.cluster.shop import ClusterShop
from tests.cluster.test_rollout import Load
from tests.cluster.working_copy import WorkingCopy
from tests.e2e.shop import eventually

pytestmark = [pytest.mark.long, pytest.mark.timeout(2400), pytest.mark.xdist_group("gitops")]


@pytest.fixture(scope="module")
def copy(shop: ClusterShop, tmp_path_factory: pytest.TempPathFactory) -> WorkingCopy:
    copy = WorkingCopy.of_this_commit(tmp_path_factory.mktemp("operator") / "shop")
    copy.deploys()
    return copy


NAMES = ("event", "database-orders")


def take_step(copy: WorkingCopy, name: str) -> str:
    command = [sys.executable, "-m", "sealing", "--environment", "kind", "rotate", name]
    done = subprocess.run(command, cwd=copy.folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_secrets_are_replaced_in_three_steps_and_nobody_is_refused(shop: ClusterShop, copy: WorkingCopy) -> None:
    sku = shop.sells(f"ROT-{uuid4().hex[:8]}", on_hand=100_000)
    before = {name: shop.secret(name) for name in ("signing-keys", "database-orders")}
    with Load(shop, sku) as load:
        eventually(lambda: load.answers[201] > 5, seconds=120, what="orders are placed")
        for number in (1, 2, 3):
            for name in NAMES:
                assert f"{number} of 3" in take_step(copy, name)
            copy.deploys()
            time.sleep(PAUSE_SECONDS)
    assert set(load.answers) == {201}, load.answers
    assert shop.secret("signing-keys")["event"] != before["signing-keys"]["event"]
    assert shop.secret("database-orders")["url"] != before["database-orders"]["url"]
    waiting = "SELECT count(*) FROM orders.lines l JOIN orders.orders o ON o.id = l.order_id "
    waiting += "WHERE l.sku = %s AND o.state IN ('placed', 'reserved')"
    eventually(lambda: shop.query(waiting, sku) == [(0,)], seconds=180, what="all of them go through")
