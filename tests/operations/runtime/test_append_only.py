"""Tables that are only added to refuse every rewrite."""

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.models.invoices import InvoiceDocument
from db.models.payments import LedgerEntry
from db.rights import APPEND_ONLY
from tests.support.factories import a_product
from tests.support.operations.shop import Shop


@pytest.fixture(autouse=True)
def rows(shop: Shop) -> None:
    """At least one in each of the tables."""
    a_product(shop.session, "MUG-1")
    delivered = {"quantity": 3, "reason": "delivered"}
    answer = shop.call("adjust-stock", delivered, query={"sku": "MUG-1"}, role="staff", key=str(uuid4()))
    assert answer.status_code == 201
    sides = {"booking": "test", "currency": "EUR", "order_id": uuid4(), "at": shop.session.scalar(text("SELECT now()"))}
    shop.session.add_all(LedgerEntry(account=name, amount_minor=by, **sides) for name, by in (("a", 1), ("b", -1)))
    names = {"series": "INV", "year": 2026, "sequence": 1, "number": "INV-1", "country": "FR", "language": "en"}
    about = {"order_id": uuid4(), "about_id": uuid4(), "issued_at": sides["at"], "currency": "EUR", "total_minor": 0}
    said = {"taxes": [], "buyer": {"name": "Ada"}, "content": {}}
    shop.session.add(InvoiceDocument(kind="invoice", **names, **about, **said))
    shop.session.commit()


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET {column} = {column}", "DELETE FROM {}"])
def test_not_even_the_owner_of_the_tables_changes_a_row(shop: Shop, table: str, change: str) -> None:
    column = "sku" if table == "catalog.prices" else "id"
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        shop.session.execute(text(change.format(table, column=column)))
