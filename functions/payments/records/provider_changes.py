"""Records what a provider reports of a payment: failed refunds, disputes, and fees."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from db.models.disputes import Dispute
from db.models.payments import Payment, Refund
from functions.payments.providers.statements import ReportedDispute, Statement
from functions.payments.records.queries import booked_charges
from functions.payments.rules import catch_up, charges, failed_refund, refund_key
from functions.payments.store.ledger import post_entry
from functions.runtime.database.unit_of_work import UnitOfWork


def record_failed_refunds(shop: UnitOfWork, payment: Payment, statement: Statement) -> None:
    """Records failed refunds, whose amounts the shop owes the shopper again, unless staff paid them in another way."""
    failures = {each.key: each.failure_code for each in statement.refunds if each.failure_code is not None}
    is_done = Refund.order_id == payment.order_id, Refund.state == "done", Refund.settled_by.is_(None)
    for refund in shop.session.scalars(select(Refund).where(*is_done)):
        if (code := failures.get(refund_key(refund.id, refund.attempt))) is not None:
            refund.state, refund.refusal_code = "failed", code
            post_entry(shop, payment, f"{refund.id}:failed:v{refund.attempt}", failed_refund(refund.amount_minor))


def record_disputes(shop: UnitOfWork, payment: Payment, statement: Statement) -> None:
    for dispute in statement.disputes:
        _record(shop, payment, dispute)


def post_charges(shop: UnitOfWork, payment: Payment, statement: Statement) -> None:
    """Books the difference between the provider's fees and disputed amounts and those booked so far."""
    disputes = [(each.state, each.amount_minor) for each in statement.disputes]
    booked, entries = booked_charges(shop.session, payment.order_id)
    if booking := catch_up(charges(statement.fee_minor, disputes), booked):
        post_entry(shop, payment, f"{payment.order_id}:charges:{entries}", booking)


def _record(shop: UnitOfWork, payment: Payment, dispute: ReportedDispute) -> None:
    known = insert(Dispute).values(
        reference=dispute.reference,
        order_id=payment.order_id,
        amount_minor=dispute.amount_minor,
        currency=payment.currency,
        reason=dispute.reason,
        state=dispute.state,
        answer_by=dispute.answer_by,
        reported_at=shop.now,
    )
    newest = {name: known.excluded[name] for name in ("amount_minor", "reason", "state", "answer_by")}
    shop.session.execute(known.on_conflict_do_update(index_elements=[Dispute.reference], set_=newest))
