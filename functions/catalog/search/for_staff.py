"""Finds products of any state for staff by words, the beginning of a SKU or a barcode; the last changed come first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.orm import Session

from functions.catalog.queries import OFFER
from functions.catalog.search.cards import ProductCard, card
from functions.catalog.search.cursors import Ends, end_of, read_end
from functions.catalog.search.find import words
from functions.catalog.search.matching import BY_INDEX, CANDIDATES_MAX, QUERY
from functions.catalog.search.statements import PAGE
from functions.runtime.database.pages import page

SKUS_MAX = 100
_KEY = "p.updated_at"
# The order of bytes has an index, so that all SKUs with a beginning are a range of it.
_CANDIDATES = f"""(
    SELECT * FROM catalog.products WHERE id IN (
        (SELECT id FROM catalog.products WHERE search @@ {QUERY} LIMIT {CANDIDATES_MAX})
        UNION ALL (SELECT product_id FROM catalog.variants WHERE barcode = :search AND barcode <> '' LIMIT {SKUS_MAX})
        UNION ALL (
            SELECT found.product_id FROM unnest(CAST(:beginnings AS text[])) beginning CROSS JOIN LATERAL (
                SELECT product_id FROM catalog.variants
                WHERE sku COLLATE "C" >= beginning AND sku COLLATE "C" < beginning || chr(1114111)
                ORDER BY sku COLLATE "C" LIMIT {SKUS_MAX}
            ) found
        )
    )
)"""  # noqa: S608 - of constants


@dataclass(frozen=True, slots=True)
class StaffSearch:
    """A search among the products of a state, or of all if it is None; `cursor` is that of the page before."""

    state: str | None
    search: str
    limit: int
    cursor: str | None


def list_for_staff(session: Session, asked: StaffSearch) -> tuple[list[ProductCard], str | None]:
    """Finds at most `limit` products, and the cursor of the next page; raises InvalidRequest for another cursor."""
    end = read_end("newest", asked.cursor) if asked.cursor is not None else None
    shown = page(_find(session, asked, end), asked.limit, partial(end_of, "newest", False))
    return [card(row) for row in shown.rows], shown.next_cursor


def _find(session: Session, asked: StaffSearch, end: Ends | None) -> Sequence[Row[Any]]:
    values: dict[str, Any] = {"limit": asked.limit + 1}
    if asked.state is not None:
        values["state"] = asked.state
    if end is not None:
        values |= {"key": end.key, "id": end.id}
    if search := asked.search.strip():
        session.execute(BY_INDEX)
        beginnings = sorted({search, search.upper(), search.lower()})
        values |= {"search": search, "words": words(search), "beginnings": beginnings}
    return session.execute(_statement(asked, end), values).all()


def _statement(asked: StaffSearch, end: Ends | None) -> TextClause:
    conditions = [] if asked.state is None else ["p.state = :state"]
    conditions += [] if end is None else [f"({_KEY}, p.id) < (:key, :id)"]
    source = _CANDIDATES if asked.search.strip() else "catalog.products"
    where = " AND ".join(conditions) or "true"
    return text(PAGE.format(source=source, key=_KEY, direction="DESC", conditions=where, offer=OFFER))
