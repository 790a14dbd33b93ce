"""Customers of the stand-in for Stripe, their sessions, and the cards that they have stored."""

import json
from dataclasses import dataclass, field
from typing import Any

from werkzeug import Response

Answer = tuple[int, dict[str, Any]]
UNKNOWN: Answer = (
    400,
    {"error": {"type": "invalid_request_error", "code": "resource_missing", "param": "customer"}},
)


@dataclass
class Customers:
    # The numbers of the cards of each, and whose each session is.
    cards: dict[str, list[str]] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    _made: int = 0

    def create(self, form: dict[str, str]) -> Answer:
        name, self._made = f"cus_{self._made}", self._made + 1
        self.cards[name] = []
        return 200, {"id": name, "object": "customer", "metadata": {"account_id": form["metadata[account_id]"]}}

    def create_session(self, form: dict[str, str]) -> Answer:
        if form["customer"] not in self.cards:
            return UNKNOWN
        secret = f"cuss_{len(self.sessions)}"
        self.sessions[secret] = form["customer"]
        return 200, {"object": "customer_session", "client_secret": secret, "customer": form["customer"]}

    def delete(self, name: str) -> Answer:
        if name not in self.cards:
            return 404, {"error": {"type": "invalid_request_error", "code": "resource_missing", "param": "id"}}
        del self.cards[name]
        return 200, {"id": name, "object": "customer", "deleted": True}

    def delete_all(self) -> None:
        self.cards.clear()

    def stored(self, session: str, removed: str) -> Response:
        """The cards of the session's customer, without the one that is removed."""
        cards = self.cards[self.sessions[session]]
        if removed:
            cards.remove(removed)
        return Response(json.dumps(cards), content_type="application/json")
