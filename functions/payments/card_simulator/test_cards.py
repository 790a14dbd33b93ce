"""Defines the test cards of the card simulator and their behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class Card:
    """A card that works normally, except for these deviations."""

    decline_code: str | None = None
    # Whether the shopper has to pass a challenge; declined if there is no shopper present.
    is_challenged: bool = False
    capture_decline_code: str | None = None
    # Whether only half of what is asked for is captured.
    is_captured_by_half: bool = False
    # The delay of the response to the first call with a key; repeated calls are not delayed.
    delay_seconds: float = 0
    fails_first: bool = False
    webhooks: int = 1
    # Whether the authorisation is reported only once the capture is.
    reports_capture_first: bool = False
    # The fee on the captured amount.
    fee_minor: int = 0
    refund_refusal_code: str | None = None
    # Whether the money of the charge's first refund comes back.
    refund_fails: bool = False
    # Whether the shopper's bank disputes what is captured, and how that ends; an open one does not end.
    dispute: Literal["open", "won", "lost"] | None = None
    # Whether the bank asks before it takes the amount, and whether the end is reported before the beginning.
    asks_first: bool = False
    reports_end_first: bool = False


CARDS: Mapping[str, Card] = MappingProxyType(
    {
        "card_ok": Card(),
        "card_declined": Card(decline_code="card_declined"),
        "card_insufficient_funds": Card(decline_code="insufficient_funds"),
        "card_challenge": Card(decline_code="authentication_required", is_challenged=True),
        "card_declined_at_capture": Card(capture_decline_code="card_declined"),
        "card_captured_by_half": Card(is_captured_by_half=True),
        "card_capture_reported_first": Card(reports_capture_first=True),
        "card_slow": Card(delay_seconds=2),
        # Longer than the timeout of every client.
        "card_timeout_after_success": Card(delay_seconds=5),
        "card_twice": Card(webhooks=2),
        "card_error_once": Card(fails_first=True),
        "card_with_fee": Card(fee_minor=67),
        "card_refund_refused": Card(refund_refusal_code="refund_refused"),
        "card_refund_fails": Card(refund_fails=True),
        "card_disputed": Card(dispute="open"),
        "card_dispute_won": Card(dispute="won"),
        "card_dispute_lost": Card(dispute="lost"),
        "card_dispute_asked": Card(dispute="open", asks_first=True),
        "card_dispute_end_reported_first": Card(dispute="lost", asks_first=True, reports_end_first=True),
    }
)


def card_named(name: str) -> Card:
    """The card of this name; a card that is declined if there is none."""
    return CARDS.get(name, Card(decline_code="unknown_card"))
