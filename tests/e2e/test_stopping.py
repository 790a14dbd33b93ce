"""Starting, stopping and starting again, as with Ctrl-C at a terminal."""

import asyncio
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from local.host.operations import ROOT
from tests.support.shop.running_shop import RunningShop, StartShop, an_order

# What the shop promises, and twice that for a machine that does other things as well.
STOP_SECONDS_MAX = 10


async def stopped_amidst_orders(shop: RunningShop, sku: str) -> int:
    """Stops the shop while orders come in; how many were acknowledged."""

    async def order(client: httpx.AsyncClient, key: str) -> bool:
        try:
            answer = await client.post("/api/orders", json=an_order(sku), headers={"idempotency-key": key})
        except httpx.TransportError:
            return False
        assert answer.status_code == 201, answer.text
        return True

    async with httpx.AsyncClient(base_url=shop.run["shop"], timeout=30) as client:
        asked = [asyncio.create_task(order(client, f"{number:016}")) for number in range(40)]
        await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED, timeout=30)
        code = await asyncio.to_thread(shop.stop)
        acknowledged = await asyncio.gather(*asked)
    assert code == 0
    return sum(acknowledged)


class TestStopping:
    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
    def test_stops_cleanly_and_starts_again_with_everything_kept(
        self, start_shop: StartShop, tmp_path: Path, how: signal.Signals
    ) -> None:
        with start_shop(tmp_path) as shop:
            sku = shop.sells("MUG-1", on_hand=7)
            asked = time.monotonic()
            assert shop.stop(how) == 0
            assert time.monotonic() - asked < STOP_SECONDS_MAX
            assert not (tmp_path / "postgres" / "data" / "postmaster.pid").exists()
            assert not (tmp_path / "run.json").exists()
            shop.start()
            assert shop.query("SELECT on_hand FROM inventory.stock WHERE sku = %s", sku) == [(7,)]

    def test_answers_what_it_has_begun_before_it_stops(self, start_shop: StartShop) -> None:
        with start_shop() as shop:
            sku = shop.sells("MUG-1", on_hand=100)
            answered = asyncio.run(stopped_amidst_orders(shop, sku))
            shop.start()
            # Who was cut off had not been heard: there is no order whose client got no answer.
            assert shop.query("SELECT count(*) FROM orders.orders") == [(answered,)]

    def test_a_second_run_of_the_same_folder_is_refused_and_harms_nothing(
        self, start_shop: StartShop, tmp_path: Path
    ) -> None:
        with start_shop(tmp_path) as shop:
            second = RunningShop(tmp_path)
            with pytest.raises(AssertionError, match="already running"):
                second.start()
            with shop.client() as client:
                assert client.get("/api/categories").status_code == 200

    def test_a_taken_port_is_said_at_once(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            started = subprocess.run(
                [sys.executable, "-m", "local"],
                cwd=ROOT,
                env={"PORT": str(port), "CLOUDSHOP_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
            )
        assert started.returncode == 1
        assert f"make run PORT={port + 1}" in started.stderr
        assert not (tmp_path / "postgres").exists()
