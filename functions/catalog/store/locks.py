"""Locks of the whole catalog, held until the transaction ends."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

_LOCK = func.hashtextextended("catalog", 0)


def exclusive_catalog_lock(session: Session) -> None:
    """Keeps other writers out until the transaction ends, so that checks remain valid. Readers do not wait."""
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def shared_catalog_lock(session: Session) -> None:
    """Keeps writers out until the transaction ends, so that several reads are consistent."""
    session.execute(select(func.pg_advisory_xact_lock_shared(_LOCK)))


def try_shared_catalog_lock(session: Session) -> bool:
    """Takes the lock of `shared_catalog_lock` without waiting; returns whether it was free."""
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock_shared(_LOCK))))
