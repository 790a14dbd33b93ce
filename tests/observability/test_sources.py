"""What is read from the shop's tables is what is there, and with no more rights than that needs."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, text

from observability.exporter.collector import Sample
from observability.exporter.sources import backup, database, postgresql, shop, urgent
from observability.exporter.sources.database import read
from observability.exporter.sources.invariants import Invariants
from observability.exporter.sources.overdue import OVERDUE
from observability.exporter.sources.rules import INVARIANTS
from observability.exporter.sources.source import Source
from tests.support.waiting import eventually

EXPECTED: dict[tuple[str, ...], float] = {
    ("cloudshop_orders", "placed", "progress"): 1,
    ("cloudshop_orders", "rejected", "payment-declined"): 1,
    ("cloudshop_orders", "rejected", "out-of-stock"): 0,
    ("cloudshop_orders", "cancelled", "by-shopper"): 1,
    ("cloudshop_orders", "cancelled", "by-staff"): 1,
    ("cloudshop_orders_minor_units", "cancelled", "EUR"): 2000,
    ("cloudshop_order_transitions_total", "placed"): 5,
    ("cloudshop_order_transitions_total", "cancelled"): 2,
    ("cloudshop_order_transitions_total", "shipped"): 0,
    ("cloudshop_orders_overdue", "placed"): 1,
    ("cloudshop_orders_overdue", "reserved"): 0,
    ("cloudshop_revenue_minor_units_total", "EUR"): 1000,
    ("cloudshop_refunded_minor_units_total", "EUR"): 300,
    ("cloudshop_payments", "captured"): 1,
    ("cloudshop_payments", "voided"): 0,
    ("cloudshop_disputes", "asked"): 1,
    ("cloudshop_disputes", "open"): 0,
    ("cloudshop_reservations_expired",): 1,
    ("cloudshop_outbox_events", "due"): 1,
    ("cloudshop_outbox_events", "waiting"): 1,
    ("cloudshop_outbox_attempts_max",): 7,
    ("cloudshop_dead_letters", "open", "reserve-stock"): 1,
}

ORDER = "'00000000-0000-0000-0000-000000000002'"
LONE_SIDE = f"(gen_random_uuid(), 'o:x', 'set_aside_by_shoppers', 1, 'EUR', {ORDER}, now())"
SOLD_AGAIN = """(id, sku, quantity, kind, parameters, actor, at)
    SELECT gen_random_uuid(), sku, quantity, kind, parameters, actor, at FROM inventory.movements WHERE quantity < 0"""
UNDER_WAY = f"UPDATE messaging.outbox SET subject = {ORDER}, awaiting = '{{refund-payment}}' WHERE attempts = 1"
STILL_AUTHORIZED = (
    f"""UPDATE payments.payments SET state = 'authorized', captured_minor = 0, refunded_minor = 0
        WHERE order_id = {ORDER}""",
    f"UPDATE orders.orders SET state = :state WHERE id = {ORDER}",
    f"""INSERT INTO orders.transitions (order_id, sequence, state, reason, actor, at)
        VALUES ({ORDER}, 2, :state, '', 'clerk', now() - :minutes * interval '1 minute')""",
)
REFUND_REQUESTED = (
    f"""INSERT INTO payments.refunds (id, order_id, amount_minor, currency, reason, state, requested_at)
        SELECT gen_random_uuid(), {ORDER}, 100, 'EUR', :state, 'requested', now() - :minutes * interval '1 minute'""",
)


def violations(read_now: Invariants) -> dict[str, float]:
    return {s.labels[0]: s.value for s in read_now.read() if s.name == "cloudshop_invariant_violations"}


def make_old(engine: Engine) -> None:
    """Nothing in the shop was changed lately any more."""
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in ("orders.transitions", "payments.ledger", "inventory.movements"):
            connection.execute(text(f"UPDATE {table} SET at = at - interval '1 day'"))


def by_labels(samples: list[Sample]) -> dict[tuple[str, ...], float]:
    return {(sample.name, *sample.labels): sample.value for sample in samples}


class TestTheShop:
    def test_is_counted_as_it_is(self, shopped: str) -> None:
        found = by_labels(shop.read_shop(shopped) + urgent.read_urgent(shopped))
        assert EXPECTED.items() <= found.items()
        assert 89 < found["cloudshop_orders_overdue_seconds",] < 150
        assert 59 < found["cloudshop_outbox_oldest_seconds",] < 120

    def test_shows_no_text_that_a_shopper_wrote(self, shopped: str) -> None:
        assert "myself" not in str(shop.read_shop(shopped))

    @pytest.mark.parametrize(
        ("broken", "invariant"),
        [
            ("UPDATE inventory.stock SET reserved = 1", "oversold"),
            (f"INSERT INTO inventory.movements {SOLD_AGAIN}", "stock-movements"),
            (f"INSERT INTO payments.ledger VALUES {LONE_SIDE}", "ledger-balance"),
            ("UPDATE payments.payments SET refunded_minor = 0", "ledger-payments"),
            ("UPDATE payments.payments SET state = 'declined' WHERE state = 'captured'", "unpaid-orders"),
            ("UPDATE card_simulator.charges SET refunded_minor = 200", "provider-ledger"),
            ("UPDATE card_simulator.charges SET state = 'authorized'", "provider-ledger"),
            ("DELETE FROM card_simulator.charges", "provider-ledger"),
            ("UPDATE payments.payments SET provider_reference = NULL", "provider-ledger"),
        ],
    )
    def test_betrays_what_must_never_be(self, shopped: str, engine: Engine, broken: str, invariant: str) -> None:
        expected, lately = dict.fromkeys(INVARIANTS, 0.0), Invariants(shopped)
        assert violations(lately) == expected
        with engine.begin() as connection:
            connection.execute(text(broken))
        whole = Invariants(shopped)
        assert violations(lately) == expected | {invariant: 1}
        make_old(engine)
        # Known violations are counted for as long as they are there; others are found at night.
        assert violations(lately) == expected | {invariant: 1}
        assert violations(whole) == expected
        whole.read_whole()
        assert violations(whole) == expected | {invariant: 1}

    def test_forgets_a_violation_that_is_gone(self, shopped: str, engine: Engine) -> None:
        lately = Invariants(shopped)
        for reserved in (1, 2):
            with engine.begin() as connection:
                connection.execute(text("UPDATE inventory.stock SET reserved = :reserved"), {"reserved": reserved})
            assert violations(lately)["oversold"] == 2 - reserved

    def test_is_read_whole_once_a_night(self, shopped: str, engine: Engine) -> None:
        hours = iter([1, 3, 23, 26])
        day = datetime(2026, 11, 29, tzinfo=UTC)
        whole = Invariants(shopped, now=lambda: day + timedelta(hours=next(hours)))
        make_old(engine)
        found = []
        for reserved in (2, 2, 1, 1):
            with engine.begin() as connection:
                connection.execute(text("UPDATE inventory.stock SET reserved = :reserved"), {"reserved": reserved})
            whole.read_whole()
            found.append(violations(whole)["oversold"])
        assert found == [0, 0, 0, 1]

    def test_does_not_compare_with_the_provider_what_is_under_way(self, shopped: str, engine: Engine) -> None:
        with engine.begin() as connection:
            connection.execute(text("UPDATE card_simulator.charges SET refunded_minor = 200"))
            connection.execute(text(UNDER_WAY))
        assert violations(Invariants(shopped))["provider-ledger"] == 0

    @pytest.mark.parametrize(("minutes", "overdue"), [(9, 0), (11, 1)])
    @pytest.mark.parametrize(
        ("step", "state"), [("void", "cancelled"), ("void", "rejected"), ("capture", "shipped"), ("refund", "shipped")]
    )
    def test_counts_money_that_should_have_moved(
        self, shopped: str, engine: Engine, step: str, state: str, minutes: int, overdue: int
    ) -> None:
        with engine.begin() as connection:
            for statement in REFUND_REQUESTED if step == "refund" else STILL_AUTHORIZED:
                connection.execute(text(statement), {"state": state, "minutes": minutes})
        found = by_labels(Invariants(shopped).read())
        assert {label: found["cloudshop_payments_overdue", label] for label in (*OVERDUE, "refund")} == {
            "void": 0, "capture": 0, "refund": 0, step: overdue
        }  # fmt: skip

    def test_has_zeros_before_anything_happens(self, observer_url: str) -> None:
        found = by_labels(shop.read_shop(observer_url) + urgent.read_urgent(observer_url))
        assert found["cloudshop_orders", "confirmed", "progress"] == 0
        assert found["cloudshop_orders_overdue_seconds",] == 0

    def test_is_read_whole_from_the_database_itself_if_it_has_no_standby(self, shopped: str, engine: Engine) -> None:
        with engine.begin() as connection:
            connection.execute(text("UPDATE inventory.stock SET reserved = 1"))
        make_old(engine)
        whole = Invariants(shopped, servers="localhost")
        whole.read_whole()
        assert violations(whole)["oversold"] == 1


class TestTheDatabase:
    def test_is_read_from_a_standby_among_its_servers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(database, "addresses", lambda _host: ["10.0.0.1", "10.0.0.2"])
        url = "postgresql+psycopg://metrics:secret@primary:5432/shop?sslmode=verify-full"
        assert conninfo_to_dict(database.standby_first(url, "servers")) == {
            "user": "metrics", "password": "secret", "dbname": "shop", "port": "5432", "sslmode": "verify-full",
            "host": "primary,primary", "hostaddr": "10.0.0.1,10.0.0.2", "target_session_attrs": "prefer-standby",
        }  # fmt: skip

    def test_reports_about_itself(self, observer_url: str) -> None:
        found = by_labels(postgresql.read_postgresql(observer_url))
        assert {name for name, *_ in found} == set(postgresql.QUERIES)
        assert found["cloudshop_postgresql_connections", "active"] >= 1
        assert found["cloudshop_postgresql_database_bytes",] > 1_000_000
        assert found["cloudshop_postgresql_transactions_total", "committed"] > 0

    def test_reports_when_it_was_backed_up(self, shopped: str) -> None:
        (sample,) = backup.read_backup(shopped)
        assert sample.value == 1795576800.0

    def test_has_no_backup_before_the_first(self, observer_url: str) -> None:
        assert backup.read_backup(observer_url) == []

    @pytest.mark.parametrize(
        "statement",
        [
            "SELECT email FROM orders.orders", "SELECT data FROM messaging.outbox", "SELECT * FROM identity.accounts",
            "SELECT recipient FROM notifications.sent_mails", "DELETE FROM messaging.dead_letters",
        ],
    )  # fmt: skip
    def test_hides_who_bought_and_lets_nothing_be_changed(self, observer_url: str, statement: str) -> None:
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)):
            read(observer_url, {"cloudshop_orders": statement}, {})


class TestASource:
    def test_that_cannot_be_read_is_seen_and_harms_no_other(self) -> None:
        source = Source("shop", lambda: shop.read_shop("postgresql://nobody@127.0.0.1:9/none"))
        assert source.samples() == ()
        source.refresh()
        found = by_labels(list(source.samples()))
        assert found["cloudshop_source_up", "shop"] == 0
        assert {name for name, *_ in found} == {"cloudshop_source_up", "cloudshop_source_read_seconds"}

    def test_shows_nothing_old_once_it_is_down(self) -> None:
        answers = [[Sample("cloudshop_orders_overdue_seconds", (), 1.0)]]
        source = Source("shop", answers.pop)
        assert [source.refresh() and len(source.samples()) for _ in range(2)] == [3, 2]

    def test_is_read_without_a_scrape(self) -> None:
        source = Source("shop", lambda: [Sample("cloudshop_orders_overdue_seconds", (), 1.0)])
        source.start()
        eventually(lambda: len(source.samples()) == 3, seconds=10, what="it is read")
        source.close()
