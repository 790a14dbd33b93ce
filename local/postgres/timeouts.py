"""Sets the timeouts on which the shop relies, so that a hanging transaction and its locks do not stop the others."""

from urllib.parse import quote

from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from db import rights
from local.errors import PostgresFailed

# Those of the cluster's roles, but for the transaction's: here one role also imports whole catalogs.
TIMEOUTS = {name: limit for name, limit in rights.TIMEOUTS.items() if name != "transaction_timeout"}
CONNECT_SECONDS = 5


def with_timeouts(url: str) -> str:
    """A URL of the database whose sessions have the timeouts: the role's own, or those that the URL sets.

    Raises PostgresFailed, with the statements to run, if neither works, as behind a connection pooler.
    """
    if not _unlimited(url):
        return url
    options = quote(" ".join(f"-c {name}={value}" for name, value in TIMEOUTS.items()))
    limited = f"{url}{'&' if '?' in url else '?'}options={options}"
    try:
        missing = _unlimited(limited)
    except SQLAlchemyError:
        missing = list(TIMEOUTS)
    if missing:
        role = make_url(url).username
        lines = "\n".join(f"  ALTER ROLE {role} SET {name} = '{TIMEOUTS[name]}';" for name in missing)
        raise PostgresFailed(f"The PostgreSQL at DATABASE_URL lets a session hang for ever. Run there:\n{lines}")
    return limited


def _unlimited(url: str) -> list[str]:
    """The timeouts that a session of the database lacks."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS})
    with engine.connect() as connection:
        return [name for name in TIMEOUTS if connection.scalar(text(f"SHOW {name}")) == "0"]
