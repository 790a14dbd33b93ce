"""The whole shop as `make run` starts it, in a process of its own, on free ports, with data of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import httpx
import psycopg

from local.host.operations import ROOT
from tests.support.factories import ADDRESS, PRICE_MINOR, agreed_total
from tests.support.waiting import eventually

START_SECONDS = 60
STOP_SECONDS = 30


def put_on_sale(staff: httpx.Client, sku: str, *, on_hand: int, price_minor: int) -> None:
    """A product with one variant."""
    product = {
        "title": f"Product {sku}",
        "product_type": "Mug",
        "variants": [{"sku": sku, "price_minor": price_minor, "option_values": []}],
    }
    made = staff.post("/api/staff/products", json=product, headers={"idempotency-key": str(uuid4())})
    assert made.status_code == 201, made.text
    assert staff.post(f"/api/staff/products/{made.json()['handle']}/publish").is_success
    moved = staff.post(
        f"/api/staff/stock/{sku}/movements",
        json={"quantity": on_hand, "reason": "delivered"},
        headers={"idempotency-key": str(uuid4())},
    )
    assert moved.status_code == 201, moved.text


@dataclass
class RunningShop:
    """Started, stopped and killed as a user would; `environment` adds to or replaces settings."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> "RunningShop":
        chosen = {"PORT": "0", "MAIL_PORT": "0", "GATEWAY_METRICS_PORT": "0", "GATEWAY_LIMITS": "off"}
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        with (self.home / "shop.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "local"],
                cwd=ROOT,
                env={**inherited, **chosen, "CLOUDSHOP_HOME": str(self.home), **self.environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        eventually(self._is_ready, seconds=START_SECONDS, what=f"the shop is ready; {self.home / 'shop.log'}")
        return self

    def _is_ready(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.home / "shop.log").read_text()[-2000:]
        run = self.home / "run.json"
        return run.exists() and json.loads(run.read_text())["pid"] == self._process.pid

    @property
    def run(self) -> dict[str, Any]:
        """What the shop has published about this run."""
        return dict(json.loads((self.home / "run.json").read_text()))

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Asks the shop to stop; its exit code."""
        assert self._process is not None
        self._process.send_signal(how)
        return self._process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """What a power cut does to it."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(STOP_SECONDS)

    def end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.stop()

    def command(self, *words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs one of the commands behind `make`, for this shop's folder."""
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            # As wide as any line of the output.
            env={**os.environ, "CLOUDSHOP_HOME": str(self.home), "COLUMNS": "250", **environment},
            input=typed,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )

    @contextlib.contextmanager
    def client(self, role: str | None = None) -> Iterator[httpx.Client]:
        """A client of the public address; with `role`, one of this run's demo logins."""
        with httpx.Client(base_url=self.run["shop"], timeout=30) as client:
            if role is not None:
                session = client.post("/api/sessions", json=self.run["logins"][role])
                assert session.status_code == 201, session.text
                client.headers["authorization"] = f"Bearer {session.json()['access_token']}"
                # Whatever version staff change.
                client.headers["if-match"] = "*"
            yield client

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the shop's database, to see what no API reports."""
        with psycopg.connect(self.run["database"].replace("+psycopg", ""), autocommit=True) as connection:
            return connection.execute(statement, values).fetchall()

    def sells(self, sku: str, *, on_hand: int, price_minor: int = PRICE_MINOR) -> str:
        """Has staff put a product with one variant on sale; returns its SKU."""
        with self.client("staff") as staff:
            put_on_sale(staff, sku, on_hand=on_hand, price_minor=price_minor)
        return sku

    def mails(self) -> list[str]:
        """The mails that arrived, as they arrived."""
        return [path.read_text() for path in (self.home / "mails").glob("*.eml")]


class StartShop(Protocol):
    """The fixture `start_shop`; the shop ends with the block."""

    def __call__(
        self, home: Path | None = None, **environment: str
    ) -> contextlib.AbstractContextManager[RunningShop]: ...


@contextlib.contextmanager
def running(home: Path, **environment: str) -> Iterator[RunningShop]:
    """A started shop with its data in `home`, for as long as the block lasts."""
    shop = RunningShop(home, environment).start()
    try:
        yield shop
    finally:
        shop.end()


def an_order(sku: str, *, quantity: int = 1, card: str = "card_ok", email: str = "ada@example.org") -> dict[str, Any]:
    """A body for POST /api/orders, of a product that costs PRICE_MINOR."""
    return {
        "lines": [{"sku": sku, "quantity": quantity}],
        **agreed_total((PRICE_MINOR, quantity)),
        "email": email,
        "address": ADDRESS,
        "payment_method": card,
    }
