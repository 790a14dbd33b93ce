"""Rules of mails: how long to wait before a mail that may have arrived is sent again."""

from datetime import timedelta


def wait_after_unknown_outcome(attempts: int) -> timedelta:
    """The delay before a mail that may have arrived is sent again: long and growing, since it may be a copy."""
    return min(timedelta(minutes=15) * (1 << min(attempts - 1, 10)), timedelta(hours=6))
