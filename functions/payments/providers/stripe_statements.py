"""Reads what Stripe reports of a payment: its intent, the fee of its charge, its refunds and its disputes."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from math import ceil
from types import MappingProxyType
from typing import Any

from db.models.disputes import DisputeState
from functions.payments.providers.http import ProviderConnection
from functions.payments.providers.statements import ReportedDispute, ReportedRefund, Statement
from functions.payments.providers.stripe_intents import refusal
from functions.runtime.network.tcp import Deadline

_FAILED = frozenset({"failed", "canceled"})
# Of all other statuses, the amount is withdrawn from the shop, and not decided.
_STATES: Mapping[str, DisputeState] = MappingProxyType(
    {
        "warning_needs_response": "asked",
        "warning_under_review": "asked",
        "warning_closed": "won",
        "prevented": "won",
        "won": "won",
        "lost": "lost",
    }
)


def read_statement(connection: ProviderConnection, reference: str) -> Statement:
    """Reads everything that Stripe has about the intent."""
    deadline = connection.deadline()
    expanded = {"expand[]": "latest_charge.balance_transaction"}
    intent = _read(connection, f"/v1/payment_intents/{reference}", expanded, deadline)
    about = {"payment_intent": reference, "limit": "100"}
    refunds = _read(connection, "/v1/refunds", about, deadline)["data"]
    disputes = _read(connection, "/v1/disputes", about, deadline)["data"]
    return statement_of(intent, refunds, disputes)


def read_references(connection: ProviderConnection, since: datetime, until: datetime) -> Iterator[str]:
    """The ids of all intents that were created in the period."""
    period = {"created[gte]": str(ceil(since.timestamp())), "created[lt]": str(ceil(until.timestamp()))}
    page: dict[str, Any] = {"has_more": True}
    after: dict[str, str] = {}
    while page["has_more"]:
        query = {**period, "limit": "100", **after}
        page = _read(connection, "/v1/payment_intents", query, connection.deadline())
        yield from (intent["id"] for intent in page["data"])
        after = {"starting_after": page["data"][-1]["id"]} if page["data"] else {}


def statement_of(intent: dict[str, Any], refunds: list[dict[str, Any]], disputes: list[dict[str, Any]]) -> Statement:
    return Statement(
        reference=intent["id"],
        order_id=intent.get("metadata", {}).get("order_id", ""),
        currency=intent["currency"].upper(),
        authorized_minor=intent["amount"] if intent["status"] == "requires_capture" else 0,
        captured_minor=intent.get("amount_received", 0),
        fee_minor=_fee(intent) + sum(_fee_of_dispute(each) for each in disputes),
        refunds=[_refund(each) for each in refunds],
        disputes=[_dispute(each) for each in disputes],
    )


def _read(connection: ProviderConnection, path: str, query: dict[str, str], deadline: Deadline) -> dict[str, Any]:
    answer = connection.get(path, query, deadline)
    if "error" in answer:
        raise refusal("report the payment", answer["error"])
    return answer


def _fee(intent: dict[str, Any]) -> int:
    """The fee of the charge; 0 until Stripe has settled it."""
    settled = (intent.get("latest_charge") or {}).get("balance_transaction") or {}
    return int(settled.get("fee", 0))


def _fee_of_dispute(dispute: dict[str, Any]) -> int:
    return sum(int(each.get("fee", 0)) for each in dispute.get("balance_transactions", []))


def _refund(refund: dict[str, Any]) -> ReportedRefund:
    code = str(refund.get("failure_reason") or refund["status"]) if refund["status"] in _FAILED else None
    return ReportedRefund(refund["metadata"].get("key", ""), refund["amount"], code)


def _dispute(dispute: dict[str, Any]) -> ReportedDispute:
    due = (dispute.get("evidence_details") or {}).get("due_by")
    return ReportedDispute(
        reference=dispute["id"],
        amount_minor=dispute["amount"],
        reason=dispute["reason"],
        state=_STATES.get(dispute["status"], "open"),
        answer_by=datetime.fromtimestamp(due, UTC) if due else None,
    )
