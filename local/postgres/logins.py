"""Seeds the shop's database with the demo catalog and logins, and opens sessions for commands."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from db.models.identity import Role
from demo.catalog.seed import seed
from demo.people import provide_people
from functions.runtime.telemetry.context import log
from local.postgres.database import database, migrate
from local.settings import LocalSettings

# Reserved for examples (RFC 6761): no mail to it is ever delivered.
DEMO_DOMAIN = "demo.example"

Sessions = sessionmaker[Session]


@dataclass(frozen=True, slots=True)
class Login:
    email: str
    password: str


def seed_shop(url: str) -> dict[str, Login]:
    """Imports the demo catalog into an empty shop, and sets new passwords for this run's logins, by role."""
    roles: tuple[Role, ...] = ("shopper", "staff", "admin")
    logins = {role: Login(f"{role}@{DEMO_DOMAIN}", secrets.token_urlsafe(9)) for role in roles}
    with sessions(url) as opened:
        if (imported := seed(opened)) is not None:
            log("imported the demo catalog", products=imported.created)
        provide_people(opened, {role: asdict(login) for role, login in logins.items()})
    return {str(role): login for role, login in logins.items()}


@contextmanager
def shop_sessions(settings: LocalSettings) -> Iterator[Sessions]:
    """Sessions with the shop's database, whether or not the shop is running."""
    run = settings.home.running()
    if run is not None:
        with sessions(run["database"]) as opened:
            yield opened
        return
    with settings.home.locked(), database(settings) as url:
        migrate(url)
        with sessions(url) as opened:
            yield opened


@contextmanager
def sessions(url: str) -> Iterator[Sessions]:
    engine = create_engine(url)
    try:
        yield sessionmaker(engine, expire_on_commit=False)
    finally:
        engine.dispose()
