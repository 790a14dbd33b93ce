"""Signs calls that parts of the shop make of each other by themselves, by HMAC-SHA256, with a key of two parties.

A signature is for one operation and for what it is sent. It lasts two hours, so that nodes whose clocks differ still
understand each other: a copy of a call only repeats what is safe to repeat.
"""

import time
from collections.abc import Sequence

from functions.runtime.errors import Unauthenticated
from functions.runtime.security.signatures import is_signed, sign

CALL_HEADER = "x-cloudshop-call"
CALL_AGE_SECONDS_MAX = 7200


class CallForged(Unauthenticated):
    """A sender inside the shop's network calls an operation that only other parts of the shop call."""

    security_event = "forged-call"


def call_headers(keys: Sequence[str], operation: str, body: bytes = b"", query: bytes = b"") -> dict[str, str]:
    """The header that proves to the operation that the owner of the first key calls it; none without a key."""
    if not any(keys):
        return {}
    sent_at = str(int(time.time()))
    return {CALL_HEADER: f"{sent_at}.{sign(keys, _message(operation, sent_at, body, query))}"}


def check_call(keys: Sequence[str], operation: str, header: str, body: bytes, query: bytes) -> None:
    """Raises CallForged unless the owner of one of the keys has just made this call of the operation."""
    sent_at, _, signature = header.partition(".")
    if not is_signed(keys, _message(operation, sent_at, body, query), signature):
        raise CallForged("This operation is called by other parts of the shop only, and none has signed this call.")
    if abs(time.time() - int(sent_at)) > CALL_AGE_SECONDS_MAX:
        raise CallForged("This call was signed too long ago; sign it anew.")


def _message(operation: str, sent_at: str, body: bytes, query: bytes) -> bytes:
    return b"\n".join((b"call", operation.encode(), sent_at.encode(), query, body))
