"""Who comes to work for the shop, by an invitation, and what only an administrator may do."""

from uuid import uuid4

from playwright.sync_api import Locator, expect

from tests.support.shop.running_shop import RunningShop
from tests.support.web.accessibility import barriers
from tests.support.web.mailbox import mails_to, open_link
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visitor

PASSWORD = "an even longer walk"


def invite(administrator: Visitor, email: str) -> None:
    administrator.goes_to("/staff/people")
    administrator.presses("invite")
    administrator.types(name="Dora", email=email)
    role = administrator.page.get_by_role("main").get_by_label(administrator.word("role"), exact=True)
    role.select_option("administrator")
    administrator.presses("invite-send")
    expect(administrator.page.get_by_text(email).first).to_be_visible()


def accept(person: Visitor, shop: RunningShop, email: str) -> None:
    (mail,) = mails_to(shop, email, "invitation", 1)
    open_link(person, mail)
    person.types(new_password=PASSWORD)
    person.presses("reset")
    person.sees("was-reset")
    log_in(person, {"email": email, "password": PASSWORD})


def make_role(person: Visitor, name: str) -> None:
    person.presses("new-role")
    person.types(role_name=name)
    person.page.get_by_role("checkbox", name="orders.read").check()
    assert barriers(person) == []
    person.presses("save")
    row = role_row(person, name)
    expect(row).to_contain_text("orders.read")
    row.get_by_role("button", name=person.word("remove")).click()
    person.presses("remove-yes")
    expect(row).to_be_hidden()


def role_row(person: Visitor, name: str) -> Locator:
    return person.page.get_by_role("main").get_by_role("listitem").filter(has_text=name)


def letters() -> str:
    """Of a name that no other test has."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:10])
