"""Checks the operator's settings of retention periods."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ValidationInfo

from db import retention
from ops.production import values


def _period(text: str, about: ValidationInfo) -> str:
    """A period for the setting of this name, at least as long as db/retention.py requires."""
    retention.period(str(about.field_name).upper(), text)
    return text


Period = Annotated[str, BeforeValidator(values.is_set), AfterValidator(_period)]


class PeriodSettings(BaseModel):
    sales_kept: Period
    guest_carts_kept: Period
    account_carts_kept: Period
    checkouts_kept: Period
    ordered_carts_kept: Period
    idempotency_keys_kept: Period
    events_kept: Period
    closed_dead_letters_kept: Period
    open_dead_letters_kept: Period
    unsent_mails_kept: Period
    mail_recipients_kept: Period
    webhook_deliveries_kept: Period
    known_devices_kept: Period
    ended_sessions_kept: Period
    mail_links_kept: Period
    revocations_kept: Period
