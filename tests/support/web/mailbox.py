"""Reads a visitor's mailbox, and opens links of its mails."""

from tests.support.operations.account_mails import content, link_in
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.visitor import Visitor


def mails_to(shop: RunningShop, email: str, kind: str, count: int) -> set[str]:
    """The mails of the kind in the mailbox, once there are so many."""

    def arrived() -> set[str] | None:
        found = {mail for mail in shop.mails() if f"To: {email}" in mail and f"X-Shop-Mail: {kind}" in mail}
        return found if len(found) == count else None

    return set(eventually(arrived, seconds=30, what=f"{count} {kind} mails to {email}"))


def open_link(visitor: Visitor, mail: str) -> str:
    """Opens the link of the mail as its reader does; the link's path with its token."""
    path, token = link_in(content(mail))
    visitor.goes_to(f"{path}#{token}")
    return f"{path}#{token}"


def confirm_address(visitor: Visitor, mail: str, password: str) -> None:
    """Confirms the account's address by the link of the mail and the account's password."""
    open_link(visitor, mail)
    visitor.types(password=password)
    visitor.presses("confirm")
    visitor.sees("confirmed-address")
