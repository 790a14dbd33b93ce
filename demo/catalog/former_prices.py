"""Stores the former prices that the demo shop's reduced products show."""

from datetime import datetime, timedelta

from sqlalchemy import literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.catalog import Variant
from db.models.prices import PastPrice

FORMER_FOR = timedelta(days=60)


def provide_former_prices(session: Session, now: datetime) -> None:
    """Stores the prices as valid until the reduced ones were imported."""
    reduced = Variant.compare_at_price_minor > Variant.price_minor
    former = select(Variant.sku, literal(now - FORMER_FOR), Variant.compare_at_price_minor).where(reduced)
    session.execute(insert(PastPrice).from_select(["sku", "since", "price_minor"], former))
    # The trigger looks at the prices before again.
    session.execute(update(Variant).where(reduced).values(price_minor=Variant.price_minor))
