"""Reads what the card simulator reports of a payment."""

from datetime import datetime
from typing import Any

from functions.payments.providers.statements import ReportedDispute, ReportedRefund, Statement


def statement_of(charge: dict[str, Any]) -> Statement:
    return Statement(
        reference=charge["charge_id"],
        order_id=charge["merchant_reference"],
        currency=charge["currency"],
        authorized_minor=charge["amount_minor"] if charge["state"] == "authorized" else 0,
        captured_minor=charge["captured_minor"],
        fee_minor=charge["fee_minor"],
        refunds=[ReportedRefund(**each) for each in charge["refunds"]],
        disputes=[_dispute(**each) for each in charge["disputes"]],
    )


def _dispute(answer_by: str, **reported: Any) -> ReportedDispute:
    return ReportedDispute(answer_by=datetime.fromisoformat(answer_by), **reported)
