"""A function is rolled while shoppers use it, and none of them notices."""

from uuid import uuid4

import pytest

from tests.support.cluster.load import KNATIVE, Load, newest_revision
from tests.support.cluster.shop import ClusterShop
from tests.support.waiting import eventually


@pytest.mark.timeout(600)
class TestRollout:
    def test_no_request_fails_while_place_order_is_rolled(self, shop: ClusterShop) -> None:
        sku = shop.sells(f"ROLL-{uuid4().hex[:8]}", on_hand=100_000)
        before, _ = newest_revision(shop, "place-order")
        with Load(shop, sku) as load:
            eventually(lambda: load.answers[201] > 10, seconds=90, what="orders are placed")
            change = {"spec": {"template": {"metadata": {"annotations": {"cloudshop.dev/rolled": uuid4().hex}}}}}
            shop.custom.patch_namespaced_custom_object(*KNATIVE, "place-order", change)
            eventually(
                lambda: len({*newest_revision(shop, "place-order"), before}) == 2
                and before not in newest_revision(shop, "place-order"),
                seconds=120, what="the new revision serves",
            )  # fmt: skip
            # Until the old pod has drained (30 s) and is gone.
            eventually(
                lambda: not [pod for pod in shop.pods("place-order") if pod.metadata.name.startswith(f"{before}-")],
                seconds=180, what="the old revision's pods are gone", every=1,
            )  # fmt: skip
            served = load.answers[201]
            eventually(lambda: load.answers[201] > served + 10, seconds=60, what="the new one serves on")
        assert set(load.answers) == {201}, load.answers
