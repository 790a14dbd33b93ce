"""Invites and changes members of the staff, as administrators do."""

from typing import Any
from uuid import UUID

from db.models.identity import Account
from tests.support.operations.account_mails import token_of
from tests.support.operations.accounts import account_of, registered
from tests.support.operations.shop import Shop

ADMINISTRATOR, CLERK = "ada@example.org", "carl@example.org"
NEW_PASSWORD = "a bench under the old lime tree"


def member(shop: Shop, email: str, role: str) -> Account:
    """A member of the staff with this role."""
    account = registered(shop, email)
    account.role, account.staff_role = ("admin" if role == "administrator" else "staff"), role
    shop.session.commit()
    return account


def administrator(shop: Shop) -> dict[str, Any]:
    """A new administrator, as one who calls."""
    return {"role": "admin", "account_id": member(shop, ADMINISTRATOR, "administrator").id}


def people(shop: Shop, **by: Any) -> Any:
    return shop.call("list-people", method="GET", **by).json


def revision_of(shop: Shop, person_id: UUID, **by: Any) -> str:
    """The revision of the person, as a list shows it."""
    (found,) = (each for each in people(shop, **by)["people"] if each["id"] == str(person_id))
    return str(found["revision"])


def change(shop: Shop, person_id: UUID, body: Any, **other: Any) -> Any:
    return shop.call("change-person", body, method="PATCH", query={"id": str(person_id)}, **other)


def invite(shop: Shop, by: dict[str, Any], **other: Any) -> Any:
    return shop.call("invite-person", {"email": CLERK, "name": "Carl Clerk", "role": "order-desk", **other}, **by)


def accept(shop: Shop) -> Any:
    """Follows the newest invitation, and chooses a password."""
    body = {"token": token_of(shop, "invitation"), "new_password": NEW_PASSWORD}
    return shop.call("reset-password", body, method="PUT")


def role_of(shop: Shop, email: str = CLERK) -> str | None:
    return account_of(shop, email).staff_role


def refusal(answer: Any) -> tuple[int, str]:
    """The status of a refused call, and the problem's name."""
    return answer.status_code, answer.json["type"].rsplit(":", 1)[1]
