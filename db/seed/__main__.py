"""`python -m db.seed`: what a new shop needs to be tried: people who can log in, and something to sell.

DATABASE_URL is the owner's; LOGINS names a file with `{role: {"email", "password"}}`. A catalogue beside this file is
imported as staff would import it, once: what the shop sells by then stays as it is.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from db.models.catalog import Product
from functions.catalog.import_catalogue import import_catalogue
from functions.identity.accounts import NewAccount
from functions.identity.passwords import Passwords
from functions.identity.provisioning import provide_account
from functions.runtime.unit_of_work import UnitOfWork

CATALOGUES = sorted(Path(__file__).parent.glob("*.csv"))
ACTOR = "seed"


def provide_logins(session: Session, logins: dict[str, dict[str, str]], now: datetime) -> None:
    for role, login in logins.items():
        new = NewAccount(login["email"], Passwords().hash(login["password"]), role.capitalize(), role)
        provide_account(session, new, now)


def fill_shelves(session: Session, now: datetime) -> None:
    """Imports the catalogues into a shop that has no product yet."""
    if session.scalar(select(Product.id).limit(1)) is None:
        for path in CATALOGUES:
            import_catalogue(UnitOfWork(session, now), path.read_bytes(), actor=ACTOR)


def main() -> None:
    logins, now = json.loads(Path(os.environ["LOGINS"]).read_text()), datetime.now(UTC)
    engine = create_engine(os.environ["DATABASE_URL"])
    with Session(engine) as session, session.begin():
        provide_logins(session, logins, now)
        fill_shelves(session, now)
    engine.dispose()


if __name__ == "__main__":
    main()
