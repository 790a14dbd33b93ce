"""Ends payments with which somebody tries out cards."""

from db.models.payments import Payment
from functions.payments.providers.port import Provider
from functions.runtime.telemetry.context import log
from functions.runtime.telemetry.metrics import metrics


def end_payment(payment: Payment, provider: Provider) -> None:
    """Ends the locked open payment as declined, because somebody tries out cards with it."""
    assert payment.provider_reference is not None
    provider.void(payment.provider_reference, f"{payment.order_id}:void:v1")
    payment.state = "declined"
    metrics().count("cloudshop_security_events_total", ("declined-cards",))
    log("security event", level="warning", kind="declined-cards", order_id=str(payment.order_id))
