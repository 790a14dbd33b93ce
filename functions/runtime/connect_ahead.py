"""Opens the database connection of the first request before that arrives.

The driver's import, the handshake and what SQLAlchemy asks a server that is new to it made a first request take 150
to 330 ms (docs/decisions/0024-cold-starts.md); meanwhile a pod waits for the cluster to know its address.
"""

import threading
from contextlib import suppress

from functions.runtime.settings import Settings


def connect_ahead(settings: Settings) -> threading.Thread | None:
    """Starts to connect where there is a database, and returns at once. What fails is for the first request to tell."""
    if not settings.database_url:
        return None
    thread = threading.Thread(target=_connect, daemon=True)
    thread.start()
    return thread


def _connect() -> None:
    # Imported here: who has no database has no SQLAlchemy.
    from sqlalchemy.exc import SQLAlchemyError

    import functions.runtime.nudge  # noqa: F401 - the first request would import it
    from functions.runtime.database import sessions

    with suppress(SQLAlchemyError), sessions()() as session:
        session.connection()
