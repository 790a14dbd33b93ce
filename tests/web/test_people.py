"""Who works for the shop, from the invitation by mail to the role that they make for others."""

import base64
import time
from uuid import uuid4

from playwright.sync_api import ViewportSize, expect

from functions.identity.factors.totp import STEP_SECONDS, code_at
from tests.support.shop.running_shop import RunningShop
from tests.support.web.accessibility import barriers
from tests.support.web.pages import log_in
from tests.support.web.people import PASSWORD, accept, invite, letters, make_role
from tests.support.web.visitor import Visit, Visitor
from tests.support.web.windows import in_both_languages


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
