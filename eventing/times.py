"""Lists the times on which recovery depends; tests/contracts/test_times.py has the inequalities between them.

It does not import pydantic, so that rules may import it.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

# Every acknowledged order ends within this time after the last fault heals, without other traffic.
HEALED_WITHIN = timedelta(seconds=120)
# The steps that are left of an order then, if every function starts from zero.
STEPS_FROM_ZERO = timedelta(seconds=45)

# The relay sends an event again after these times, which grow from the first to the last.
REDELIVERY_MIN, REDELIVERY_MAX = timedelta(seconds=5), timedelta(seconds=45)
# The in-memory channel responds after all subscribers have, and each may start from zero.
BROKER_ANSWER = timedelta(seconds=50)
# Longer than a delivery may take, so that a second relay does not send what a first one is still sending.
LEASE = timedelta(seconds=60)
# A relay waits for events that are due within RELAY_WAIT, and ends after RELAY_RUN; then the sweep waits for them.
RELAY_WAIT, RELAY_RUN = timedelta(seconds=20), timedelta(seconds=45)

# While anything is overdue, or due within SWEEP_WAIT_MAX, a sweep waits for it in runs of SWEEP_RUN, each of which
# calls the next one.
SWEEP_WAIT_MIN, SWEEP_WAIT_MAX = timedelta(seconds=2), timedelta(minutes=2)
SWEEP_RUN, SWEEP_INTERVAL_MAX = timedelta(seconds=10), timedelta(minutes=2)
# Otherwise a CronJob calls it: for what is due later, and in case that even this was lost.
SWEEP_INTERVAL_IDLE = timedelta(minutes=15)
SWEEP_BATCH = 100

# An order that is placed or reserved for longer is resumed.
ORDER_STEP = timedelta(minutes=1)
# A reservation lasts this long, and longer while the shop itself is late.
RESERVATION, RESERVATION_EXTENSION = timedelta(minutes=60), timedelta(minutes=15)
# A shopper who pays at the provider may do so until this long before the reservation ends. In between, the sweep asks
# the provider about payments whose webhook was lost; also before, an order that waits is due so often.
PAYMENT_MARGIN, PAYMENT_CHECK = timedelta(minutes=30), timedelta(minutes=10)
# Card schemes hold an authorised amount for at least this long.
AUTHORIZATION_HOLD = timedelta(days=7)

# What was kept for long enough is purged once a day, in pieces of so many rows, and in runs that call the next one.
PURGE_INTERVAL, PURGE_RUN, PURGE_BATCH = timedelta(days=1), timedelta(seconds=40), 1000

# A pod runs for less than this after a call (benchmarks/results/idle.json), and an idle shop for this part of the time.
AWAKE_AFTER_CALL, AWAKE_PART_MAX = timedelta(seconds=30), 0.05

# The whole session with a mail server, what is attached before it, and the claim of the sender that does both, during
# which no other sends the mail.
MAIL_SESSION, MAIL_ATTACHMENT, MAIL_CLAIM = timedelta(seconds=9), timedelta(seconds=6), timedelta(seconds=20)

# An endpoint of a webhook answers within this time, and a run sends for so long. One that fails rests, at most for so
# long; a message that it has not accepted after the last time is given up.
WEBHOOK_ANSWER, WEBHOOK_RUN, WEBHOOK_PAUSE_MAX = timedelta(seconds=10), timedelta(seconds=40), timedelta(minutes=15)
WEBHOOK_GIVE_UP_AFTER = timedelta(hours=72)

# A consumer refuses an event that was sent longer ago, as the relay sends all that is owed much sooner again. It is
# longer than a Broker takes with all its retries, and shorter than consumers remember what they handled.
EVENT_AGE_MAX = timedelta(hours=6)

# An event that a consumer has not acknowledged for this long becomes a dead letter.
GIVE_UP_AFTER_DEFAULT = timedelta(hours=24)
GIVE_UP_AFTER: Mapping[str, timedelta] = MappingProxyType(
    {
        # They move money, which nothing but the event would do.
        "shop.order.cancelled.v1": timedelta(hours=72),
        "shop.order.shipped.v1": timedelta(hours=72),
        "shop.refund.requested.v1": timedelta(hours=72),
        "shop.stock.expired.v1": timedelta(hours=72),
        # The sweep announces them again by itself.
        "shop.account.erasure-due.v1": timedelta(hours=1),
        "shop.order.overdue.v1": timedelta(hours=1),
        "shop.stock.expiry-due.v1": timedelta(hours=1),
    }
)


def give_up_after(event_type: str) -> timedelta:
    return GIVE_UP_AFTER.get(event_type, GIVE_UP_AFTER_DEFAULT)
