"""Renders refunds for several operations of payments."""

from datetime import datetime
from uuid import UUID

from db.models.payments import RefundState
from functions.runtime.http.replies import Reply


class RefundView(Reply):
    """A refund, for staff, who typed `reason`, `settled_by` and `closed_because`.

    It is `requested` or `retrying` until the provider has carried it out. It is `refused` if the provider refused it,
    and `failed` if the money came back later: `refusal_code` is the provider's code, and staff decide what to do. A
    `refused` one with `closed_because` is finished.
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
