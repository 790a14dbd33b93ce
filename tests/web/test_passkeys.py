"""A passkey logs a shopper in until it is removed, and is a second factor of staff.

Chromium's own virtual authenticator stands for the device that keeps passkeys.
"""

from uuid import uuid4

import pytest
from playwright.sync_api import Locator, expect

from tests.support.shop.running_shop import RunningShop
from tests.support.web import people
from tests.support.web.accessibility import barriers
from tests.support.web.mailbox import confirm_address, mails_to
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit, Visitor

pytestmark = pytest.mark.timeout(300)

PASSWORD = "correct horse battery staple"
# A phone whose owner has just touched it with the right finger.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def has_a_device(shopper: Visitor) -> None:
    devtools = shopper.page.context.new_cdp_session(shopper.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def registers(shopper: Visitor, shop: RunningShop, email: str) -> None:
    shopper.goes_to("/register")
    shopper.types(name="Grace Hopper", email=email, password=PASSWORD)
    shopper.presses("register")
    shopper.page.wait_for_url("**/account")
    (mail,) = mails_to(shop, email, "confirm-address", 1)
    confirm_address(shopper, mail, PASSWORD)


def adds_a_passkey(shopper: Visitor, name: str, password: str = PASSWORD) -> None:
    """On the page that is open, by the dialog, which has no barriers."""
    shopper.page.get_by_role("button", name="Add a passkey").click()
    dialog = shopper.page.get_by_role("dialog", name="Add a passkey")
    assert barriers(shopper) == []
    dialog.get_by_label("Name of the passkey").fill(name)
    dialog.get_by_label("Current password").fill(password)
    dialog.get_by_role("button", name="Continue").click()
    expect(dialog).to_be_hidden()


def passkey(shopper: Visitor, name: str) -> Locator:
    return shopper.page.get_by_role("main").get_by_role("listitem").filter(has_text=name)


def logs_out(shopper: Visitor) -> None:
    shopper.presses("log-out")
    shopper.page.wait_for_url("**/log-in**")


def logs_in_by_it(shopper: Visitor) -> None:
    shopper.goes_to("/log-in")
    shopper.page.get_by_role("button", name="Log in with a passkey").click()


def test_a_passkey_logs_its_owner_in_until_it_is_removed(visit: Visit, shop: RunningShop) -> None:
    email = f"{uuid4().hex}@example.org"
    with visit() as shopper:
        has_a_device(shopper)
        registers(shopper, shop, email)
        shopper.goes_to("/account")
        adds_a_passkey(shopper, "Blue phone")
        expect(passkey(shopper, "Blue phone")).to_contain_text("not used yet")
        mails_to(shop, email, "passkey-added", 1)
        logs_out(shopper)
        logs_in_by_it(shopper)
        shopper.page.wait_for_url("**/account")
        expect(passkey(shopper, "Blue phone")).to_contain_text("last used")
        shopper.page.get_by_role("button", name="Remove Blue phone").click()
        dialog = shopper.page.get_by_role("dialog", name="Remove Blue phone?")
        dialog.get_by_label("Current password").fill(PASSWORD)
        dialog.get_by_role("button", name="Remove").click()
        expect(passkey(shopper, "Blue phone")).to_have_count(0)
        mails_to(shop, email, "passkey-removed", 1)
        logs_out(shopper)
        logs_in_by_it(shopper)
        expect(shopper.page.get_by_role("alert")).to_contain_text("This passkey was not accepted")


def test_an_administrator_s_second_factor_is_a_passkey(visit: Visit, shop: RunningShop) -> None:
    email = f"{uuid4().hex}@example.org"
    with visit() as administrator:
        log_in(administrator, shop.run["logins"]["admin"])
        people.invite(administrator, email)
    with visit() as dora:
        has_a_device(dora)
        people.accept(dora, shop, email)
        dora.follows("second-factor")
        adds_a_passkey(dora, "Office key", people.PASSWORD)
        expect(passkey(dora, "Office key")).to_contain_text("not used yet")
        dora.goes_to("/account")
        logs_out(dora)
        log_in(dora, {"email": email, "password": people.PASSWORD})
        # The password alone opens no page of staff.
        dora.goes_to("/staff/roles")
        expect(dora.page.get_by_role("heading", name="Enter a code")).to_be_visible()
        expect(dora.button("new-role")).to_have_count(0)
        assert barriers(dora) == []
        dora.page.get_by_role("button", name="Use a passkey").click()
        people.make_role(dora, f"desk-{people.letters()}")
