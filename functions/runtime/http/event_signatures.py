"""Signs events and verifies them: the relay alone has the key, and consumers can only verify.

A signature is of the moment at which the event was sent, not at which it happened: the relay signs anew each time.
"""

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from eventing.times import EVENT_AGE_MAX
from functions.runtime.errors import Forbidden, InvalidRequest
from functions.runtime.http.cloud_events import SOURCE, ReceivedEvent
from functions.runtime.keys import Keys
from functions.runtime.security import ed25519, signatures

# The attributes of the event. The release before had one of this name, which it signed by HMAC.
SIGNATURE, SIGNED_AT, SIGNATURE_BEFORE = "relaysignature", "signedat", "signature"
_DIGITS_MAX = 12


class EventForged(InvalidRequest):
    """A sender inside the shop's network sends an event that the relay has not signed."""

    security_event = "forged-event"


class EventTooOld(Forbidden):
    """An event that the relay did sign, but longer ago than any delivery takes: somebody may have kept it.

    It is not invalid (422), which would make it a dead letter: what is owed stays owed.
    """

    slug, title = "event-too-old", "This event was sent too long ago"
    security_event = "replayed-event"


def signature_attributes(
    event_id: str, event_type: str, at: datetime, data: Mapping[str, Any], keys: Keys, *, now: float
) -> dict[str, str]:
    """The attributes that prove to consumers, also to those of the release before, that the relay sends the event."""
    content, signed_at = _content(event_id, event_type, at, data), str(int(now))
    attributes = {SIGNED_AT: signed_at, SIGNATURE: ed25519.sign(keys.relay_key, _signed_bytes(content, signed_at))}
    if keys.event_keys:
        attributes[SIGNATURE_BEFORE] = signatures.sign(keys.event_keys, content)
    return attributes


def check_signature(event: ReceivedEvent, keys: Keys) -> None:
    """Raises EventForged or EventTooOld unless the relay has signed the event and just sent it."""
    content = _content(event.id, event.type, event.time, event.data)
    signature, signed_at = event.attributes.get(SIGNATURE), event.attributes.get(SIGNED_AT, "")
    if signature is None and keys.event_keys:
        is_authentic = signatures.is_signed(keys.event_keys, content, event.attributes.get(SIGNATURE_BEFORE, ""))
        signed_at = str(int(time.time()))
    else:
        signed = _signed_bytes(content, signed_at)
        is_authentic = ed25519.is_signed(keys.relay_public_keys, signed, signature or "")
    if not is_authentic or not signed_at.isascii() or not signed_at.isdigit() or len(signed_at) > _DIGITS_MAX:
        raise EventForged.field(SIGNATURE, "this event was not sent by the shop")
    # The clocks of relay and consumer may differ, as long as a copy is refused before the inbox forgets the event.
    if abs(time.time() - int(signed_at)) > EVENT_AGE_MAX.total_seconds():
        raise EventTooOld("This event was sent too long ago; the relay sends again what is owed.")


def _content(event_id: str, event_type: str, at: datetime, data: Mapping[str, Any]) -> bytes:
    """What a signature says of the event; canonical, because a Broker may reformat times and JSON."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return f"{event_id}.{SOURCE}.{event_type}.{moment}.{canonical}".encode()


def _signed_bytes(content: bytes, signed_at: str) -> bytes:
    return b"event." + signed_at.encode() + b"." + content
