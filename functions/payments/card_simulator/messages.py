"""Requests to the card simulator, and its replies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request

Name = Annotated[str, StringConstraints(max_length=64)]


class NetworkCall(Request):
    """An action and its idempotency key.

    `authorize`, `retract` and `open` name a purchase, `list` names a period, and the others name a charge.
    """

    action: Literal["authorize", "capture", "void", "refund", "retract", "open", "look_up", "list"]
    idempotency_key: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    merchant_reference: Name = ""
    card: Name = ""
    currency: Annotated[str, StringConstraints(max_length=3)] = ""
    charge_id: Name = ""
    amount_minor: int = Field(default=0, ge=0, le=10**12)
    since: datetime | None = None
    until: datetime | None = None


class NetworkReply(Reply):
    charge_id: str = ""
    merchant_reference: str = ""
    state: str
    captured_minor: int = 0
    refunded_minor: int = 0
    # For an opened charge: the secret of its page, and why the last card was declined.
    secret: str | None = None
    decline_code: str | None = None
    amount_minor: int = 0
    currency: str = ""
    # The fee, the refunds by their keys, and the disputes.
    fee_minor: int = 0
    refunds: Sequence[dict[str, Any]] = ()
    disputes: Sequence[dict[str, Any]] = ()
    # For a list: the charges opened in the period.
    references: Sequence[str] = ()
