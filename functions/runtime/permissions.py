"""Lists the permissions of staff, named after their operations; roles consist of them (`identity.permissions`).

Roles are data of the shop, so a migration adds a new permission to them (docs/decisions/0082-roles.md).
"""

from collections.abc import Mapping
from typing import Literal, get_args

Permission = Literal[
    "accounting.export",
    "activity.read",
    "carriers.change",
    "catalog.archive", "catalog.change", "catalog.create", "catalog.export", "catalog.import", "catalog.publish",
    "catalog.read", "catalog.set-prices",
    "closures.read",
    "customers.read",
    "dead-letters.discard", "dead-letters.read", "dead-letters.replay",
    "inventory.adjust", "inventory.read",
    "orders.add-note", "orders.cancel", "orders.decide-return", "orders.mark-delivered", "orders.read",
    "orders.receive-return", "orders.request-return", "orders.ship",
    "payments.refund",
    "people.change", "people.change-roles", "people.end-sessions", "people.invite", "people.read",
    "promotions.change", "promotions.create", "promotions.end", "promotions.read",
    "sales.read",
    "webhooks.change", "webhooks.read", "webhooks.resend",
]  # fmt: skip
# Each permission with the highest amount that it is for, in minor units; None is without a limit.
Permissions = Mapping[str, int | None]

PERMISSIONS: tuple[Permission, ...] = get_args(Permission)
# Permissions to change rights, or to send orders' events to another server, need a recently presented second factor.
FRESH: frozenset[str] = frozenset(
    {"people.change", "people.change-roles", "people.end-sessions", "people.invite", "webhooks.change"}
)
FRESH_SECONDS = 900


def lacks_factor(permission: str, factor_at: int | None, now: float) -> bool:
    """Whether a session has to present its second factor for the permission; `factor_at` is when it last did.

    That is a Unix time: 0 if it never did, and None for a session that needs no second factor.
    """
    if factor_at is None:
        return False
    return factor_at == 0 or (permission in FRESH and now - factor_at > FRESH_SECONDS)


def permissions_in(claims: Mapping[str, object], role: str) -> Permissions:
    """The permissions in the claims of a token or caller header; raises TypeError if they are malformed."""
    if role not in {"staff", "admin", "program"}:
        return {}
    named = claims.get("permissions")
    if not isinstance(named, Mapping) or not all(limit is None or type(limit) is int for limit in named.values()):
        raise TypeError("permissions are a mapping of names to limits")
    return named


def factor_time_in(claims: Mapping[str, object]) -> int | None:
    """The time in the claims at which the second factor was presented; raises TypeError if it is not a time."""
    at = claims.get("factor_at")
    if at is not None and type(at) is not int:
        raise TypeError("factor_at is a Unix time")
    return at
