"""Replies that several operations of payments share."""

from datetime import datetime
from uuid import UUID

from db.models.payments import RefundState
from functions.runtime.http.replies import Reply


class RefundView(Reply):
    """A refund, for staff; `reason`, `settled_by` and `closed_because` are what staff typed.

    It is `requested`, or `retrying`, until the provider has carried it out. It is `refused` if the provider did not do
    it, and `failed` if the money came back later: `refusal_code` is the provider's code, and staff decide what to do.
    One that is `refused` with `closed_because` needs nothing more.
    """

    id: UUID
    amount_minor: int
    currency: str
    reason: str
    state: RefundState
    requested_at: datetime
    refusal_code: str | None
    settled_by: str | None
    closed_because: str | None
