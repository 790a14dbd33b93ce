"""Staff upload a picture to the cluster's bucket, and the event has its sizes made."""

from uuid import uuid4

import pytest

from tests.support.catalog_files import a_picture
from tests.support.cluster.shop import ClusterShop
from tests.support.waiting import eventually

SIZES_SECONDS = 120


@pytest.mark.timeout(300)
def test_an_uploaded_picture_gets_its_sizes_and_is_deleted_when_no_product_shows_it(shop: ClusterShop) -> None:
    sku = shop.sells(f"PICTURE-{uuid4().hex[:8].upper()}", on_hand=1)
    product = f"/api/staff/products/product-{sku.lower()}"
    with shop.client("staff") as staff, shop.client() as shopper:
        headers = {"content-type": "application/octet-stream"}
        answer = staff.post(f"{product}/pictures", content=a_picture(size=(900, 600)), headers=headers)
        assert answer.status_code == 201, answer.text
        original = answer.json()["images"][-1]["url"]
        assert shopper.get(original).headers["content-type"] == "image/jpeg"
        smallest = f"{original.rpartition('/')[0]}/320.avif"
        eventually(
            lambda: shopper.get(smallest).headers["content-type"] == "image/avif",
            seconds=SIZES_SECONDS, what="the sizes are made", every=2,
        )  # fmt: skip
        changed = staff.patch(product, json={"images": []})
        assert changed.status_code == 200, changed.text
        eventually(
            lambda: shopper.get(original).status_code == 404,
            seconds=SIZES_SECONDS, what="the picture is deleted", every=2,
        )  # fmt: skip
