"""Who may log in at the database: a context's login, the other one while a password is replaced, and the owner."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from db.deploy import adopt_owner_password, grant_rights, read_passwords
from db.retention import Purged, purged
from db.rights import APPEND_ONLY, PURGING, ROLES
from tests.support.postgres import StartPostgres

PASSWORDS = {role: f"{role}-1" for role in ROLES}


@pytest.fixture(scope="module")
def server(start_postgres: StartPostgres) -> Iterator[URL]:
    """A server of its own, since roles belong to all databases of one; its passwords count."""
    with start_postgres() as postgres:
        yield make_url(postgres.url)


def deploy(server: URL, passwords: dict[str, str]) -> None:
    engine = create_engine(server)
    with engine.begin() as connection:
        grant_rights(connection, passwords)
    engine.dispose()


def ask(server: URL, login: str, password: str, question: str = "SELECT count(*) FROM orders.orders") -> int:
    engine = create_engine(server.set(username=login, password=password))
    try:
        with engine.connect() as connection:
            return int(connection.execute(text(question)).scalar_one())
    finally:
        engine.dispose()


def test_both_logins_of_a_context_count_until_the_old_one_is_retired(server: URL) -> None:
    deploy(server, PASSWORDS)
    assert ask(server, "orders", "orders-1") == 0
    deploy(server, PASSWORDS | {"orders_2": "orders-2"})
    assert ask(server, "orders", "orders-1") == ask(server, "orders_2", "orders-2") == 0
    deploy(server, {role: word for role, word in PASSWORDS.items() if role != "orders"} | {"orders_2": "orders-2"})
    assert ask(server, "orders_2", "orders-2") == 0
    with pytest.raises(OperationalError):
        ask(server, "orders", "orders-1")


def test_the_other_login_may_do_no_more_than_the_first(server: URL) -> None:
    deploy(server, PASSWORDS | {"cart_2": "cart-2"})
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(server, "cart_2", "cart-2", "SELECT count(*) FROM identity.accounts")
    assert ask(server, "cart_2", "cart-2", "SELECT current_setting('lock_timeout') = '2s'") == 1


@pytest.mark.parametrize(("table", "rule"), list(purged()))
def test_the_role_that_purges_may_do_to_a_table_what_the_rules_say(server: URL, table: str, rule: Purged) -> None:
    deploy(server, PASSWORDS)
    values = ", ".join(f"{column} = {value}" for column, value in rule.erases.items())
    change = f"UPDATE {table} SET {values}" if values else f"DELETE FROM {table}"
    found = f"WHERE ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE {rule.only}))"
    question = f"WITH changed AS ({change} {found} RETURNING 1) SELECT count(*) FROM changed"
    assert ask(server, PURGING, PASSWORDS[PURGING], question) == 0


@pytest.mark.parametrize("change", ["DELETE FROM orders.orders", "UPDATE orders.orders SET state = 'confirmed'"])
def test_the_role_that_purges_may_do_no_more(server: URL, change: str) -> None:
    deploy(server, PASSWORDS)
    question = f"WITH changed AS ({change} RETURNING 1) SELECT count(*) FROM changed"
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(server, PURGING, PASSWORDS[PURGING], question)


EMITTING = """
    INSERT INTO messaging.outbox
        (id, type, subject, occurred_at, data, traceparent, tracestate, request_id, awaiting, attempts,
         next_attempt_at, give_up_at, failures)
    VALUES (gen_random_uuid(), '{}', '', now(), '{{}}', '', '', '', '{{}}', 0, now(), now(), '{{}}')
    RETURNING 1
"""


@pytest.mark.parametrize("login", ["cart", "orders_2", "payments", "card_simulator"])
def test_a_context_cannot_emit_the_events_of_another(server: URL, login: str) -> None:
    deploy(server, PASSWORDS | {"orders_2": "orders_2-1"})
    with pytest.raises(ProgrammingError, match=r"row-level security|permission denied"):
        ask(server, login, f"{login}-1", EMITTING.format("shop.stock.reserved.v1"))


@pytest.mark.parametrize(("login", "type"), [("orders_2", "shop.order.placed.v1"), ("messaging", "shop.mail.due.v1")])
def test_a_context_emits_its_own_events_and_messaging_sends_every_one_again(server: URL, login: str, type: str) -> None:
    deploy(server, PASSWORDS | {"orders_2": "orders_2-1"})
    assert ask(server, login, f"{login}-1", EMITTING.format(type)) == 1


def test_the_owners_password_becomes_the_new_one_and_stays_it(server: URL) -> None:
    before = server.render_as_string(hide_password=False)
    after = server.set(password="another").render_as_string(hide_password=False)
    for _ in range(2):
        adopt_owner_password(after, before)
        assert ask(make_url(after), str(server.username), "another", "SELECT 1") == 1
    with pytest.raises(OperationalError):
        ask(server, str(server.username), str(server.password), "SELECT 1")
    adopt_owner_password(before, after)


def test_an_owner_without_the_password_gets_an_error(server: URL) -> None:
    wrong = server.set(password="wrong").render_as_string(hide_password=False)
    with pytest.raises(OperationalError):
        adopt_owner_password(wrong, "")


def test_passwords_are_read_when_those_of_the_expected_logins_are_there(tmp_path: Path) -> None:
    (tmp_path / "orders").write_text("old")
    (tmp_path / "userlist.txt").write_text("of all")
    (tmp_path / ".arriving").write_text("new\n")
    # At once, as the kubelet has a secret appear: a file that is being written is empty for a moment.
    arrives = threading.Timer(1, lambda: (tmp_path / ".arriving").rename(tmp_path / "orders_2"))
    arrives.start()
    assert read_passwords(tmp_path, ["orders", "orders_2"], wait_seconds=60) == {"orders": "old", "orders_2": "new"}
    arrives.join()


def test_a_secret_that_never_comes_is_named(tmp_path: Path) -> None:
    (tmp_path / "orders").write_text("old")
    with pytest.raises(SystemExit, match="orders_2"):
        read_passwords(tmp_path, ["orders", "orders_2"], wait_seconds=0)


def test_a_context_that_reads_some_columns_of_a_table_cannot_read_the_others(server: URL) -> None:
    deploy(server, PASSWORDS)
    assert ask(server, "messaging", "messaging-1", "SELECT count((id, name, email)) FROM identity.accounts") == 0
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(server, "messaging", "messaging-1", "SELECT count(password_hash) FROM identity.accounts")


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_no_context_rewrites_what_is_only_added_to(server: URL, table: str, change: str) -> None:
    deploy(server, PASSWORDS)
    context, column = table.partition(".")[0], "sku" if table == "catalog.prices" else "id"
    question = f"WITH changed AS ({change.format(table=table, column=column)} RETURNING 1) SELECT count(*) FROM changed"
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(server, context, PASSWORDS[context], question)


@pytest.mark.parametrize("column", ["type", "subject", "data", "sent_at"])
def test_a_context_cannot_change_what_an_event_says(server: URL, column: str) -> None:
    deploy(server, PASSWORDS)
    change = "WITH changed AS (UPDATE messaging.outbox SET {0} = {0} RETURNING 1) SELECT count(*) FROM changed"
    assert ask(server, "orders", "orders-1", change.format("awaiting")) == 0
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(server, "orders", "orders-1", change.format(column))
