"""Secrets are replaced while shoppers order: every step is deployed, no request is refused."""

import subprocess
import sys
import threading
import time
from collections import Counter
from uuid import uuid4

import pytest

from ops.secrets.commands import PAUSE_SECONDS
from ops.secrets.signing_keys import USES
from tests.support.cluster.load import Load
from tests.support.cluster.shop import ClusterShop
from tests.support.cluster.working_copy import WorkingCopy
from tests.support.waiting import eventually

pytestmark = [pytest.mark.long, pytest.mark.timeout(2400), pytest.mark.xdist_group("gitops")]


@pytest.fixture(scope="module")
def copy(shop: ClusterShop, tmp_path_factory: pytest.TempPathFactory) -> WorkingCopy:
    copy = WorkingCopy.of_this_commit(tmp_path_factory.mktemp("operator") / "shop")
    copy.deploys()
    return copy


# What two sides share goes over in three steps; the others are replaced by one.
CONTEXTS = (
    *("cart", "catalog", "identity", "inventory", "invoices", "messaging", "notifications", "orders", "payments"),
)
IN_STEPS = (*USES, *(f"database-{context}" for context in CONTEXTS))
AT_ONCE = ("token", "database-owner")
# Each order is several events, and all functions are rolled three times meanwhile, on a machine that may be small.
PAUSE_BETWEEN_ORDERS_SECONDS = 2.0


class SignedIn:
    """A shopper who stays signed in meanwhile, and looks at their profile all the time."""

    def __init__(self, shop: ClusterShop) -> None:
        self._shop, self._over = shop, threading.Event()
        self.answers: Counter[int] = Counter()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "SignedIn":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(120)

    def _look(self) -> None:
        with self._shop.client() as client:
            session = client.post("/api/sessions", json=self._shop.logins["shopper"]).json()
            while not self._over.is_set():
                client.headers["authorization"] = f"Bearer {session['access_token']}"
                for _ in range(60):
                    self.answers[client.get("/api/me").status_code] += 1
                    self._over.wait(1)
                refreshed = client.post("/api/sessions/refresh", json={"refresh_token": session["refresh_token"]})
                self.answers[refreshed.status_code] += 1
                session = refreshed.json()


def take_step(copy: WorkingCopy, name: str, *, at_once: bool = False) -> str:
    command = [sys.executable, "-m", "ops.secrets", "--environment", "kind", "rotate", name]
    command += ["--at-once"] if at_once else []
    done = subprocess.run(command, cwd=copy.folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_secrets_are_replaced_and_no_request_is_refused(shop: ClusterShop, copy: WorkingCopy) -> None:
    sku = shop.sells(f"ROT-{uuid4().hex[:8]}", on_hand=100_000)
    secrets = ("signing-keys", "token-keys", "database-owner", *(f"database-{context}" for context in CONTEXTS))
    before = {name: shop.secret(name) for name in secrets}
    with Load(shop, sku, PAUSE_BETWEEN_ORDERS_SECONDS) as load, SignedIn(shop) as signed_in:
        eventually(lambda: load.answers[201] > 5, seconds=120, what="orders are placed")
        for name in AT_ONCE:
            take_step(copy, name)
        for number in (1, 2, 3):
            for name in IN_STEPS:
                # Before its last step the relay's old key is kept for six hours, for events that wait somewhere: here
                # each has been delivered.
                assert f"{number} of 3" in take_step(copy, name, at_once=number == 3)
            copy.deploys()
            time.sleep(PAUSE_SECONDS)
    assert set(load.answers) == {201}, load.answers
    assert set(signed_in.answers) <= {200, 201}, signed_in.answers
    after = {name: shop.secret(name) for name in secrets}
    assert [name for name in secrets if after[name] == before[name]] == []
    assert all(after["signing-keys"][use] != before["signing-keys"][use] for use in USES)
    waiting = "SELECT count(*) FROM orders.lines l JOIN orders.orders o ON o.id = l.order_id "
    waiting += "WHERE l.sku = %s AND o.state IN ('placed', 'reserved')"
    eventually(lambda: shop.query(waiting, sku) == [(0,)], seconds=300, what="all of them go through")
