"""Imports the demo catalog into an empty shop, like a merchant's file.

It also adds the demo shop's former prices, shipping and promotions. The import only emits the stock as an event, so
products are in stock once the relay has run.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.catalog import Product
from demo.catalog.former_prices import provide_former_prices
from demo.promotions.seed import provide_promotions
from demo.shipping.seed import provide_shipping
from functions.catalog.csv.apply import import_catalog
from functions.catalog.csv.plan import ImportSummary
from functions.runtime.database.unit_of_work import database_time, transaction

CATALOG = Path(__file__).parent / "catalog.csv"
PICTURES = Path(__file__).parent / "pictures"


def seed(sessions: Callable[[], Session], after_commit: Callable[[], None] = lambda: None) -> ImportSummary | None:
    """The result of the import; None if the shop already has products, whose stock must not be reset."""
    with transaction(sessions, database_time, after_commit) as shop:
        if shop.session.scalar(select(Product.id).limit(1)) is not None:
            return None
        provide_shipping(shop.session)
        provide_promotions(shop.session, shop.now)
        summary = import_catalog(shop, CATALOG.read_bytes(), actor="demo catalog").summary
        provide_former_prices(shop.session, shop.now)
        return summary
