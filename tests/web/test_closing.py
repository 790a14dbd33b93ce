"""A shopper downloads what the shop holds of them, and closes the account.

The order goes on as a guest's, and staff find what was erased.
"""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.support.operations.account_mails import content
from tests.support.shop.running_shop import RunningShop
from tests.support.web.accessibility import barriers
from tests.support.web.mailbox import confirm_address, mails_to
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit, Visitor

# Some twenty functions run one after the other, until every part of the shop has answered.
pytestmark = pytest.mark.timeout(300)

PASSWORD = "correct horse battery staple"


def registers_and_orders(shopper: Visitor, email: str) -> str:
    shopper.goes_to("/register")
    shopper.types(name="Grace Hopper", email=email, password=PASSWORD)
    shopper.presses("register")
    shopper.page.wait_for_url("**/account")
    shopper.puts_into_cart("speckled-stoneware-mug")
    shopper.goes_to("/checkout")
    shopper.types_address(email=None)
    shopper.presses("order")
    return shopper.arrives_at_order()


def downloads_the_data(shopper: Visitor) -> Any:
    """By the dialog, which has no barriers; the file."""
    shopper.goes_to("/account")
    shopper.page.get_by_role("button", name="Download my data").click()
    dialog = shopper.page.get_by_role("dialog", name="Download my data")
    assert barriers(shopper) == []
    dialog.get_by_label("Current password").fill(PASSWORD)
    with shopper.page.expect_download() as download:
        dialog.get_by_role("button", name="Download the file").click()
    expect(shopper.page.get_by_text("The file is in your downloads")).to_be_visible()
    assert download.value.suggested_filename.startswith("my-data-")
    return json.loads(Path(download.value.path()).read_text())


def closes_the_account(shopper: Visitor) -> str:
    """By the dialog, which has no barriers; the reference of the certificate."""
    shopper.goes_to("/account")
    shopper.page.get_by_role("button", name="Close my account").click()
    dialog = shopper.page.get_by_role("dialog", name="Close your account for good?")
    assert barriers(shopper) == []
    dialog.get_by_label("Current password").fill(PASSWORD)
    dialog.get_by_role("button", name="Close the account for good").click()
    shopper.page.wait_for_url("**/account/closed")
    return shopper.page.get_by_text("Reference:").inner_text().rpartition(" ")[2]


def test_an_account_is_downloaded_and_closed_its_order_goes_on_and_staff_see_the_certificate(
    visit: Visit, shop: RunningShop
) -> None:
    email = f"{uuid4().hex}@example.org"
    with visit() as shopper, visit() as staff:
        number = registers_and_orders(shopper, email)
        (mail,) = mails_to(shop, email, "confirm-address", 1)
        confirm_address(shopper, mail, PASSWORD)
        file = downloads_the_data(shopper)
        assert (file["format"], file["version"], file["is_complete"]) == ("cloudshop-personal-data", 1, True)
        assert (file["account"]["email"], [order["number"] for order in file["orders"]]) == (email, [number])
        assert file["orders"][0]["lines"][0]["title"].startswith("Speckled Stoneware Mug")
        mails_to(shop, email, "data-downloaded", 1)
        reference = closes_the_account(shopper)
        (mail,) = mails_to(shop, email, "account-closed", 1)
        assert reference in content(mail)
        shopper.goes_to("/log-in")
        shopper.types(email=email, password=PASSWORD)
        shopper.page.get_by_role("main").get_by_role("button", name=shopper.word("log-in"), exact=True).click()
        expect(shopper.page.get_by_role("alert")).to_be_visible()
        shopper.goes_to("/order-look-up")
        shopper.types(number=number, email=email)
        shopper.presses("find")
        assert shopper.arrives_at_order() == number
        log_in(staff, shop.run["logins"]["staff"])
        staff.goes_to("/staff/closures")
        staff.page.get_by_label("Reference").fill(reference)
        certificate = staff.page.get_by_role("listitem").filter(has_text=reference)
        expect(certificate).to_contain_text("Kept: orders on their way, with their addresses (1)")
        assert barriers(staff) == []
