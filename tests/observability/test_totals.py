"""Totals that the exporter shows are kept with every change, whoever makes it, and added up while they are read."""

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from functions.messaging.recovery.sweeping import add_up_totals
from observability.exporter.sources import shop
from tests.support.invariants.always import ALWAYS

MANY = "SELECT count(*) FROM messaging.total_changes"
A_CART = "'00000000-0000-0000-0000-000000000009'"
FILLED = (
    f"INSERT INTO cart.carts (id, token_sha256, changed_at) VALUES ({A_CART}, 'x', now())",
    f"INSERT INTO cart.items SELECT {A_CART}, sku, 1, now() FROM unnest(ARRAY['MUG', 'BOWL']) sku",
)
# Its payment was voided, and then it was given up for good.
REFUNDED = """
    INSERT INTO orders.transitions (order_id, sequence, state, reason_code, actor, at)
    SELECT id, n, CASE n WHEN 3 THEN 'cancelled' ELSE 'refunded' END, 'payment_voided', 'shop', now()
    FROM orders.orders, generate_series(3, 4) n WHERE number = 'CS-4'"""


def change(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def shown(url: str, metric: str) -> dict[tuple[str, ...], float]:
    return {sample.labels: sample.value for sample in shop.read_shop(url) if sample.name == metric and sample.value}


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE orders.orders SET state = 'reserved' WHERE state = 'placed'",),
        ("UPDATE orders.orders SET carrier = 'dhl'",),
        ("UPDATE payments.payments SET refunded_minor = 500 WHERE state = 'captured'",),
        ("UPDATE payments.disputes SET state = 'lost'",),
        ("UPDATE inventory.reservations SET state = 'committed'",),
        ("UPDATE messaging.dead_letters SET state = 'discarded'",),
        ("DELETE FROM messaging.dead_letters",),
        ("UPDATE inventory.stock SET reserved = on_hand",),
        ("UPDATE inventory.stock SET reserved = on_hand", "DELETE FROM inventory.stock"),
        ("INSERT INTO inventory.stock (sku, on_hand, reserved) VALUES ('BOWL', 0, 0)",),
        FILLED,
        (*FILLED, "DELETE FROM cart.items WHERE sku = 'MUG'"),
        (*FILLED, "DELETE FROM cart.items"),
        (*FILLED, "UPDATE cart.carts SET account_id = id, token_sha256 = NULL", "DELETE FROM cart.carts"),
    ],
)
def test_a_change_of_a_row_is_one_of_its_totals(shopped: str, engine: Engine, statements: tuple[str, ...]) -> None:
    change(engine, *statements)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(ALWAYS["totals-are-what-is-there"]).all() == []


def test_money_that_was_never_captured_is_shown_as_none(shopped: str, engine: Engine) -> None:
    for table in ("totals", "total_changes"):
        change(engine, f"DELETE FROM messaging.{table} WHERE total IN ('revenue', 'refunded')")
    found = {(each.name, each.labels): each.value for each in shop.read_shop(shopped)}
    for metric in ("cloudshop_revenue_minor_units_total", "cloudshop_refunded_minor_units_total"):
        assert found[metric, ("EUR",)] == 0


def test_an_order_has_one_reason_until_it_has_another_state(shopped: str, engine: Engine) -> None:
    change(engine, REFUNDED)
    assert shown(shopped, "cloudshop_orders")["cancelled", "by-staff"] == 1
    assert ("cancelled", "by-shopper") not in shown(shopped, "cloudshop_orders")


def test_a_sweep_adds_changes_up_and_nothing_shown_changes(shopped: str, engine: Engine) -> None:
    for sku in ("BOWL", "VASE"):
        change(engine, f"INSERT INTO inventory.stock (sku, on_hand, reserved) VALUES ('{sku}', 0, 0)")
        before = shop.read_shop(shopped)
        with Session(engine) as session:
            add_up_totals(session)
            session.commit()
        with engine.connect() as connection:
            assert connection.execute(text(MANY)).scalar_one() == 0
        assert sorted(shop.read_shop(shopped)) == sorted(before)


def test_two_that_change_the_same_total_do_not_wait_for_each_other(shopped: str, engine: Engine) -> None:
    letters = "UPDATE messaging.dead_letters SET state = 'discarded'"
    with engine.connect() as one, engine.connect() as other:
        one.exec_driver_sql("INSERT INTO inventory.stock (sku, on_hand, reserved) VALUES ('BOWL', 0, 0)")
        other.exec_driver_sql("INSERT INTO inventory.stock (sku, on_hand, reserved) VALUES ('VASE', 0, 0)")
        other.exec_driver_sql(letters)
        other.commit()
        one.commit()
    assert shown(shopped, "cloudshop_variants_sold_out") == {(): 2}


def test_whoever_changes_a_table_may_not_write_its_totals(shopped: str) -> None:
    inventory = make_url(shopped).set(username="inventory").render_as_string(hide_password=False)
    with psycopg.connect(inventory.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("INSERT INTO inventory.stock (sku, on_hand, reserved) VALUES ('BOWL', 0, 0)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("INSERT INTO messaging.total_changes VALUES ('sold-out', '{}', 1)")
    assert shown(shopped, "cloudshop_variants_sold_out") == {(): 1}
