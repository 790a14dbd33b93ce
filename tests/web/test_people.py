"""Who works for the shop, from the invitation by mail to the role that they make for others."""

import base64
import time
from uuid import uuid4

from playwright.sync_api import Locator, ViewportSize, expect

from functions.identity.factors.totp import STEP_SECONDS, code_at
from tests.support.shop.running_shop import RunningShop
from tests.support.web.accessibility import barriers
from tests.support.web.mailbox import mails_to, open_link
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit, Visitor
from tests.support.web.windows import in_both_languages

PASSWORD = "an even longer walk"


@in_both_languages
def test_an_administrator_is_invited_sets_up_an_app_and_makes_a_role(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    email = f"{uuid4().hex}@example.org"
    with visit(language, size) as administrator:
        log_in(administrator, shop.run["logins"]["admin"])
        invite(administrator, email)
    with visit(language, size) as dora:
        accept(dora, shop, email)
        key = set_up_app(dora)
        dora.presses("log-out")
        dora.page.wait_for_url("**/log-in**")
        log_in(dora, {"email": email, "password": PASSWORD})
        dora.goes_to("/staff/roles")
        # The newest code counts once; the one after it counts half a minute early.
        present(dora, code(key, steps_later=1))
        make_role(dora, f"desk-{letters()}")


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


def set_up_app(person: Visitor) -> str:
    """The key that the page shows, as an app has it afterwards."""
    person.follows("second-factor")
    person.types(password=PASSWORD)
    person.presses("begin")
    shown = person.page.locator("main code")
    key = shown.inner_text()
    assert barriers(person) == []
    present(person, code(key))
    expect(shown.nth(1)).to_be_visible()
    assert len(shown.all()) == 1 + 10
    assert barriers(person) == []
    person.presses("codes-kept")
    person.sees("app-is-set-up")
    person.goes_to("/account")
    return key


def code(key: str, steps_later: int = 0) -> str:
    secret = base64.b32decode(key.replace(" ", ""))
    return code_at(secret, int(time.time()) // STEP_SECONDS + steps_later)


def present(person: Visitor, code: str) -> None:
    person.page.get_by_role("textbox", name=person.word("code")).fill(code)
    person.presses("code-confirm")


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
