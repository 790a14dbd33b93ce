"""Staff upload a picture on a product's page, describe it, and shoppers see it."""

from uuid import uuid4

from playwright.sync_api import FilePayload, expect

from tests.support.catalog_files import a_picture
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.accessibility import barriers
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit


def test_a_picture_is_uploaded_described_resized_and_seen(visit: Visit, shop: RunningShop) -> None:
    sku = f"PICTURE-{uuid4().hex[:8].upper()}"
    shop.sells(sku, on_hand=5)
    handle = f"product-{sku.lower()}"
    files = [
        FilePayload(name="mug.jpg", mimeType="image/jpeg", buffer=a_picture(size=(1600, 1200))),
        FilePayload(name="cut.jpg", mimeType="image/jpeg", buffer=a_picture()[:2000]),
    ]
    with visit("en") as staff:
        log_in(staff, shop.run["logins"]["staff"])
        staff.goes_to(f"/staff/products/{handle}")
        staff.page.get_by_label("Add pictures").set_input_files(files)
        expect(staff.page.get_by_role("alert")).to_contain_text("damaged or incomplete")
        staff.page.get_by_label("What picture 1 shows").fill("A red and blue mug")
        staff.page.get_by_role("button", name="Save pictures").click()
        expect(staff.page.get_by_text("The pictures are saved")).to_be_visible()
        assert barriers(staff) == []
    with visit("en") as guest, shop.client() as client:
        guest.goes_to(f"/products/{handle}")
        picture = guest.page.get_by_alt_text("A red and blue mug")
        expect(picture).to_be_visible()
        size = picture.evaluate("image => image.decode().then(() => new URL(image.currentSrc).pathname)")
        assert size.endswith(".avif")
        assert barriers(guest) == []
        eventually(
            lambda: client.get(size).headers["content-type"] == "image/avif", seconds=30, what="the sizes are made"
        )
