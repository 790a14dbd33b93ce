"""Reads products with their stock page by page, so that no transaction lasts as long as a client reads."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.models.catalog import ProductState
from functions.catalog.csv.export import CsvRow, rows, with_quantity
from functions.catalog.queries import stock
from functions.catalog.store.batches import BATCH
from functions.catalog.store.locks import try_shared_catalog_lock
from functions.catalog.store.read import product_records
from functions.runtime.database.unit_of_work import Begin
from functions.runtime.errors import Contended
from functions.runtime.fields import Plain
from functions.runtime.http.requests import Request

Text = Annotated[str, StringConstraints(max_length=520), Plain]
ProductRows = list[CsvRow]
# A large import takes so long; the gateway waits longer for each part of an answer.
WAIT_SECONDS_MAX, RETRY_SECONDS = 20.0, 0.1

# A page has the same number of products whatever the filters let through, so that each costs the same.
MATCHES = """(CAST(:state AS text) IS NULL OR state = :state)
    AND (CAST(:category AS text) IS NULL OR category = :category)
    AND (CAST(:vendor AS text) IS NULL OR vendor = :vendor)"""
_HANDLES = text(f"""
    SELECT handle, {MATCHES} AS matches FROM catalog.products WHERE handle > :after ORDER BY handle LIMIT :limit
""")  # noqa: S608 - the filters are parameters


class ExportFilters(Request):
    """The filters of an export; the file begins after the handle `after`."""

    state: ProductState | None = None
    category: Text | None = None
    vendor: Text | None = None
    after: Text = ""

    def filters(self) -> dict[str, str | None]:
        return {"state": self.state, "category": self.category, "vendor": self.vendor}


def pages(begin: Begin, chosen: ExportFilters) -> Iterator[list[ProductRows]]:
    """The rows of each product, page by page and sorted by handle; raises Contended."""
    after: str | None = chosen.after
    while after is not None:
        page, after = _page(begin, chosen, after)
        yield page


def _page(begin: Begin, chosen: ExportFilters, after: str) -> tuple[list[ProductRows], str | None]:
    with unchanging(begin) as session:
        seen = session.execute(_HANDLES, chosen.filters() | {"after": after, "limit": BATCH}).all()
        known = product_records(session, [handle for handle, matches in seen if matches])
        on_hand = stock(session, [sku for record in known.values() for sku in record.skus])
        found = [[with_quantity(row, on_hand) for row in rows(known[handle])] for handle, matches in seen if matches]
    return found, seen[-1].handle if len(seen) == BATCH else None


@contextmanager
def unchanging(begin: Begin) -> Iterator[Session]:
    """A transaction during which no product changes; raises Contended if writers keep the lock for too long."""
    until = time.monotonic() + WAIT_SECONDS_MAX
    while True:
        with begin() as shop:
            if try_shared_catalog_lock(shop.session):
                yield shop.session
                return
        if time.monotonic() >= until:
            raise Contended("Products are being imported; try again in a moment.")
        time.sleep(RETRY_SECONDS)
