"""Opens the card simulator's own database connections and transactions; its effects remain if its caller rolls back."""

from sqlalchemy.orm import Session, sessionmaker

Sessions = sessionmaker[Session]


def own_sessions() -> Sessions:
    from functions.runtime.database.connections import sessions

    return sessions("card-simulator")
