"""What a provider reports of a payment: captured and refunded amounts, fees, and disputes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.models.disputes import DisputeState


@dataclass(frozen=True, slots=True)
class ReportedRefund:
    """A refund by the shop's key; `failure_code` is None unless the refund failed and its money came back."""

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
    """A payment as the provider has it; `order_id` is the one that the shop sent when it opened the payment."""

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
