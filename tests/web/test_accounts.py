"""What leads through a mailbox: the links of mails, in both languages."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.mailbox import confirm_address, mails_to, open_link
from tests.support.web.visitor import Visit, Visitor

# On a cluster several functions start one after the other before a device is logged out.
pytestmark = pytest.mark.timeout(420)

PASSWORD, NEW = "correct horse battery staple", "an even longer walk"


def register(visitor: Visitor, email: str) -> None:
    visitor.goes_to("/register")
    visitor.types(name="Grace Hopper", email=email, password=PASSWORD)
    visitor.presses("register")
    visitor.page.wait_for_url("**/account")


def log_in(visitor: Visitor, email: str, password: str) -> None:
    visitor.types(email=email, password=password)
    visitor.page.get_by_role("main").get_by_role("button", name=visitor.word("log-in"), exact=True).click()
    visitor.page.wait_for_url("**/account")


def is_led_to_log_in(visitor: Visitor) -> None:
    # Access tokens of a session that ended are refused within seconds.
    # On a cluster the function that lists withdrawn rights may have to start first.
    eventually(lambda: is_logged_out(visitor), seconds=90, what="the other device is logged out")
    visitor.goes_to("/orders")
    visitor.page.wait_for_url("**/log-in**")


def is_logged_out(visitor: Visitor) -> bool:
    # Not by opening a page again and again: each time that would break off the renewal that the page waits for.
    return visitor.page.request.get(f"{visitor.address}/api/me", headers={"session-transport": "cookie"}).status == 401


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(
    visit: Visit, shop: RunningShop, language: str
) -> None:
    email = f"{uuid4().hex}@example.org"
    with visit(language) as elsewhere, visit(language) as shopper:
        register(elsewhere, email)
        shopper.goes_to("/log-in")
        shopper.follows("forgot")
        shopper.types(email=email)
        shopper.presses("send-link")
        shopper.sees("link-sent")
        (mail,) = mails_to(shop, email, "reset-password", 1)
        assert f"Content-Language: {language}" in mail
        link = open_link(shopper, mail)
        shopper.types(new_password=NEW)
        shopper.presses("reset")
        shopper.sees("was-reset")
        shopper.page.get_by_role("main").get_by_role("link", name=shopper.word("log-in")).click()
        log_in(shopper, email, NEW)
        shopper.goes_to(link)
        shopper.types(new_password=PASSWORD)
        shopper.presses("reset")
        expect(shopper.page.get_by_role("alert")).to_contain_text(shopper.word("link-used"))
        is_led_to_log_in(elsewhere)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_address_that_a_stranger_registered_becomes_its_owners_by_the_mail(
    visit: Visit, shop: RunningShop, language: str
) -> None:
    email = f"{uuid4().hex}@example.org"
    with visit(language) as stranger:
        register(stranger, email)
        stranger.sees("not-confirmed")
    strangers = mails_to(shop, email, "confirm-address", 1)
    with visit(language) as owner:
        owner.goes_to("/register")
        owner.types(name="Ada Lovelace", email=email, password=NEW)
        owner.presses("register")
        owner.sees("registered-before")
        (mail,) = mails_to(shop, email, "confirm-address", 2) - strangers
        confirm_address(owner, mail, NEW)
        owner.goes_to("/log-in")
        log_in(owner, email, NEW)
        expect(owner.page.get_by_text(owner.word("not-confirmed"))).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_account_gets_another_address_and_the_former_one_can_take_it_back(
    visit: Visit, shop: RunningShop, language: str
) -> None:
    email, other = f"{uuid4().hex}@example.org", f"{uuid4().hex}@example.org"
    with visit(language) as shopper:
        register(shopper, email)
        (mail,) = mails_to(shop, email, "confirm-address", 1)
        confirm_address(shopper, mail, PASSWORD)
        shopper.goes_to("/account")
        form = shopper.page.get_by_role("region", name=shopper.word("change-email"))
        form.get_by_label(shopper.word("new-email")).fill(other)
        form.get_by_label(shopper.word("current-password")).fill(PASSWORD)
        shopper.presses("change-email")
        shopper.sees("change-mailed")
        (mail,) = mails_to(shop, other, "change-address", 1)
        open_link(shopper, mail)
        shopper.types(password=PASSWORD)
        shopper.presses("use-email")
        shopper.sees("confirmed-address")
        shopper.goes_to("/account")
        expect(shopper.page.get_by_text(other)).to_be_visible()
        (mail,) = mails_to(shop, email, "restore-address", 1)
        open_link(shopper, mail)
        shopper.types(new_password=NEW)
        shopper.presses("reset")
        shopper.sees("was-reset")
        shopper.page.get_by_role("main").get_by_role("link", name=shopper.word("log-in")).click()
        log_in(shopper, email, NEW)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_shopper_sees_where_they_are_logged_in_and_logs_the_other_device_out(visit: Visit, language: str) -> None:
    email = f"{uuid4().hex}@example.org"
    with visit(language) as elsewhere, visit(language) as shopper:
        register(elsewhere, email)
        shopper.goes_to("/log-in")
        log_in(shopper, email, PASSWORD)
        sessions = shopper.page.get_by_role("region", name=shopper.word("sessions"))
        expect(sessions.get_by_role("listitem")).to_have_count(2)
        expect(sessions.get_by_text("Chrome · Linux")).to_have_count(2)
        expect(sessions.get_by_role("listitem").first).to_contain_text(shopper.word("this-device"))
        shopper.presses("end-others")
        expect(sessions.get_by_role("listitem")).to_have_count(1)
        is_led_to_log_in(elsewhere)
        assert not is_logged_out(shopper)
