"""Rules of erasure: when an order of a closed account has ended, and what the law has the shop keep of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.orders.rules import returnable_until

# The orders of a closed account are looked at so often, until all have ended.
CHECK_INTERVAL = timedelta(days=1)
# Mails and refunds about an order may follow its last step for so long.
SETTLED_AFTER = timedelta(days=1)
ORDERS_AT_ONCE = 100
_ENDED = frozenset({"rejected", "cancelled", "refunded"})


@dataclass(frozen=True, slots=True)
class Course:
    """How far an order has come; `is_owed` if items are left to ship, or a return is open."""

    state: str
    entered: Mapping[str, datetime]
    last_step_at: datetime
    is_owed: bool


def has_ended(course: Course, now: datetime) -> bool:
    """Whether nothing needs the order's address any more: it is over, or its return period is."""
    if course.is_owed or now < course.last_step_at + SETTLED_AFTER:
        return False
    until = returnable_until(course.entered)
    return course.state in _ENDED or (until is not None and until < now)


def is_its_own_invoice(*, has_taxes: bool, was_shipped: bool) -> bool:
    """Whether the order itself is the record that the law wants: those from before VAT was stored have no invoice."""
    return was_shipped and not has_taxes
