"""Renders disputes for staff."""

from datetime import datetime
from typing import Self

from db.models.disputes import Dispute, DisputeState
from functions.runtime.http.replies import Reply


class DisputeView(Reply):
    """A shopper's bank charges the amount back, or inquires first. Staff answer at the provider by `answer_by`.

    `reason` is the provider's code, and `provider_url` its page about the payment, for staff who have access there.
    """

    order_number: str
    reference: str
    amount_minor: int
    currency: str
    reason: str
    state: DisputeState
    answer_by: datetime | None
    reported_at: datetime
    provider_url: str | None

    @classmethod
    def of(cls, dispute: Dispute, order_number: str, provider_url: str | None) -> Self:
        return cls(
            order_number=order_number,
            reference=dispute.reference,
            amount_minor=dispute.amount_minor,
            currency=dispute.currency,
            reason=dispute.reason,
            state=dispute.state,
            answer_by=dispute.answer_by,
            reported_at=dispute.reported_at,
            provider_url=provider_url,
        )
