"""What operators' commands say of the shop on a cluster."""

import os
import subprocess
import sys
from typing import Any
from uuid import uuid4

import pytest

from tests.support.cluster.shop import ClusterShop
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(600)

STEPS = ("reserve-stock", "held_at_provider", "send_order_confirmation", "order-confirmation")


def command(module: str, *arguments: str) -> str:
    """What an operator's command prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "WHERE": "cluster", "COLUMNS": "250"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def confirmed(shop: ClusterShop) -> Any:
    """An order that was placed and confirmed."""
    sku = shop.sells(f"MUG-{uuid4().hex[:8]}", on_hand=5)
    with shop.client() as client:
        body = an_order(sku, email=f"{uuid4().hex}@example.org")
        order = client.post("/api/orders", json=body, headers={"idempotency-key": str(uuid4())}).json()
    eventually(
        lambda: "is confirmed" in command("ops.inspect.trace", order["number"]),
        seconds=120, what="the order is confirmed", every=2,
    )  # fmt: skip
    return order


def test_they_report_an_order_that_was_placed_here(shop: ClusterShop) -> None:
    order = confirmed(shop)

    def missing() -> set[str]:
        story = command("ops.inspect.trace", order["number"])
        return {step for step in STEPS if step not in story}

    # The mail and the log line of its function come after the order is confirmed.
    eventually(lambda: not missing(), seconds=60, what=f"{STEPS} are in the story", every=2)
    status = command("ops.inspect.status")
    assert "place-order" in status
    assert "all hold" in status


def test_the_log_lines_of_an_order_outlive_its_pods(shop: ClusterShop) -> None:
    order = confirmed(shop)
    for pod in (*shop.pods("place-order"), *shop.pods("reserve-stock")):
        shop.core.delete_namespaced_pod(pod.metadata.name, pod.metadata.namespace, grace_period_seconds=0)

    def told() -> str:
        lines = [line for line in command("ops.inspect.trace", order["number"]).splitlines() if "log info" in line]
        story = "\n".join(lines)
        return story if "place_order" in story and "reserve_stock" in story else ""

    eventually(told, seconds=60, what="both functions' lines are in the story", every=2)
    assert "place_order" in command("ops.inspect.logs", "--operation", "place-order", "--since", "10m")
