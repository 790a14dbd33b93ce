"""Accounts that a command of the machine's owner makes; everybody else registers."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from functions.identity.accounts import NewAccount
from functions.identity.passwords import Passwords
from functions.identity.provisioning import provide_account
from local.database import database, migrate
from local.settings import LocalSettings

# Reserved for such use (RFC 6761): no mail to it ever leaves.
DEMO_DOMAIN = "demo.example"


@dataclass(frozen=True, slots=True)
class Login:
    role: str
    email: str
    password: str


def demo_logins(url: str) -> list[Login]:
    """A shopper and a member of the staff; their passwords are of this run, those of earlier runs end."""
    people = (("shopper", "Sam Shopper"), ("staff", "Stefanie Staff"))
    logins = [Login(role, f"{role}@{DEMO_DOMAIN}", secrets.token_urlsafe(9)) for role, _ in people]
    with _session(url) as session:
        for login, (_, name) in zip(logins, people, strict=True):
            provide(session, login, name)
    return logins


def provide(session: Session, login: Login, name: str = "") -> bool:
    """Makes the account; one that is there already gets the role and the password. Whether it is new."""
    new = NewAccount(login.email, Passwords().hash(login.password), name, login.role)
    return provide_account(session, new, datetime.now(UTC))


@contextmanager
def shop_session(settings: LocalSettings) -> Iterator[Session]:
    """A session with the shop's database, whether the shop runs or not."""
    run = settings.home.running()
    if run is not None:
        with _session(run["database"]) as session:
            yield session
        return
    with settings.home.claimed(), database(settings) as url:
        migrate(url)
        with _session(url) as session:
            yield session


@contextmanager
def _session(url: str) -> Iterator[Session]:
    engine = create_engine(url)
    try:
        with Session(engine) as session, session.begin():
            yield session
    finally:
        engine.dispose()
