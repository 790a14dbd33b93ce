"""What the machine's owner may do to the shop's database without asking the shop: fill it, and make log-ins."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from demo.catalog.seed import seed
from demo.people import provide_people
from functions.runtime.telemetry.context import log
from local.postgres.database import database, migrate
from local.settings import LocalSettings

# Reserved for such use (RFC 6761): no mail to it ever leaves.
DEMO_DOMAIN = "demo.example"

Sessions = sessionmaker[Session]


@dataclass(frozen=True, slots=True)
class Login:
    email: str
    password: str


def furnish(url: str) -> dict[str, Login]:
    """Gives a new shop something to sell, and makes this run's log-ins by role; those of earlier runs end."""
    logins = {role: Login(f"{role}@{DEMO_DOMAIN}", secrets.token_urlsafe(9)) for role in ("shopper", "staff")}
    with sessions(url) as opened:
        if (imported := seed(opened)) is not None:
            log("filled the shop", products=imported.created)
        provide_people(opened, {role: asdict(login) for role, login in logins.items()})
    return logins


@contextmanager
def shop_sessions(settings: LocalSettings) -> Iterator[Sessions]:
    """Sessions with the shop's database, whether the shop runs or not."""
    run = settings.home.running()
    if run is not None:
        with sessions(run["database"]) as opened:
            yield opened
        return
    with settings.home.claimed(), database(settings) as url:
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
