from datetime import UTC, datetime, timedelta

from sqlalchemy import select, text

from db.models.orders import Order
from db.models.payments import LedgerEntry, Payment
from functions.payments.providers.configured import payment_provider
from functions.payments.reconciliation.period import Compared, compare
from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_captured_order,
    a_reserved_order,
    an_order,
    authorize,
    open_payment,
    payment,
    record_changes,
    refund,
    resolve,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator


def reconciled(shop: Shop, since: timedelta = timedelta(days=-1), until: timedelta = timedelta(days=1)) -> Compared:
    """Compares both sides; what the card simulator has is of today, and what tests place is of `shop.now`."""
    now = datetime.now(UTC)
    for paid in shop.session.scalars(select(Payment)):
        paid.created_at = now
    shop.session.commit()
    return compare(shop.session, payment_provider(), now + since, now + until)


def told(compared: Compared) -> list[tuple[str, int, int]]:
    return [(each.what, each.provider_minor, each.ledger_minor) for each in compared.differences]


def reference(shop: Shop, order: Order) -> str:
    paid = payment(shop, order.id)
    assert paid is not None
    assert paid.provider_reference is not None
    return paid.provider_reference


class TestReconciliation:
    def test_finds_nothing_where_everything_is_booked(self, shop: Shop, card_simulator: CardSimulator) -> None:
        authorize(shop, an_order(shop))
        open_payment(shop, a_reserved_order(shop))
        refund(shop, a_captured_order(shop), 5_00)
        for card in ("card_with_fee", "card_disputed", "card_dispute_lost"):
            order = a_captured_order(shop, card)
            card_simulator.moves_on()
            record_changes(shop, order)
        assert reconciled(shop) == Compared(6, [], [])

    def test_a_refund_that_was_paid_in_another_way_is_none_of_the_providers(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        refused, failed = a_captured_order(shop, "card_refund_refused"), a_captured_order(shop, "card_refund_fails")
        resolve(shop, refused, refund(shop, refused), "in cash")
        refund_id = refund(shop, failed)
        card_simulator.moves_on()
        record_changes(shop, failed)
        assert told(reconciled(shop)) == []
        resolve(shop, failed, refund_id, "in cash")
        assert told(reconciled(shop)) == []

    def test_names_what_the_shop_has_not_heard_of(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop, "card_dispute_lost")
        card_simulator.moves_on()
        compared = reconciled(shop)
        assert told(compared) == [("fees", 15_00, 0), ("lost", TOTAL_MINOR, 0)]
        assert str(compared.differences[0]) == (
            f"{reference(shop, order)} (order {order.id}): fees: the provider has 1500, the ledger 0 minor units of EUR"
        )

    def test_names_what_was_never_booked(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        # A trigger keeps every entry.
        shop.session.execute(text("SET LOCAL session_replication_role = replica"))
        for entry in shop.session.scalars(select(LedgerEntry).where(LedgerEntry.order_id == order.id)):
            shop.session.delete(entry)
        shop.session.commit()
        assert told(reconciled(shop)) == [("captured", TOTAL_MINOR, 0)]

    def test_names_a_payment_that_only_one_side_has(self, shop: Shop, card_simulator: CardSimulator) -> None:
        lost, unknown = a_captured_order(shop), a_captured_order(shop)
        charge, paid = reference(shop, lost), payment(shop, unknown.id)
        assert paid is not None
        paid.provider_reference = "ch_that_nobody_knows"
        forgotten = payment(shop, lost.id)
        assert forgotten is not None
        shop.session.delete(forgotten)
        shop.session.commit()
        compared = reconciled(shop)
        assert compared.missing == [f"ch_that_nobody_knows (order {unknown.id}): the provider does not know it"]
        named = [(each.reference, each.order_id, each.what) for each in compared.differences]
        assert (charge, "", "captured") in named

    def test_is_about_the_period_alone(self, shop: Shop, card_simulator: CardSimulator) -> None:
        a_captured_order(shop, "card_with_fee")
        card_simulator.moves_on()
        hour = timedelta(hours=1)
        assert reconciled(shop, hour, 2 * hour).payments == reconciled(shop, -2 * hour, -hour).payments == 0
        assert reconciled(shop, -hour, hour).payments == 1
