"""Reads published products and their categories, for the sitemap."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.models.catalog import DIGEST
from db.models.catalog_readers import CategoryCount

# As the index has it.
_BETWEEN = text(f"""
    SELECT handle FROM catalog.products
    WHERE state = 'published' AND {DIGEST} >= :first AND {DIGEST} < :behind ORDER BY {DIGEST} LIMIT :limit
""")  # noqa: S608 - of constants


def published_total(session: Session) -> int:
    # The sum of big integers is a numeric.
    return int(session.scalars(select(func.coalesce(func.sum(CategoryCount.products), 0))).one())


def category_values(session: Session, limit: int) -> list[str]:
    """The filter values of the categories with products, in alphabetical order."""
    counted = select(CategoryCount.category).where(CategoryCount.products > 0).distinct()
    return list(session.scalars(counted.order_by(CategoryCount.category).limit(limit)))


def published_between(session: Session, first: str, behind: str, limit: int) -> list[str]:
    """The handles of the published products whose digest is from the first to before the second."""
    return list(session.scalars(_BETWEEN, {"first": first, "behind": behind, "limit": limit}))
