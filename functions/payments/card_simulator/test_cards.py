"""The test cards of the card simulator and their behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Card:
    """A card that works, except for these deviations."""

    decline_code: str | None = None
    # Whether its shopper has to pass a challenge; without one, who is not there is declined.
    is_challenged: bool = False
    capture_decline_code: str | None = None
    # The delay of the response to the first call with a key; repeated calls are not delayed.
    delay_seconds: float = 0
    fails_first: bool = False
    webhooks: int = 1


CARDS: Mapping[str, Card] = MappingProxyType(
    {
        "card_ok": Card(),
        "card_declined": Card(decline_code="card_declined"),
        "card_insufficient_funds": Card(decline_code="insufficient_funds"),
        "card_challenge": Card(decline_code="authentication_required", is_challenged=True),
        "card_declined_at_capture": Card(capture_decline_code="card_declined"),
        "card_slow": Card(delay_seconds=2),
        # Longer than the timeout of every client.
        "card_timeout_after_success": Card(delay_seconds=5),
        "card_twice": Card(webhooks=2),
        "card_error_once": Card(fails_first=True),
    }
)


def card_named(name: str) -> Card:
    """The card of this name; one that is declined if there is none."""
    return CARDS.get(name, Card(decline_code="unknown_card"))
