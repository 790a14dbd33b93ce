"""Rules of second factors: what a session still has to do, and for how long wrong codes delay the next one."""

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functions.identity.views import FactorState

# So many wrong codes of a second factor cost nothing; after each further one the next has to wait twice as long.
FAILURES_FREE, FAILURE_WAIT, FAILURE_WAIT_MAX = 4, timedelta(seconds=30), timedelta(hours=1)


def factor_state(*, is_required: bool, is_enrolled: bool, is_presented: bool) -> "FactorState":
    """What is left to do about the second factor of a member of the staff, who has their permissions by `presented`."""
    if is_enrolled:
        return "presented" if is_presented else "present"
    return "enrol" if is_required else "optional"


def seconds_to_wait(failures: int, failed_at: datetime, now: datetime) -> int:
    """For how long the next code is refused unread after this many wrong ones; 0 if it is read."""
    if failures <= FAILURES_FREE:
        return 0
    wait = min(FAILURE_WAIT * (1 << min(failures - FAILURES_FREE, 10)), FAILURE_WAIT_MAX)
    return max(0, math.ceil((failed_at + wait - now).total_seconds()))
