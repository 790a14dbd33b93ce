"""People who work for the shop: an administrator invites them and makes roles, and has a second factor."""

import base64
from contextlib import suppress
from typing import Any
from uuid import UUID

from eventing.times import LEASE
from functions.identity.factors.totp import code_at, step_at
from functions.identity.sessions.refresh_tokens import session_id_of
from tests.support.simulation.settling import settle
from tests.support.simulation.stories.people import NEW_EMAIL, PASSWORD, mailed_token
from tests.support.simulation.stories.steps import EMAIL, TRIES_MAX, ask, place
from tests.support.simulation.world.world import World

CREDENTIALS = {"email": EMAIL, "password": PASSWORD}


def colleagues(world: World) -> None:
    """An administrator invites a colleague, changes their role, and logs them out."""
    administrator = _administrator(world)
    invited = {"email": NEW_EMAIL, "name": "Carl", "role": "support"}
    colleague = ask(world, "invite-person", invited, role="staff", account=administrator).json["id"]
    reset = {"token": mailed_token(world, "invitation"), "new_password": PASSWORD}
    ask(world, "reset-password", reset, method="PUT", may_be=(404,))
    changed = {"role": "order-desk"}
    ask(world, "change-person", changed, f"id={colleague}", role="staff", account=administrator, method="PATCH")
    ask(world, "end-person-sessions", None, f"id={colleague}", role="staff", account=administrator)
    listed = ask(world, "list-people", role="staff", account=administrator, method="GET").json["people"]
    assert {each["id"]: each["role"] for each in listed}[colleague] == "order-desk"


def roles(world: World) -> None:
    """An administrator makes a role, changes it, and removes it."""
    administrator = _administrator(world)
    for permission in ("orders.read", "orders.ship"):
        body = {"permissions": [{"permission": permission}]}
        made = ask(world, "put-role", body, "name=packer", role="staff", account=administrator, method="PUT").json
        assert [each["permission"] for each in made["permissions"]] == [permission]
    ask(world, "remove-role", None, "name=packer", role="staff", account=administrator, method="DELETE")
    assert world.query("SELECT FROM identity.permissions WHERE role = 'packer'") == []


def second_factor(world: World) -> None:
    """An administrator enrols an app; a kill may have lost the answer to its first code, which counts once."""
    administrator = _administrator(world)
    opened = ask(world, "log-in", CREDENTIALS).json
    by: dict[str, Any] = {"role": "staff", "account": administrator, "session": session_id_of(opened["refresh_token"])}
    secret = ask(world, "enrol-second-factor", {"password": PASSWORD}, **by).json["secret"]
    code = code_at(base64.b32decode(secret), step_at(world.clock.now))
    ask(world, "present-second-factor", {"code": code}, **by, may_be=(403,))
    renewed = ask(world, "refresh-session", {"refresh_token": opened["refresh_token"]}).json
    assert renewed["second_factor"] == "presented"


def program(world: World) -> None:
    """An administrator makes a key for a program, which uses it, and ends it."""
    by: dict[str, Any] = {"role": "staff", "account": _administrator(world)}
    made = ask(world, "create-api-key", {"name": "Till", "permissions": ["orders.read"], "valid_days": 30}, **by).json
    issued = ask(world, "issue-api-token", {"key": made["key"]}).json
    assert issued["permissions"] == ["orders.read"]
    listed = ask(world, "list-api-keys", **by, method="GET").json["items"]
    assert made["api_key"]["id"] in {each["id"] for each in listed}
    ask(world, "end-api-key", None, f"id={made['api_key']['id']}", **by, method="DELETE", may_be=(404,))
    refused = ask(world, "issue-api-token", {"key": made["key"]}, may_be=(401,))
    assert refused.json["type"].endswith(":api-key-refused")


def webhooks(world: World) -> None:
    """An administrator makes a webhook; the order is told of at least once, and once more when staff say so."""
    by: dict[str, Any] = {"role": "staff", "account": _administrator(world)}
    made = ask(world, "create-webhook", {"url": "https://example.org/", "event_types": ["order.confirmed"]}, **by).json
    webhook = made["webhook"]["id"]
    # A kill may have lost the answer about another one.
    for each in ask(world, "list-webhooks", **by, method="GET").json["items"]:
        if each["id"] != webhook:
            ask(world, "end-webhook", None, f"id={each['id']}", **by, method="DELETE", may_be=(404,))
    ask(world, "change-webhook", {"rotates_secret": True}, f"id={webhook}", **by, method="PATCH")
    place(world)
    settle(world)
    delivered = _told(world, webhook, by)
    ask(world, "resend-webhook", None, f"id={delivered}", **by)
    assert _told(world, webhook, by) == delivered
    assert world.network.told.count(delivered) >= 2
    ask(world, "end-webhook", None, f"id={webhook}", **by, method="DELETE", may_be=(404,))


def _told(world: World, webhook: str, by: dict[str, Any]) -> str:
    """Sends webhooks that are due; those that a kill left claimed are sent once the claim ends."""
    for _ in range(TRIES_MAX):
        with suppress(ConnectionError):
            world.functions.call("send-webhooks", b"", {})
        (delivery,) = ask(world, "list-webhook-deliveries", None, f"id={webhook}", **by, method="GET").json["items"]
        if delivery["state"] == "delivered":
            return str(delivery["id"])
        world.clock.advance(LEASE)
    raise AssertionError("nobody was told")


def _administrator(world: World) -> UUID:
    ask(world, "register-account", CREDENTIALS)
    with world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE identity.accounts SET role = 'admin', staff_role = 'administrator'")
    ((account_id,),) = world.query("SELECT id FROM identity.accounts")
    assert isinstance(account_id, UUID)
    return account_id
