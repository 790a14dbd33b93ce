"""Rules of mails: how long to wait before a mail that may have arrived is sent again."""

from datetime import timedelta


def wait_after_unknown_outcome(attempts: int) -> timedelta:
    """The delay before a mail that may have arrived is sent again: long and growing, since it may be a copy."""
    return min(timedelta(minutes=15) * (1 << min(attempts - 1, 10)), timedelta(hours=6))


def recipient_to_keep(kind: str, recipient: str) -> str:
    """The address to record with a mail that was sent; none for the last one to the owner of a closed account."""
    return "" if kind == "account-closed" else recipient
