"""What a provider reports of a payment: what it took and gave back, its fees, and its disputes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.models.disputes import DisputeState


@dataclass(frozen=True, slots=True)
class ReportedRefund:
    """A refund under the shop's key; `failure_code` is None unless its money came back."""

    key: str
    amount_minor: int
    failure_code: str | None


@dataclass(frozen=True, slots=True)
class ReportedDispute:
    reference: str
    amount_minor: int
    reason: str
    state: DisputeState
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A payment as the provider has it; `order_id` is what the shop named when it opened it."""

    reference: str
    order_id: str
    currency: str
    authorized_minor: int
    captured_minor: int
    fee_minor: int
    refunds: Sequence[ReportedRefund]
    disputes: Sequence[ReportedDispute]

    @property
    def refunded_minor(self) -> int:
        return sum(refund.amount_minor for refund in self.refunds if refund.failure_code is None)
