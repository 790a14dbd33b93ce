"""Fills an empty shop with the demo catalogue, on the path that every merchant's file takes.

The stock follows once the relay runs: the import only announces it.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.catalog import Product
from functions.catalog.csv.apply import import_catalog
from functions.catalog.csv.plan import Imported
from functions.runtime.database.unit_of_work import transaction

CATALOG = Path(__file__).parent / "catalogue.csv"
PICTURES = Path(__file__).parent / "pictures"


def seed(sessions: Callable[[], Session], after_commit: Callable[[], None] = lambda: None) -> Imported | None:
    """What was imported; None where the shop has products already, for its stock is no longer the file's."""
    with transaction(sessions, lambda: datetime.now(UTC), after_commit) as shop:
        if shop.session.scalar(select(Product.id).limit(1)) is not None:
            return None
        return import_catalog(shop, CATALOG.read_bytes(), actor="demo catalogue")
