"""Calls every operation over its real HTTP or CloudEvent surface, in one transaction that is rolled back."""

import json
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import flask
import functions_framework
from cloudevents.conversion import to_binary
from cloudevents.http import CloudEvent
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models.messaging import OutboxEvent
from eventing.events import Event
from functions.runtime.adapters.dependencies import CONFIG_KEY
from functions.runtime.http import cloud_events
from functions.runtime.http.event_signatures import signature_attributes
from functions.runtime.permissions import PERMISSIONS, Permissions
from functions.runtime.security.caller_identity import CALLER_HEADER, caller_claims, caller_header
from functions.runtime.security.ed25519 import public_key
from functions.runtime.settings import Settings, settings
from local.host.operations import ROOT, operations
from tests.support.shop.inside_calls import signed

# Everything that staff may be permitted, without a limit.
ALL: Permissions = dict.fromkeys(PERMISSIONS)
GATEWAY_KEY = "Z2F0ZXdheS1rZXktb2YtMzItYnl0ZXMtbG9uZy1lbm8="
RELAY_KEY = "cmVsYXkta2V5LW9mLTMyLWJ5dGVzLWxvbmctZW51ZmY="
# What an intruder may have.
OTHER_KEY = "b3RoZXIta2V5LW9mLTMyLWJ5dGVzLWxvbmctZW51ZmY="
KEY = "dGVzdC1rZXktb2YtMzItYnl0ZXMtbG9uZy1lbm91Z2g="
# What operations verify callers with.
VERIFIER = Settings.from_environment({"GATEWAY_PUBLIC_KEYS": public_key(GATEWAY_KEY)})
LINK_KEY = "bGluay1rZXktb2YtMzItYnl0ZXMtbG9uZy1lbm91Z2g="


@dataclass
class Shop:
    """Calls operations by name. `parts` replaces what functions get from outside, such as the payment provider."""

    session: Session
    parts: dict[str, Any]
    now: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    _apps: dict[str, flask.Flask] = field(default_factory=dict)

    def call(
        self,
        operation: str,
        body: Any = None,
        *,
        method: str = "POST",
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        role: str | None = None,
        account_id: UUID | None = None,
        session_id: UUID | None = None,
        permissions: Permissions | None = None,
        factor_at: int | None = None,
        key: str | None = None,
        content_type: str = "application/json",
        if_match: str | None = "*",
        is_signed: bool = True,
    ) -> Any:
        """One HTTP call of the operation, by a guest, or by `role` with the gateway's signed header.

        Staff have all permissions, or those that are given. An operation that other parts of the shop call gets their
        signature, unless `is_signed` is False.
        """
        sent = dict(headers or {})
        if if_match is not None:
            sent["if-match"] = if_match
        if role is not None:
            names = str(account_id or uuid4()), role, str(session_id) if session_id is not None else None
            granted = ALL if permissions is None else permissions
            claims = caller_claims(*names, permissions=granted, factor_at=factor_at, now=time.time())
            sent[CALLER_HEADER] = caller_header(GATEWAY_KEY, operation, claims)
        if key is not None:
            sent["idempotency-key"] = key
        text = body if isinstance(body, str | bytes) or body is None else json.dumps(body)
        data, parameters = text.encode() if isinstance(text, str) else text, urlencode(query or {}, doseq=True)
        if is_signed:
            sent = signed(operation, sent, data or b"", parameters)
        kind = content_type if data else None
        return self._client(operation).open(
            "/", method=method, query_string=parameters, headers=sent, data=data, content_type=kind
        )

    def deliver(self, consumer: str, event: Event, *, event_id: str | None = None) -> Any:
        """One delivery of the event, signed as the relay does it."""
        return self.deliver_raw(consumer, event.TYPE, event.model_dump(mode="json"), event_id=event_id)

    def deliver_raw(
        self,
        consumer: str,
        event_type: str,
        data: dict[str, Any],
        *,
        event_id: str | None = None,
        key: str = RELAY_KEY,
        sent_seconds_ago: float = 0,
        **changed: str,
    ) -> Any:
        """One delivery of an event that was signed with this key so long ago, and of which attributes were changed."""
        identity, keys = event_id or str(uuid4()), replace(settings(), relay_key=key)
        sent_at = time.time() - sent_seconds_ago
        attributes = {
            "id": identity,
            "type": event_type,
            "source": cloud_events.SOURCE,
            "time": self.now.isoformat(),
            **signature_attributes(identity, event_type, self.now, data, keys, now=sent_at),
            **changed,
        }
        headers, body = to_binary(CloudEvent({name: value for name, value in attributes.items() if value}, data))
        return self._client(consumer).post("/", headers=headers, data=body)

    def announced(self, kind: type[Event]) -> list[dict[str, Any]]:
        """The data of every event of this kind in the outbox, oldest first."""
        query = select(OutboxEvent).where(OutboxEvent.type == kind.TYPE).order_by(OutboxEvent.occurred_at)
        return [row.data for row in self.session.scalars(query)]

    def deliver_announced(self, consumer: str, kind: type[Event]) -> Any:
        """Delivers the newest outbox event of this kind, under its own id."""
        query = select(OutboxEvent).where(OutboxEvent.type == kind.TYPE).order_by(OutboxEvent.occurred_at.desc())
        # A large shop has so many that who reads them all has no transaction any more.
        row = self.session.scalar(query.limit(1))
        assert row is not None, f"no {kind.TYPE} was announced"
        return self.deliver_raw(consumer, row.type, row.data, event_id=row.id)

    def acknowledge_everything(self) -> None:
        """Marks all events as handled."""
        self.session.execute(update(OutboxEvent).values(awaiting=[]))
        self.session.commit()

    def _client(self, operation: str) -> Any:
        self.session.expire_all()
        if operation not in self._apps:
            found = operations()[operation]
            app = functions_framework.create_app(found.target, str(ROOT / found.source), "http")  # type: ignore[no-untyped-call]
            app.config[CONFIG_KEY] = {"clock": lambda _: self.now, "process_clock": lambda: self.now, **self.parts}
            self._apps[operation] = app
        return self._apps[operation].test_client()
